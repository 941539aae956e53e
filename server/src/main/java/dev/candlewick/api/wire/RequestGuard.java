package dev.candlewick.api.wire;

import dev.candlewick.api.http.WireLimits;
import dev.candlewick.api.wire.Refusal.Reason;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/// Stands between the decoder of a connection and the routes. A request that is malformed, too
/// large or too slow is answered with a problem document, in its turn after the answers that are
/// still owed, and the connection closes. All methods run on the connection's event loop.
final class RequestGuard extends ChannelDuplexHandler {
  private final WireLimits limits;
  private final WireClock clock;

  private int owed;
  private boolean answering;
  private boolean headOnly;
  private boolean begun;
  private long bodyBytes;
  private @Nullable Refusal refusal;
  private boolean passedOn;
  private boolean sent;

  RequestGuard(WireLimits limits) {
    this.limits = limits;
    this.clock = new WireClock(limits, this::expire);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    clock.start(context);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    clock.stop();
  }

  /// Bytes have come in, which may begin a request.
  ///
  /// @return whether they are still of interest
  boolean receive() {
    if (refusal != null) return false;
    if (clock.phase() != WireClock.Phase.BODY) begun = true;
    if (clock.phase() == WireClock.Phase.IDLE) clock.enter(WireClock.Phase.HEAD);
    return true;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (refusal == null && message instanceof HttpRequest request) head(context, request);
    if (refusal == null && message instanceof HttpContent content) body(context, content);
    if (refusal == null) context.fireChannelRead(message);
    else ReferenceCountUtil.release(message);
  }

  private void head(ChannelHandlerContext context, HttpRequest request) {
    begun = false;
    headOnly = request.method().equals(HttpMethod.HEAD);
    Refusal found = HeadCheck.refusal(request, limits.bodyBytes());
    if (found != null) {
      refuse(context, found, false);
      return;
    }
    owed++;
    bodyBytes = 0;
    clock.enter(WireClock.Phase.BODY);
  }

  private void body(ChannelHandlerContext context, HttpContent content) {
    bodyBytes += content.content().readableBytes();
    clock.extend(bodyBytes);
    if (!content.decoderResult().isSuccess()) {
      refuse(context, Refusal.malformed("The body of the request is not valid HTTP"), true);
    } else if (bodyBytes > limits.bodyBytes()) {
      refuse(context, HeadCheck.tooLarge(limits.bodyBytes()), true);
    } else if (content instanceof LastHttpContent) {
      clock.enter(owed > 0 ? WireClock.Phase.ANSWER : WireClock.Phase.IDLE);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (refusal != null && isDue()) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    HttpResponseStatus status = message instanceof HttpResponse head ? head.status() : null;
    if (status == null || status.codeClass() != HttpStatusClass.INFORMATIONAL) {
      if (status != null) answering = true;
      var _ = context.write(message, promise);
      if (message instanceof LastHttpContent) answered(context);
      return;
    }
    var _ = context.write(message, promise);
    if (status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) context.pipeline().remove(this);
  }

  private void answered(ChannelHandlerContext context) {
    answering = false;
    owed--;
    if (refusal != null) sendIfDue(context);
    else if (owed == 0 && clock.phase() == WireClock.Phase.ANSWER) {
      clock.enter(begun ? WireClock.Phase.HEAD : WireClock.Phase.IDLE);
    }
  }

  /// A time limit has run out.
  private void expire(ChannelHandlerContext context, WireClock.Phase phase) {
    switch (phase) {
      case IDLE, DRAIN, ANSWER -> close(context);
      case HEAD -> refuse(context, late("head", limits.head().toSeconds()), false);
      case BODY -> {
        // A server that does not read has no reason to complain.
        if (context.channel().config().isAutoRead()) {
          refuse(context, late("body", limits.body().toSeconds()), true);
        } else {
          clock.enter(WireClock.Phase.BODY);
        }
      }
    }
  }

  private static Refusal late(String part, long seconds) {
    return new Refusal(
        Reason.TOO_SLOW, "The " + part + " of the request did not arrive in " + seconds + " s");
  }

  private void refuse(ChannelHandlerContext context, Refusal found, boolean routesHaveIt) {
    Refusals.count(found);
    refusal = found;
    passedOn = routesHaveIt;
    clock.enter(WireClock.Phase.ANSWER);
    sendIfDue(context);
  }

  /// Whether no answer to an earlier request is owed any more.
  private boolean isDue() {
    return owed <= (passedOn ? 1 : 0);
  }

  private void sendIfDue(ChannelHandlerContext context) {
    if (refusal == null || sent || !isDue()) return;
    sent = true;
    boolean late = passedOn && (answering || owed == 0);
    if (late) {
      close(context);
      return;
    }
    var _ = context.writeAndFlush(refusal.response(headOnly)).addListener(done -> drain(context));
  }

  /// Reads on without looking: a connection that is closed with unread bytes is reset, and the
  /// client would not see the answer.
  private void drain(ChannelHandlerContext context) {
    if (!(context.channel() instanceof DuplexChannel channel) || !channel.isActive()) {
      close(context);
      return;
    }
    clock.enter(WireClock.Phase.DRAIN);
    var _ = channel.shutdownOutput();
    channel.config().setAutoRead(true);
  }

  private static void close(ChannelHandlerContext context) {
    var _ = context.close();
  }
}
