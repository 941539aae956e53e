package dev.candlewick.api.wire;

import dev.candlewick.api.http.WireLimits;
import dev.candlewick.api.wire.RejectReason.Kind;
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

/// A handler between the decoder of a connection and the routes. It refuses a request that is
/// malformed, too large or too slow with a problem document, after the responses to earlier
/// requests, and closes the connection. All methods run on the event loop of the connection.
final class RequestGuard extends ChannelDuplexHandler {
  private final WireLimits limits;
  private final RequestTimer timer;

  private int pendingResponses;
  private boolean responding;
  private boolean headOnly;
  private boolean nextRequestStarted;
  private long bodyBytes;
  private @Nullable RejectReason rejectReason;
  private boolean passedToRoutes;
  private boolean sent;

  RequestGuard(WireLimits limits) {
    this.limits = limits;
    this.timer = new RequestTimer(limits, this::expire);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    timer.start(context);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    timer.stop();
  }

  /// Handles received bytes, which may begin a request.
  ///
  /// @return whether the decoder shall read them
  boolean receive() {
    if (rejectReason != null) return false;
    if (timer.phase() != RequestTimer.Phase.BODY) nextRequestStarted = true;
    if (timer.phase() == RequestTimer.Phase.IDLE) timer.enter(RequestTimer.Phase.HEAD);
    return true;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (rejectReason == null && message instanceof HttpRequest request)
      handleHead(context, request);
    if (rejectReason == null && message instanceof HttpContent content)
      handleBody(context, content);
    if (rejectReason == null) context.fireChannelRead(message);
    else ReferenceCountUtil.release(message);
  }

  private void handleHead(ChannelHandlerContext context, HttpRequest request) {
    nextRequestStarted = false;
    headOnly = request.method().equals(HttpMethod.HEAD);
    RejectReason found = HeadCheck.rejectReason(request, limits.bodyBytes());
    if (found != null) {
      reject(context, found, false);
      return;
    }
    pendingResponses++;
    bodyBytes = 0;
    timer.enter(RequestTimer.Phase.BODY);
  }

  private void handleBody(ChannelHandlerContext context, HttpContent content) {
    bodyBytes += content.content().readableBytes();
    timer.extend(bodyBytes);
    if (!content.decoderResult().isSuccess()) {
      reject(context, RejectReason.malformed("The body of the request is not valid HTTP"), true);
    } else if (bodyBytes > limits.bodyBytes()) {
      reject(context, HeadCheck.tooLarge(limits.bodyBytes()), true);
    } else if (content instanceof LastHttpContent) {
      timer.enter(pendingResponses > 0 ? RequestTimer.Phase.RESPONSE : RequestTimer.Phase.IDLE);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (rejectReason != null && isDue()) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
      return;
    }
    HttpResponseStatus status = message instanceof HttpResponse head ? head.status() : null;
    if (status == null || status.codeClass() != HttpStatusClass.INFORMATIONAL) {
      if (status != null) responding = true;
      var _ = context.write(message, promise);
      if (message instanceof LastHttpContent) finishResponse(context);
      return;
    }
    var _ = context.write(message, promise);
    if (status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) context.pipeline().remove(this);
  }

  private void finishResponse(ChannelHandlerContext context) {
    responding = false;
    pendingResponses--;
    if (rejectReason != null) sendIfDue(context);
    else if (pendingResponses == 0 && timer.phase() == RequestTimer.Phase.RESPONSE) {
      timer.enter(nextRequestStarted ? RequestTimer.Phase.HEAD : RequestTimer.Phase.IDLE);
    }
  }

  /// Handles an expired time limit.
  private void expire(ChannelHandlerContext context, RequestTimer.Phase phase) {
    switch (phase) {
      case IDLE, DRAIN, RESPONSE -> close(context);
      case HEAD -> reject(context, tooSlow("head", limits.head().toSeconds()), false);
      case BODY -> {
        // While the server itself does not read, the client is not late.
        if (context.channel().config().isAutoRead()) {
          reject(context, tooSlow("body", limits.body().toSeconds()), true);
        } else {
          timer.enter(RequestTimer.Phase.BODY);
        }
      }
    }
  }

  private static RejectReason tooSlow(String part, long seconds) {
    return new RejectReason(
        Kind.TOO_SLOW, "The " + part + " of the request did not arrive in " + seconds + " s");
  }

  private void reject(ChannelHandlerContext context, RejectReason found, boolean passed) {
    RejectCounts.count(found);
    rejectReason = found;
    passedToRoutes = passed;
    timer.enter(RequestTimer.Phase.RESPONSE);
    sendIfDue(context);
  }

  /// Whether all earlier requests have their responses.
  private boolean isDue() {
    return pendingResponses <= (passedToRoutes ? 1 : 0);
  }

  private void sendIfDue(ChannelHandlerContext context) {
    if (rejectReason == null || sent || !isDue()) return;
    sent = true;
    boolean tooLate = passedToRoutes && (responding || pendingResponses == 0);
    if (tooLate) {
      close(context);
      return;
    }
    var _ =
        context.writeAndFlush(rejectReason.response(headOnly)).addListener(done -> drain(context));
  }

  /// Discards further bytes: a connection that is closed with unread bytes is reset, and the client
  /// would not receive the response.
  private void drain(ChannelHandlerContext context) {
    if (!(context.channel() instanceof DuplexChannel channel) || !channel.isActive()) {
      close(context);
      return;
    }
    timer.enter(RequestTimer.Phase.DRAIN);
    var _ = channel.shutdownOutput();
    channel.config().setAutoRead(true);
  }

  private static void close(ChannelHandlerContext context) {
    var _ = context.close();
  }
}
