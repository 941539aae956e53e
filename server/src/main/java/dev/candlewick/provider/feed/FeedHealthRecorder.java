package dev.candlewick.provider.feed;

import dev.candlewick.provider.FeedHealth;
import dev.candlewick.provider.FeedHealth.State;
import dev.candlewick.provider.FeedTopic;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What a feed counts: one thread writes, any may read.
final class FeedHealthRecorder {
  private final String venue;
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private volatile @Nullable Instant lastMessage;
  private volatile @Nullable String fault;
  private boolean wasComplete = true;
  private volatile Snapshot snapshot = new Snapshot(Set.of(), Set.of(), 0, false);

  /// @param live the topics that are subscribed on a line that is not silent
  /// @param rejected those that the venue will not send there; what it does send is live without
  ///   them
  /// @param failing whether the last attempt to connect failed or the last line was lost
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

  void countUnknown() {
    unknown.incrementAndGet();
  }

  void countLost() {
    lost.incrementAndGet();
  }

  void recordFault(String message) {
    fault = message;
  }

  /// How it stands now; whoever has all that is wanted has no fault any more.
  void recordSnapshot(Snapshot now, Set<FeedTopic> wanted) {
    boolean complete = now.live().containsAll(wanted);
    if (complete && !wasComplete) fault = null;
    wasComplete = complete;
    snapshot = now;
  }

  FeedHealth health(Set<FeedTopic> wanted) {
    Snapshot now = snapshot;
    return new FeedHealth(
        venue,
        state(wanted, now),
        wanted.size(),
        now.connections(),
        messages.get(),
        unknown.get(),
        lost.get(),
        lastMessage,
        fault);
  }

  private static State state(Set<FeedTopic> wanted, Snapshot now) {
    if (wanted.isEmpty()) return State.IDLE;
    if (now.isSettled(wanted)) return State.LIVE;
    return now.connections() == 0 && now.failing() ? State.DOWN : State.CONNECTING;
  }
}
