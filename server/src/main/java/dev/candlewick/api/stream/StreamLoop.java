package dev.candlewick.api.stream;

import dev.candlewick.stream.Shard;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// The connections of one event loop, and a task that runs each second.
final class StreamLoop {
  private static final long SECOND_MILLIS = 1000;

  private final Shard shard;
  private final Set<Listener> listeners = new LinkedHashSet<>();

  /// A connection that is checked each second.
  interface Listener {
    /// On the loop's thread.
    void onSecond();
  }

  private StreamLoop(Shard shard) {
    this.shard = shard;
  }

  /// The loop of the current thread.
  static StreamLoop forCurrentThread(Vertx vertx, Function<Executor, Shard> shards) {
    Context context = vertx.getOrCreateContext();
    StreamLoop loop =
        new StreamLoop(shards.apply(work -> context.runOnContext(nothing -> work.run())));
    vertx.setPeriodic(SECOND_MILLIS, timer -> loop.runSecond());
    return loop;
  }

  Shard shard() {
    return shard;
  }

  void add(Listener listener) {
    listeners.add(listener);
  }

  void remove(Listener listener) {
    listeners.remove(listener);
  }

  private void runSecond() {
    shard.checkIdle();
    new ArrayList<>(listeners).forEach(Listener::onSecond);
  }
}
