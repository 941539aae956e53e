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

/// A group of topics and the connection that carries them; two connections while one replaces the
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

  /// A replaced connection, which is still read for a while.
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

  /// A random lifetime: connections that were opened together do not end together.
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

  /// Performs everything that is due.
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

  /// Closes a replaced connection when its overlap is over, and aborts it when the venue does not
  /// reply.
  private boolean closeIfExpired(ReplacedConnection out, long now) {
    if (now - out.until() >= 0) out.connection().requestClose();
    boolean over = now - out.until() >= limits.overlap().toNanos();
    if (over) out.connection().abort();
    return over;
  }

  /// Whether there is no connection, or one that will end soon.
  private boolean needsConnection(long now) {
    FeedConnection connection = current;
    return connection == null
        || connection.isClosing()
        || connection.age(now).compareTo(lifetime) > 0;
  }

  /// Handles a connection that must be given up.
  @FunctionalInterface
  interface LossHandler {
    void onConnectionLost(FeedShard shard, FeedConnection connection, String fault);
  }

  /// Waits for the backoff first, then for a slot among all connection attempts.
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

  /// Marks topics as live. A replacement connection does not notify the listener yet: nothing is
  /// missing as long as both connections are read.
  void markAccepted(FeedConnection connection, Set<FeedTopic> topics, long now) {
    Set<FeedTopic> fresh = connection.markAccepted(topics, now);
    if (connection == current) notifier.notifySubscribed(fresh);
    promote(now);
  }

  void rejected(FeedConnection connection, Set<FeedTopic> topics, long now) {
    connection.rejected(topics);
    promote(now);
  }

  /// Promotes the replacement once it has all topics, or immediately where there is no current
  /// connection.
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

  /// Handles the end of a connection, whether this server or the venue ended it.
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
      // It may have carried events from before the new connection was subscribed.
      notifier.notifySubscribed(current.live());
    }
  }

  /// Schedules the next attempt. After a stable connection the backoff starts anew.
  private void scheduleRetry(FeedConnection connection, long now) {
    boolean wasStable =
        connection.isOpen() && connection.age(now).compareTo(limits.backoff().longest()) > 0;
    failures = wasStable ? 1 : failures + 1;
    long most = limits.backoff().after(failures).toNanos();
    startAt = now + (long) (most * timing.random().getAsDouble());
    slotReserved = false;
  }

  /// Whether the connection is in use, that is, not replaced.
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

  /// The topics that are subscribed on a connection that is not silent.
  Set<FeedTopic> live() {
    Set<FeedTopic> live = new HashSet<>();
    if (current != null) live.addAll(current.live());
    if (next != null) live.addAll(next.live());
    live.retainAll(wanted);
    return live;
  }

  /// The topics that the venue will not send.
  Set<FeedTopic> rejected() {
    Set<FeedTopic> refused = new HashSet<>();
    if (current != null) refused.addAll(current.rejected());
    refused.retainAll(wanted);
    return refused;
  }

  /// Ends all connections; sends a close frame if `graceful`.
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
