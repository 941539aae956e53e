package dev.candlewick.provider.simulated;

import dev.candlewick.loop.Loop;
import dev.candlewick.provider.Feed;
import dev.candlewick.provider.FeedHealth;
import dev.candlewick.provider.FeedHealth.State;
import dev.candlewick.provider.FeedLatency;
import dev.candlewick.provider.FeedListener;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.client.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Publishes the simulated market second by second. After a pause of more than a minute it
/// restarts, as after a lost connection.
final class SimulatedFeed implements Feed {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONGEST_GAP = Duration.ofMinutes(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private static final String INTERNAL_FAULT = "internal error: ";
  private static final String LISTENER_FAULT = "the listener failed: ";

  private final long seed;
  private final Timing timing;
  private final FeedListener listener;
  private final Map<FeedTopic, SimulatedTopic> active = new HashMap<>();
  private final Semaphore changed = new Semaphore(0);
  private final AtomicLong messages = new AtomicLong();
  private final Loop loop;
  private Instant lastSecond;
  private volatile Set<FeedTopic> wanted = Set.of();
  private volatile Set<FeedTopic> live = Set.of();
  private final FeedLatency latency = new FeedLatency();
  private volatile @Nullable Instant lastMessage;
  private volatile @Nullable String fault;
  private volatile boolean closed;

  SimulatedFeed(long seed, Timing clockwork, FeedListener listener) {
    this.seed = seed;
    this.timing = clockwork;
    this.listener = listener;
    this.lastSecond = currentSecond();
    this.loop =
        new Loop(
            "feed " + SimulatedProvider.NAME,
            this::runOnce,
            e -> fault = INTERNAL_FAULT + e,
            Loop.Options.DEFAULT.withCloseTimeout(CLOSE_TIMEOUT));
    loop.start();
  }

  @Override
  public void setTopics(Set<FeedTopic> topics) {
    wanted = Set.copyOf(topics);
    changed.release();
  }

  @Override
  public FeedHealth health() {
    Set<FeedTopic> now = wanted;
    State state = live.containsAll(now) ? State.LIVE : State.CONNECTING;
    return new FeedHealth(
        SimulatedProvider.NAME,
        now.isEmpty() ? State.IDLE : state,
        now.size(),
        now.isEmpty() ? 0 : 1,
        messages.get(),
        0,
        0,
        lastMessage,
        now.isEmpty() ? null : latency.median(),
        fault);
  }

  @Override
  public void close() {
    closed = true;
    changed.release();
    loop.close();
  }

  private Duration runOnce() throws InterruptedException {
    lastSecond = wanted.isEmpty() ? waitForTopics() : catchUp(lastSecond);
    pause(lastSecond);
    return Duration.ZERO;
  }

  private Instant currentSecond() {
    return timing.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private Instant waitForTopics() throws InterruptedException {
    active.clear();
    live = Set.of();
    if (!closed) changed.acquire();
    return currentSecond();
  }

  private void pause(Instant done) throws InterruptedException {
    Duration left = Duration.between(timing.clock().instant(), done.plus(SECOND));
    if (!closed && left.isPositive()) timing.pause().await(left);
  }

  /// Publishes every second since the last.
  private Instant catchUp(Instant done) {
    Instant now = currentSecond();
    Instant at = done;
    if (Duration.between(done, now).compareTo(LONGEST_GAP) > 0) {
      active.clear();
      at = now.minus(SECOND);
    }
    while (at.isBefore(now) && !closed) {
      at = at.plus(SECOND);
      publish(at);
    }
    return now;
  }

  /// Publishes one second. An internal error affects only its topic, which restarts with the next
  /// second.
  private void publish(Instant second) {
    Set<FeedTopic> now = wanted;
    active.keySet().retainAll(now);
    Set<FeedTopic> fresh = new HashSet<>(now);
    fresh.removeAll(active.keySet());
    fresh.removeIf(topic -> !start(topic, second));
    if (!fresh.isEmpty()) runSafely(LISTENER_FAULT, () -> listener.onSubscribed(Set.copyOf(fresh)));
    active
        .values()
        .removeIf(topic ->
            !runSafely(
                INTERNAL_FAULT, () -> topic.publish(second, update -> deliver(second, update))));
    live = Set.copyOf(active.keySet());
  }

  private boolean start(FeedTopic topic, Instant second) {
    return runSafely(
        INTERNAL_FAULT, () -> active.put(topic, SimulatedTopic.of(topic, seed, second)));
  }

  private void deliver(Instant second, SimulatedTopic.Delivery delivery) {
    Instant now = timing.clock().instant();
    messages.incrementAndGet();
    lastMessage = now;
    latency.record(second, now, Duration.ZERO);
    runSafely(LISTENER_FAULT, () -> delivery.deliverTo(listener));
  }

  /// Runs the work; returns whether it succeeded. An exception becomes the feed's fault.
  private boolean runSafely(String prefix, Runnable work) {
    try {
      work.run();
      return true;
    } catch (RuntimeException e) {
      fault = prefix + e;
      return false;
    }
  }
}
