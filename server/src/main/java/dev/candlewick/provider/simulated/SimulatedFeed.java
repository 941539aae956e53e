package dev.candlewick.provider.simulated;

import dev.candlewick.loop.Loop;
import dev.candlewick.provider.Feed;
import dev.candlewick.provider.FeedHealth;
import dev.candlewick.provider.FeedHealth.State;
import dev.candlewick.provider.FeedListener;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.client.Clockwork;
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

/// Tells the simulated market second by second. Who stands still for more than a minute begins
/// anew, as after a lost line.
final class SimulatedFeed implements Feed {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONGEST_GAP = Duration.ofMinutes(1);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private static final String OURS = "a fault of ours: ";
  private static final String THEIRS = "whoever listens failed: ";

  private final long seed;
  private final Clockwork clockwork;
  private final FeedListener listener;
  private final Map<FeedTopic, SimulatedTopic> told = new HashMap<>();
  private final Semaphore changed = new Semaphore(0);
  private final AtomicLong messages = new AtomicLong();
  private final Loop loop;
  private Instant done;
  private volatile Set<FeedTopic> wanted = Set.of();
  private volatile Set<FeedTopic> live = Set.of();
  private volatile @Nullable Instant lastMessage;
  private volatile @Nullable String fault;
  private volatile boolean closed;

  SimulatedFeed(long seed, Clockwork clockwork, FeedListener listener) {
    this.seed = seed;
    this.clockwork = clockwork;
    this.listener = listener;
    this.done = second();
    this.loop =
        new Loop(
            "feed " + SimulatedProvider.NAME,
            this::turn,
            e -> fault = OURS + e,
            Loop.Style.USUAL.patient(LAST_WORDS));
    loop.start();
  }

  @Override
  public void want(Set<FeedTopic> topics) {
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
        fault);
  }

  @Override
  public void close() {
    closed = true;
    changed.release();
    loop.close();
  }

  private Duration turn() throws InterruptedException {
    done = wanted.isEmpty() ? idle() : catchUp(done);
    pause(done);
    return Duration.ZERO;
  }

  private Instant second() {
    return clockwork.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private Instant idle() throws InterruptedException {
    told.clear();
    live = Set.of();
    if (!closed) changed.acquire();
    return second();
  }

  private void pause(Instant done) throws InterruptedException {
    Duration left = Duration.between(clockwork.clock().instant(), done.plus(SECOND));
    if (!closed && left.isPositive()) clockwork.pause().await(left);
  }

  /// Tells every second since the last.
  private Instant catchUp(Instant done) {
    Instant now = second();
    Instant at = done;
    if (Duration.between(done, now).compareTo(LONGEST_GAP) > 0) {
      told.clear();
      at = now.minus(SECOND);
    }
    while (at.isBefore(now) && !closed) {
      at = at.plus(SECOND);
      tell(at);
    }
    return now;
  }

  /// A fault of ours costs the topic it hit, which begins anew with the next second.
  private void tell(Instant second) {
    Set<FeedTopic> now = wanted;
    told.keySet().retainAll(now);
    Set<FeedTopic> fresh = new HashSet<>(now);
    fresh.removeAll(told.keySet());
    fresh.removeIf(topic -> !begins(topic, second));
    if (!fresh.isEmpty()) safely(THEIRS, () -> listener.began(Set.copyOf(fresh)));
    told.values().removeIf(topic -> !safely(OURS, () -> topic.tell(second, this::told)));
    live = Set.copyOf(told.keySet());
  }

  private boolean begins(FeedTopic topic, Instant second) {
    return safely(OURS, () -> told.put(topic, SimulatedTopic.of(topic, seed, second)));
  }

  private void told(SimulatedTopic.Telling telling) {
    messages.incrementAndGet();
    lastMessage = clockwork.clock().instant();
    safely(THEIRS, () -> telling.to(listener));
  }

  /// Whether it went well; what did not is the feed's fault from then on.
  private boolean safely(String whose, Runnable work) {
    try {
      work.run();
      return true;
    } catch (RuntimeException e) {
      fault = whose + e;
      return false;
    }
  }
}
