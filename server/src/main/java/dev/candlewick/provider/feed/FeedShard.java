package dev.candlewick.provider.feed;

import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.client.Pacer;
import dev.candlewick.provider.client.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Some topics and the connection that carries them; for a while two, when the one replaces the
/// other. Only the feed's thread uses it.
final class FeedShard {
  private static final double LIFETIME_JITTER = 0.1;

  private final FeedProtocol protocol;
  private final FeedLimits limits;
  private final Timing timing;
  private final Pacer connectPacer;
  private final Connector connector;
  private final FeedNotifier notifier;
  private final Set<FeedTopic> wanted = new HashSet<>();
  private final List<ReplacedConnection> replaced = new ArrayList<>();
  private @Nullable FeedConnection current;
  private @Nullable FeedConnection next;
  private Duration lifetime;
  private int failures;
  private long startAt;
  private boolean slotReserved;

  /// Opens connections.
  @FunctionalInterface
  interface Connector {
    FeedConnection connect(FeedShard shard);
  }

  /// A connection that was replaced and is heard for a while still.
  private record ReplacedConnection(FeedConnection connection, long until) {}

  FeedShard(
      FeedProtocol dialect,
      FeedLimits limits,
      Timing clockwork,
      Pacer attempts,
      Connector connector,
      FeedNotifier teller) {
    this.protocol = dialect;
    this.limits = limits;
    this.timing = clockwork;
    this.connectPacer = attempts;
    this.connector = connector;
    this.notifier = teller;
    this.lifetime = randomLifetime();
    this.startAt = clockwork.nanos().getAsLong();
  }

  /// Connections that were opened together do not end together.
  private Duration randomLifetime() {
    double part = 1 - LIFETIME_JITTER * timing.random().getAsDouble();
    return Duration.ofNanos((long) (limits.connectionLifetime().toNanos() * part));
  }

  Set<FeedTopic> wanted() {
    return wanted;
  }

  boolean hasRoomFor(FeedTopic topic) {
    return wanted.size() < limits.topicsPerConnection() && protocol.fits(topic, wanted);
  }

  boolean isFailing() {
    return failures > 0;
  }

  /// Everything that time brings.
  void maintain(long now, LossHandler lossHandler) {
    if (next == null && needsConnection(now) && mayConnect(now)) {
      next = connector.connect(this);
      lifetime = randomLifetime();
    }
    for (FeedConnection connection : connections()) {
      String fault = connection.fault(now);
      if (fault != null) {
        lossHandler.onConnectionLost(this, connection, fault);
      } else if (isActive(connection)) {
        connection.markStale(now);
        connection.send(wanted, now);
        connection.probe(now);
      }
    }
    replaced.removeIf(out -> closeIfExpired(out, now));
  }

  /// Bids a replaced line farewell when its time is over, and ends it when nobody answers.
  private boolean closeIfExpired(ReplacedConnection out, long now) {
    if (now - out.until() >= 0) out.connection().requestClose();
    boolean over = now - out.until() >= limits.overlap().toNanos();
    if (over) out.connection().abort();
    return over;
  }

  /// Whether there is no line, or one that will not be there for long.
  private boolean needsConnection(long now) {
    FeedConnection connection = current;
    return connection == null
        || connection.isClosing()
        || connection.age(now).compareTo(lifetime) > 0;
  }

  /// Hears of a line that has to be given up.
  @FunctionalInterface
  interface LossHandler {
    void onConnectionLost(FeedShard shard, FeedConnection connection, String fault);
  }

  /// Waits out the backoff first, then its turn among all that connect.
  private boolean mayConnect(long now) {
    if (now - startAt < 0) return false;
    if (!slotReserved) {
      startAt = now + connectPacer.reserve();
      slotReserved = true;
      if (now - startAt < 0) return false;
    }
    slotReserved = false;
    return true;
  }

  /// What an answer made live. A line that is to replace another tells nothing yet: nothing is
  /// missing as long as both are heard.
  void markAccepted(FeedConnection connection, Set<FeedTopic> topics, long now) {
    Set<FeedTopic> fresh = connection.markAccepted(topics, now);
    if (connection == current) notifier.notifySubscribed(fresh);
    promote(now);
  }

  void rejected(FeedConnection connection, Set<FeedTopic> topics, long now) {
    connection.rejected(topics);
    promote(now);
  }

  /// The new line takes over once it has everything, or at once where there is no other.
  private void promote(long now) {
    FeedConnection replacement = next;
    if (replacement == null) return;
    FeedConnection old = current;
    if (old != null && !replacement.isSettled(wanted)) return;
    Set<FeedTopic> fresh = new HashSet<>(replacement.live());
    if (old != null) {
      fresh.removeAll(old.live());
      replaced.add(new ReplacedConnection(old, now + limits.overlap().toNanos()));
    }
    current = replacement;
    next = null;
    notifier.notifySubscribed(fresh);
  }

  /// A line is over, whoever ended it.
  void onConnectionEnded(FeedConnection connection, long now) {
    if (connection == current) {
      current = null;
      scheduleRetry(connection, now);
      promote(now);
    } else if (connection == next) {
      next = null;
      scheduleRetry(connection, now);
    } else if (replaced.removeIf(out -> out.connection() == connection)
        && !connection.isCloseRequested()
        && current != null) {
      // It may have had something to tell still that the new line was too young for.
      notifier.notifySubscribed(current.live());
    }
  }

  /// A line that lived for long is tried again as if it were the first time.
  private void scheduleRetry(FeedConnection connection, long now) {
    boolean wasStable =
        connection.isOpen() && connection.age(now).compareTo(limits.backoff().longest()) > 0;
    failures = wasStable ? 1 : failures + 1;
    long most = limits.backoff().after(failures).toNanos();
    startAt = now + (long) (most * timing.random().getAsDouble());
    slotReserved = false;
  }

  /// Whether a line is missed when it ends: it was not replaced.
  boolean isActive(FeedConnection connection) {
    return connection == current || connection == next;
  }

  List<FeedConnection> connections() {
    List<FeedConnection> connections = new ArrayList<>();
    if (current != null) connections.add(current);
    if (next != null) connections.add(next);
    replaced.forEach(out -> connections.add(out.connection()));
    return connections;
  }

  /// What is subscribed on a line that is not silent.
  Set<FeedTopic> live() {
    Set<FeedTopic> live = new HashSet<>();
    if (current != null) live.addAll(current.live());
    if (next != null) live.addAll(next.live());
    live.retainAll(wanted);
    return live;
  }

  /// What the venue will not send.
  Set<FeedTopic> rejected() {
    Set<FeedTopic> refused = new HashSet<>();
    if (current != null) refused.addAll(current.rejected());
    refused.retainAll(wanted);
    return refused;
  }

  /// Ends all lines: with a word to the venue where there is time.
  public void close(boolean graceful) {
    connections()
        .forEach(connection -> {
          if (graceful) connection.close();
          else connection.abort();
        });
    current = null;
    next = null;
    replaced.clear();
  }
}
