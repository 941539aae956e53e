package dev.candlewick.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// The connections of one thread, so that none of them needs a lock. Messages are built once for
/// all connections with equal subscriptions.
public final class Shard {
  /// The time without a message after which a heartbeat is due.
  public static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /// The time after which a client that has not taken a frame is too slow.
  static final Duration STALL_TIMEOUT = Duration.ofSeconds(10);

  private final Hub hub;
  private final Executor executor;
  private final LongSupplier nanos;
  private final Set<StreamConnection> connections = new LinkedHashSet<>();
  private final AtomicInteger count = new AtomicInteger();
  private final LongAdder frames = new LongAdder();
  private final LongAdder deferred = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final LongAdder tooSlow = new LongAdder();
  private String cursor;

  Shard(Hub hub, Executor executor, LongSupplier nanos, String cursor) {
    this.hub = hub;
    this.executor = executor;
    this.nanos = nanos;
    this.cursor = cursor;
  }

  /// Counts of messages and connections since the start.
  ///
  /// @param frames frames sent without waiting, counted by connection
  /// @param deferred updates that had to wait for an earlier frame
  /// @param lost lasting updates that had no room
  /// @param tooSlow connections that were closed because the client did not read
  public record Totals(int connections, long frames, long deferred, long lost, long tooSlow) {
    Totals plus(Totals other) {
      return new Totals(
          connections + other.connections,
          frames + other.frames,
          deferred + other.deferred,
          lost + other.lost,
          tooSlow + other.tooSlow);
    }
  }

  Totals totals() {
    return new Totals(count.get(), frames.sum(), deferred.sum(), lost.sum(), tooSlow.sum());
  }

  /// Adds a connection without subscriptions; called on this shard's thread.
  ///
  /// @param onClosed runs once, when the connection has ended in any way
  public StreamConnection connect(
      MessageSink sink, MessageFormat format, Consumer<StreamConnection> onClosed) {
    StreamConnection connection = new StreamConnection(this, sink, format, onClosed);
    connections.add(connection);
    count.incrementAndGet();
    return connection;
  }

  /// Closes connections whose client does not read, and sends a heartbeat to idle ones. Called on
  /// this shard's thread about every second.
  public void checkIdle() {
    long now = nanos.getAsLong();
    for (StreamConnection connection : new ArrayList<>(connections)) {
      long idle = connection.idleNanos(now);
      if (connection.isSending() && idle > STALL_TIMEOUT.toNanos()) {
        tooSlow.increment();
        connection.close(CloseReason.TOO_SLOW);
      } else if (!connection.isSending() && idle > HEARTBEAT.toNanos()) {
        connection.send(connection.format().heartbeat(cursor));
      }
    }
  }

  /// Runs work on this shard's thread; called from any thread.
  void execute(Runnable work) {
    executor.execute(work);
  }

  long nanos() {
    return nanos.getAsLong();
  }

  String cursor() {
    return cursor;
  }

  /// Sets the current cursor before the hub replies to a connection of this shard.
  void advanceTo(String now) {
    cursor = now;
  }

  /// Sends a batch to all connections that subscribe to it.
  void deliver(List<Update> updates, String after) {
    cursor = after;
    Map<TopicSelection, List<Update>> chosen = new HashMap<>();
    Map<TopicSelection, List<String>> made = new HashMap<>();
    for (StreamConnection connection : new ArrayList<>(connections)) {
      TopicSelection subscription = connection.subscription();
      if (subscription.topics().isEmpty()) continue;
      List<Update> theirs = chosen.computeIfAbsent(subscription, one -> one.filter(updates));
      if (theirs.isEmpty()) continue;
      if (connection.isSending()) {
        connection.enqueue(theirs);
      } else {
        frames.increment();
        connection.send(
            made.computeIfAbsent(subscription, one -> one.format().updates(theirs, after, 0)));
      }
    }
  }

  void countDeferred(int updates) {
    deferred.add(updates);
  }

  void countLost(int updates) {
    lost.add(updates);
  }

  void remove(StreamConnection connection) {
    connections.remove(connection);
    count.decrementAndGet();
    hub.unsubscribe(connection);
  }

  /// Closes all connections.
  void close() {
    new ArrayList<>(connections).forEach(connection -> connection.close(CloseReason.GOING_AWAY));
  }
}
