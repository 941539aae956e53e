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
public final class Connection {
  private static final int MOST_WAITING = 1000;

  private final Shard shard;
  private final Wire wire;
  private final Style style;
  private final Consumer<Connection> left;
  private final ConflatingQueue<Update> waiting = new ConflatingQueue<>(MOST_WAITING);
  private volatile Selection selection;
  private @Nullable Answer held;
  private boolean underWay;
  private boolean closed;
  private long since;

  private record Answer(List<String> messages, Runnable taken) {}

  Connection(Shard shard, Wire wire, Style style, Consumer<Connection> left) {
    this.shard = shard;
    this.left = left;
    this.wire = wire;
    this.style = style;
    this.selection = new Selection(style, Set.of());
    this.since = shard.nanos();
  }

  Shard shard() {
    return shard;
  }

  Style style() {
    return style;
  }

  /// What it listens to; from any thread.
  public Set<Topic> topics() {
    return selection.topics();
  }

  Selection selection() {
    return selection;
  }

  /// Whether a frame is under way, so that what happens now has to wait.
  boolean behind() {
    return underWay;
  }

  boolean closed() {
    return closed;
  }

  /// Listens to something else from now on. What waited until now comes first, then where things
  /// stand.
  void begin(Selection next, List<String> standing, Runnable taken) {
    List<String> messages = new ArrayList<>();
    if (!waiting.isEmpty()) messages.addAll(waited());
    selection = next;
    messages.addAll(standing);
    answer(messages, taken);
  }

  /// Says what the client waits for. It has one wish at a time, so that answers do not pile up
  /// before somebody who does not take them.
  ///
  /// @param taken runs when the answer has left
  public void answer(List<String> messages, Runnable taken) {
    if (underWay) held = new Answer(messages, taken);
    else send(messages, taken);
  }

  /// The same, from any thread.
  public void tell(List<String> messages, Runnable taken) {
    shard.execute(() -> answer(messages, taken));
  }

  /// Ends it, from any thread.
  public void end(Closing closing) {
    shard.execute(() -> close(closing));
  }

  /// Sends what others with the same selection get too.
  void send(List<String> messages) {
    send(messages, () -> {});
  }

  private void send(List<String> messages, Runnable taken) {
    if (closed) return;
    if (messages.isEmpty()) {
      taken.run();
      return;
    }
    underWay = true;
    since = shard.nanos();
    wire.write(
        messages,
        () -> {
          underWay = false;
          since = shard.nanos();
          taken.run();
          next();
        });
  }

  private void next() {
    Answer answer = held;
    held = null;
    if (answer != null) send(answer.messages(), answer.taken());
    else if (!underWay && !waiting.isEmpty()) send(waited());
  }

  void later(List<Update> updates) {
    updates.forEach(waiting::add);
    shard.deferred(updates.size());
  }

  private List<String> waited() {
    Drained<Update> drained = waiting.drain();
    shard.lost(drained.lost());
    return style.updates(drained.all(), shard.cursor(), drained.lost());
  }

  /// How long nothing was sent, or how long the frame under way has not been taken.
  long idleNanos(long now) {
    return now - since;
  }

  /// Tells the client why and ends it; one that takes nothing is cut off.
  public void close(Closing closing) {
    if (closed) return;
    if (underWay) {
      wire.cut();
    } else {
      wire.write(style.closing(closing), () -> {});
      wire.close(closing);
    }
    gone();
  }

  /// The other side went away.
  public void gone() {
    if (closed) return;
    closed = true;
    shard.remove(this);
    left.accept(this);
  }
}
