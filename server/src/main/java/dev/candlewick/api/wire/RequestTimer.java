package dev.candlewick.api.wire;

import dev.candlewick.api.http.WireLimits;
import io.netty.channel.ChannelHandlerContext;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The time limit of the current phase of a connection. The timer checks at most once in the length
/// of the shortest limit, so a phase that ends before costs nothing, and a limit is exceeded by at
/// most that length.
final class RequestTimer {
  private static final int BYTES_PER_SECOND = 64 << 10;

  private final WireLimits limits;
  private final long checkNanos;
  private final BiConsumer<ChannelHandlerContext, Phase> onExpired;
  private @Nullable ChannelHandlerContext context;
  private @Nullable Future<?> scheduledCheck;
  private Phase phase = Phase.IDLE;
  private long startNanos;
  private long limit;

  /// The phases of a connection.
  enum Phase {
    /// The first byte of a request.
    IDLE,
    HEAD,
    BODY,
    /// The response, without a limit: some are streams.
    RESPONSE,
    /// That the client closes, after a refusal.
    DRAIN
  }

  /// @param onExpired is called when a limit expires
  RequestTimer(WireLimits limits, BiConsumer<ChannelHandlerContext, Phase> onExpired) {
    this.limits = limits;
    this.checkNanos = Math.min(limits.head().toNanos(), limits.drain().toNanos());
    this.onExpired = onExpired;
  }

  void start(ChannelHandlerContext context) {
    this.context = context;
    enter(Phase.IDLE);
  }

  void stop() {
    phase = Phase.RESPONSE;
    if (scheduledCheck != null) scheduledCheck.cancel(false);
    scheduledCheck = null;
  }

  Phase phase() {
    return phase;
  }

  void enter(Phase next) {
    phase = next;
    if (next == Phase.RESPONSE) return;
    startNanos = System.nanoTime();
    limit = limit(next).toNanos();
    if (scheduledCheck == null) schedule();
  }

  /// A long body has more time, for slow connections.
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
      case RESPONSE -> throw new IllegalArgumentException("an answer has no limit");
    };
  }

  private void schedule() {
    ChannelHandlerContext ours = Objects.requireNonNull(context, "not started");
    scheduledCheck = ours.executor().schedule(() -> check(ours), checkNanos, TimeUnit.NANOSECONDS);
  }

  private void check(ChannelHandlerContext ours) {
    scheduledCheck = null;
    if (phase == Phase.RESPONSE || !ours.channel().isActive()) return;
    if (System.nanoTime() - startNanos >= limit) onExpired.accept(ours, phase);
    if (phase != Phase.RESPONSE && scheduledCheck == null) schedule();
  }
}
