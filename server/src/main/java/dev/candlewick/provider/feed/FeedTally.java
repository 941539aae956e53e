package dev.candlewick.provider.feed;

import dev.candlewick.provider.FeedHealth;
import dev.candlewick.provider.FeedHealth.State;
import dev.candlewick.provider.FeedTopic;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What a feed counts: one thread writes, any may read.
final class FeedTally {
  private final String venue;
  private final AtomicLong messages = new AtomicLong();
  private final AtomicLong unknown = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private volatile @Nullable Instant lastMessage;
  private volatile @Nullable String fault;
  private boolean wasWhole = true;
  private volatile Standing standing = new Standing(Set.of(), Set.of(), 0, false);

  /// @param live the topics that are subscribed on a line that is not silent
  /// @param refused those that the venue will not send there; what it does send is live without
  ///   them
  /// @param failing whether the last attempt to connect failed or the last line was lost
  record Standing(Set<FeedTopic> live, Set<FeedTopic> refused, int connections, boolean failing) {
    boolean settled(Set<FeedTopic> wanted) {
      return wanted.stream().allMatch(topic -> live.contains(topic) || refused.contains(topic));
    }
  }

  FeedTally(String venue) {
    this.venue = venue;
  }

  void message(Instant now) {
    messages.incrementAndGet();
    lastMessage = now;
  }

  void unknown() {
    unknown.incrementAndGet();
  }

  void lost() {
    lost.incrementAndGet();
  }

  void fault(String message) {
    fault = message;
  }

  /// How it stands now; whoever has all that is wanted has no fault any more.
  void stands(Standing now, Set<FeedTopic> wanted) {
    boolean whole = now.live().containsAll(wanted);
    if (whole && !wasWhole) fault = null;
    wasWhole = whole;
    standing = now;
  }

  FeedHealth health(Set<FeedTopic> wanted) {
    Standing now = standing;
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

  private static State state(Set<FeedTopic> wanted, Standing now) {
    if (wanted.isEmpty()) return State.IDLE;
    if (now.settled(wanted)) return State.LIVE;
    return now.connections() == 0 && now.failing() ? State.DOWN : State.CONNECTING;
  }
}
