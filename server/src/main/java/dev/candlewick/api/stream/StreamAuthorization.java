package dev.candlewick.api.stream;

import dev.candlewick.api.access.RateLimit;
import dev.candlewick.api.access.RateLimits;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.api.http.Problem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Lets somebody in who wants to listen: finds out who they are, off the event loop, and whether
/// there is a place for them, before anything is opened.
final class StreamAuthorization {
  private static final Logger LOG = Logger.getLogger(StreamAuthorization.class);

  private final StreamHandshake handshake;
  private final ConnectionLimits connectionLimits;
  private final Vertx vertx;
  private final StreamJson text;
  private final RateLimits limits;

  StreamAuthorization(Streaming streaming, RateLimits limits, Vertx vertx) {
    this.handshake = streaming.handshake();
    this.connectionLimits = streaming.connectionLimits();
    this.text = streaming.text();
    this.limits = limits;
    this.vertx = vertx;
  }

  /// Somebody who may come in, on the event loop again.
  interface AuthorizedHandler<T> {
    void handle(StreamSubscriber subscriber, ConnectionLimits.Permit permit, T wanted);
  }

  /// Admits or refuses.
  ///
  /// @param socket whether a WebSocket is wanted, for which `?token=` counts
  /// @param wanted finds out what they want, off the event loop; refuses by an `ApiException`
  <T> void authorize(
      HttpServerRequest request,
      boolean socket,
      Function<StreamSubscriber, T> wanted,
      AuthorizedHandler<T> handler) {
    ClientAddress address = handshake.address(request);
    ApiException rejection = checkRateLimit(request, address);
    if (rejection != null) {
      reject(request.response(), rejection);
      return;
    }
    request.pause();
    Context context = vertx.getOrCreateContext();
    Thread.ofVirtual()
        .name("stream-door")
        .start(() -> {
          try {
            StreamSubscriber subscriber = handshake.authenticate(request, address, socket);
            T found = wanted.apply(subscriber);
            ConnectionLimits.Permit permit =
                connectionLimits.acquire(address.network(), subscriber.caller());
            context.runOnContext(nothing -> {
              request.resume();
              runOrRelease(() -> handler.handle(subscriber, permit, found), permit);
            });
          } catch (RuntimeException e) {
            context.runOnContext(nothing -> {
              request.resume();
              reject(request.response(), StreamErrors.toApiException(e));
            });
          }
        });
  }

  private static void runOrRelease(Runnable action, ConnectionLimits.Permit permit) {
    try {
      action.run();
    } catch (RuntimeException e) {
      permit.release();
      LOG.error("somebody could not be let in", e);
    }
  }

  private @Nullable ApiException checkRateLimit(HttpServerRequest request, ClientAddress address) {
    if (RateLimit.GENERAL.isUnlimited(address.isLocal())) return null;
    return limits.take(
        new RateLimits.Key(RateLimit.GENERAL, address.network(), address.isLocal()),
        request.response()::putHeader);
  }

  /// Answers with a problem document.
  void reject(HttpServerResponse response, ApiException e) {
    if (response.closed() || response.ended()) return;
    Problem problem = Problem.of(e);
    e.headers().forEach(response::putHeader);
    response
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .end(text.write(problem));
  }
}
