package dev.candlewick.stream;

import dev.candlewick.stream.ConflatingQueue.Drained;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A client's connection. At most one frame is being sent; updates that arrive meanwhile wait in a
/// bounded queue of the connection. A client that does not read for long is disconnected. Confined
/// to the thread of its shard, except where stated.
public final class StreamConnection {
  private static final int MAX_WAITING = 1000;

  private final Shard shard;
  private final MessageSink sink;
  private final MessageFormat format;
  private final Consumer<StreamConnection> onClosed;
  private final ConflatingQueue<Update> waiting = new ConflatingQueue<>(MAX_WAITING);
  private volatile TopicSelection subscription;
  private @Nullable Reply pendingReply;
  private boolean inFlight;
  private boolean closed;
  private long idleSince;

  private record Reply(List<String> messages, Runnable onSent) {}

  StreamConnection(
      Shard shard, MessageSink sink, MessageFormat format, Consumer<StreamConnection> onClosed) {
    this.shard = shard;
    this.onClosed = onClosed;
    this.sink = sink;
    this.format = format;
    this.subscription = new TopicSelection(format, Set.of());
    this.idleSince = shard.nanos();
  }

  Shard shard() {
    return shard;
  }

  MessageFormat format() {
    return format;
  }

  /// Returns the subscribed topics; from any thread.
  public Set<Topic> topics() {
    return subscription.topics();
  }

  TopicSelection subscription() {
    return subscription;
  }

  /// Returns whether a frame is being sent, so that new updates have to wait.
  boolean isSending() {
    return inFlight;
  }

  boolean isClosed() {
    return closed;
  }

  /// Replaces the subscription. Sends the waiting updates first, then the snapshot.
  void applySubscription(TopicSelection next, List<String> snapshot, Runnable onSent) {
    List<String> messages = new ArrayList<>();
    if (!waiting.isEmpty()) messages.addAll(drainWaiting());
    subscription = next;
    messages.addAll(snapshot);
    reply(messages, onSent);
  }

  /// Sends the reply that the client waits for. A client has one command at a time, so that replies
  /// do not accumulate for a client that does not read them.
  ///
  /// @param onSent runs when the reply is sent
  public void reply(List<String> messages, Runnable onSent) {
    if (inFlight) pendingReply = new Reply(messages, onSent);
    else send(messages, onSent);
  }

  /// Sends the reply, from any thread.
  public void replyAsync(List<String> messages, Runnable onSent) {
    shard.execute(() -> reply(messages, onSent));
  }

  /// Closes the connection, from any thread.
  public void closeAsync(CloseReason reason) {
    shard.execute(() -> close(reason));
  }

  /// Sends messages that are shared with other connections of an equal subscription.
  void send(List<String> messages) {
    send(messages, () -> {});
  }

  private void send(List<String> messages, Runnable onSent) {
    if (closed) return;
    if (messages.isEmpty()) {
      onSent.run();
      return;
    }
    inFlight = true;
    idleSince = shard.nanos();
    sink.write(
        messages,
        () -> {
          inFlight = false;
          idleSince = shard.nanos();
          onSent.run();
          sendNext();
        });
  }

  private void sendNext() {
    Reply reply = pendingReply;
    pendingReply = null;
    if (reply != null) send(reply.messages(), reply.onSent());
    else if (!inFlight && !waiting.isEmpty()) send(drainWaiting());
  }

  void enqueue(List<Update> updates) {
    updates.forEach(waiting::add);
    shard.countDeferred(updates.size());
  }

  private List<String> drainWaiting() {
    Drained<Update> drained = waiting.drain();
    shard.countLost(drained.lost());
    return format.updates(drained.all(), shard.cursor(), drained.lost());
  }

  /// Returns for how long nothing was sent, or the current frame has not been taken.
  long idleNanos(long now) {
    return now - idleSince;
  }

  /// Sends the reason and closes the connection; aborts it when the client has not taken a frame.
  public void close(CloseReason reason) {
    if (closed) return;
    if (inFlight) {
      sink.abort();
    } else {
      sink.write(format.closing(reason), () -> {});
      sink.close(reason);
    }
    markClosed();
  }

  /// Called when the client has closed the connection.
  public void markClosed() {
    if (closed) return;
    closed = true;
    shard.remove(this);
    onClosed.accept(this);
  }
}
