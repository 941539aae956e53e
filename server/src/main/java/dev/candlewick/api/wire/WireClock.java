package dev.candlewick.api.wire;

import dev.candlewick.api.http.WireLimits;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The time limit of what a connection waits for. It looks at most once in the length of the
/// shortest limit, so a phase that begins and ends in between costs nothing, and a limit is passed
/// by no more than that length.
final class WireClock {
  private static final int BYTES_PER_SECOND = 64 << 10;

  private final WireLimits limits;
  private final long lookNanos;
  private final BiConsumer<ChannelHandlerContext, Phase> expired;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Future<?> look;
  private Phase phase = Phase.IDLE;
  private long began;
  private long limit;

  /// What a connection waits for.
  enum Phase {
    /// The first byte of a request.
    IDLE,
    HEAD,
    BODY,
    /// Our own answer, without a limit: some are streams.
    ANSWER,
    /// That the client closes, after a refusal.
    DRAIN
  }

  /// @param expired is called when a limit has run out
  WireClock(WireLimits limits, BiConsumer<ChannelHandlerContext, Phase> expired) {
    this.limits = limits;
    this.lookNanos = Math.min(limits.head().toNanos(), limits.drain().toNanos());
    this.expired = expired;
  }

  void start(ChannelHandlerContext context) {
    this.context = context;
    enter(Phase.IDLE);
  }

  void stop() {
    phase = Phase.ANSWER;
    if (look != null) look.cancel(false);
    look = null;
  }

  Phase phase() {
    return phase;
  }

  void enter(Phase next) {
    phase = next;
    if (next == Phase.ANSWER) return;
    began = System.nanoTime();
    limit = limit(next).toNanos();
    if (look == null) schedule();
  }

  /// A slow line has more time for a long body.
  void extend(long bytes) {
    if (phase == Phase.BODY) {
      limit = limits.body().toNanos() + TimeUnit.SECONDS.toNanos(bytes / BYTES_PER_SECOND);
    }
  }

  private Duration limit(Phase phase) {
    return switch (phase) {
      case IDLE -> limits.idle();
      case HEAD -> limits.head();
      case BODY -> limits.body();
      case DRAIN -> limits.drain();
      case ANSWER -> throw new IllegalArgumentException("an answer has no limit");
    };
  }

  private void schedule() {
    ChannelHandlerContext ours = Objects.requireNonNull(context, "not started");
    look = ours.executor().schedule(() -> look(ours), lookNanos, TimeUnit.NANOSECONDS);
  }

  private void look(ChannelHandlerContext ours) {
    look = null;
    if (phase == Phase.ANSWER || !ours.channel().isActive()) return;
    if (System.nanoTime() - began >= limit) expired.accept(ours, phase);
    if (phase != Phase.ANSWER && look == null) schedule();
  }
}
