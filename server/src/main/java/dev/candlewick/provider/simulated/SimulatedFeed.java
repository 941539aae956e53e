package dev.candlewick.provider.simulated;

import dev.candlewick.provider.Clockwork;
import dev.candlewick.provider.Feed;
import dev.candlewick.provider.FeedHealth;
import dev.candlewick.provider.FeedHealth.State;
import dev.candlewick.provider.FeedListener;
import dev.candlewick.provider.FeedTopic;
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
  private final Thread thread;
  private volatile Set<FeedTopic> wanted = Set.of();
  private volatile Set<FeedTopic> live = Set.of();
  private volatile @Nullable Instant lastMessage;
  private volatile @Nullable String fault;
  private volatile boolean waiting;
  private volatile boolean closed;

  SimulatedFeed(long seed, Clockwork clockwork, FeedListener listener) {
    this.seed = seed;
    this.clockwork = clockwork;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("feed-" + SimulatedProvider.NAME).start(this::run);
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
    if (waiting) thread.interrupt();
    if (Thread.currentThread().equals(thread)) return;
    try {
      if (!thread.join(LAST_WORDS)) thread.interrupt();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      Instant done = second();
      while (!closed) {
        done = wanted.isEmpty() ? idle() : catchUp(done);
        pause(done);
      }
    } catch (InterruptedException e) {
      // Only `close` interrupts.
      closed = true;
    }
  }

  private Instant second() {
    return clockwork.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private Instant idle() throws InterruptedException {
    told.clear();
    live = Set.of();
    waiting = true;
    if (!closed) changed.acquire();
    waiting = false;
    return second();
  }

  private void pause(Instant done) throws InterruptedException {
    Duration left = Duration.between(clockwork.clock().instant(), done.plus(SECOND));
    waiting = true;
    if (!closed && left.isPositive()) clockwork.pause().await(left);
    waiting = false;
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
