package dev.candlewick.provider.feed;

import dev.candlewick.provider.FeedHealth;
import dev.candlewick.provider.FeedHealth.State;
import dev.candlewick.provider.FeedLatency;
import dev.candlewick.provider.FeedTopic;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The counters and the state of a feed. One thread writes, any thread may read.
final class FeedHealthRecorder {
  private final String venue;
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final FeedLatency latency = new FeedLatency();
  private volatile @Nullable Instant lastMessage;
  private volatile @Nullable String fault;
  private boolean wasComplete = true;
  private volatile Snapshot snapshot = new Snapshot(Set.of(), Set.of(), 0, false);

  /// The state of the topics and connections.
  ///
  /// @param live the topics that are subscribed on a connection that is not silent
  /// @param rejected the topics that the venue does not send there; the feed is live without them
  /// @param failing whether the last attempt to connect failed or the last connection was lost
  record Snapshot(Set<FeedTopic> live, Set<FeedTopic> rejected, int connections, boolean failing) {
    boolean isSettled(Set<FeedTopic> wanted) {
      return wanted.stream().allMatch(topic -> live.contains(topic) || rejected.contains(topic));
    }
  }

  FeedHealthRecorder(String venue) {
    this.venue = venue;
  }

  void countMessage(Instant now) {
    messages.incrementAndGet();
    lastMessage = now;
  }

  /// Records the time that a message was under way.
  ///
  /// @param event when it happened, by the venue's clock
  /// @param venueAhead how far that clock is ahead of the local one
  void recordLatency(Instant event, Instant arrival, Duration venueAhead) {
    latency.record(event, arrival, venueAhead);
  }

  void countUnknown() {
    unknown.incrementAndGet();
  }

  void countLost() {
    lost.incrementAndGet();
    latency.clear();
  }

  void recordFault(String message) {
    fault = message;
  }

  /// Stores the current state. The fault is cleared when all desired topics become live.
  void recordSnapshot(Snapshot now, Set<FeedTopic> wanted) {
    boolean complete = now.live().containsAll(wanted);
    if (complete && !wasComplete) fault = null;
    wasComplete = complete;
    snapshot = now;
  }

  FeedHealth health(Set<FeedTopic> wanted) {
    Snapshot now = snapshot;
    State state = state(wanted, now);
    return new FeedHealth(
        venue,
        state,
        wanted.size(),
        now.connections(),
        messages.get(),
        unknown.get(),
        lost.get(),
        lastMessage,
        state == State.LIVE ? latency.median() : null,
        fault);
  }

  private static State state(Set<FeedTopic> wanted, Snapshot now) {
    if (wanted.isEmpty()) return State.IDLE;
    if (now.isSettled(wanted)) return State.LIVE;
    return now.connections() == 0 && now.failing() ? State.DOWN : State.CONNECTING;
  }
}
