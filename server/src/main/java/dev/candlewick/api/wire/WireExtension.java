package dev.candlewick.api.wire;

import dev.candlewick.api.http.WireLimits;
import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Adds a `RequestGuard` to every accepted connection. Netty finds this class as a service; neither
/// Quarkus nor Vert.x has a hook for it.
public final class WireExtension extends ChannelInitializerExtension {
  private static final AtomicReference<@Nullable WireLimits> LIMITS = new AtomicReference<>();
  private static final String ENCODER = "httpEncoder";

  /// Enables the guard for connections accepted from now on. Must be called before the first server
  /// listens, because Netty looks up extensions once.
  public static void guard(WireLimits limits) {
    LIMITS.set(limits);
    System.setProperty("io.netty.bootstrap.extensions", "serviceload");
  }

  @Override
  public void postInitializeServerChildChannel(Channel channel) {
    WireLimits limits = LIMITS.get();
    if (limits != null) channel.pipeline().addLast(new ByteObserver(limits));
  }

  /// Receives the bytes before the decoder, and adds the guard behind the decoder.
  private static final class ByteObserver extends ChannelInboundHandlerAdapter {
    private final RequestGuard guard;

    ByteObserver(WireLimits limits) {
      this.guard = new RequestGuard(limits);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      if (context.pipeline().get(ENCODER) == null) context.pipeline().remove(this);
      else context.pipeline().addAfter(ENCODER, "requestGuard", guard);
      context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (guard.receive()) context.fireChannelRead(message);
      else ReferenceCountUtil.release(message);
    }
  }
}
