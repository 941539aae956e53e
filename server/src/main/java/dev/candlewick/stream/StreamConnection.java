package dev.candlewick.stream;

import dev.candlewick.stream.ConflatingQueue.Drained;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Somebody who listens. At most one frame is under way to them; what happens meanwhile waits in a
/// bounded queue of their own, and who takes nothing for long is closed. Confined to the thread of
/// its shard, except where said.
public final class StreamConnection {
  private static final int MAX_WAITING = 1000;

  private final Shard shard;
  private final MessageSink sink;
  private final MessageFormat format;
  private final Consumer<StreamConnection> onClosed;
  private final ConflatingQueue<Update> waiting = new ConflatingQueue<>(MAX_WAITING);
  private volatile Subscription subscription;
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
    this.subscription = new Subscription(format, Set.of());
    this.idleSince = shard.nanos();
  }

  Shard shard() {
    return shard;
  }

  MessageFormat format() {
    return format;
  }

  /// What it listens to; from any thread.
  public Set<Topic> topics() {
    return subscription.topics();
  }

  Subscription subscription() {
    return subscription;
  }

  /// Whether a frame is under way, so that what happens now has to wait.
  boolean isSending() {
    return inFlight;
  }

  boolean isClosed() {
    return closed;
  }

  /// Listens to something else from now on. What waited until now comes first, then where things
  /// stand.
  void applySubscription(Subscription next, List<String> snapshot, Runnable onSent) {
    List<String> messages = new ArrayList<>();
    if (!waiting.isEmpty()) messages.addAll(drainWaiting());
    subscription = next;
    messages.addAll(snapshot);
    reply(messages, onSent);
  }

  /// Says what the client waits for. It has one wish at a time, so that answers do not pile up
  /// before somebody who does not take them.
  ///
  /// @param onSent runs when the answer has left
  public void reply(List<String> messages, Runnable onSent) {
    if (inFlight) pendingReply = new Reply(messages, onSent);
    else send(messages, onSent);
  }

  /// The same, from any thread.
  public void replyAsync(List<String> messages, Runnable onSent) {
    shard.execute(() -> reply(messages, onSent));
  }

  /// Ends it, from any thread.
  public void closeAsync(CloseReason reason) {
    shard.execute(() -> close(reason));
  }

  /// Sends what others with the same selection get too.
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

  /// How long nothing was sent, or how long the frame under way has not been taken.
  long idleNanos(long now) {
    return now - idleSince;
  }

  /// Tells the client why and ends it; one that takes nothing is cut off.
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

  /// The other side went away.
  public void markClosed() {
    if (closed) return;
    closed = true;
    shard.remove(this);
    onClosed.accept(this);
  }
}
