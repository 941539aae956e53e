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

/// Admits a client to a stream before it is opened: determines the caller, off the event loop, and
/// takes a permit.
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

  /// Handles an admitted client, on the event loop.
  interface AuthorizedHandler<T> {
    void handle(StreamSubscriber subscriber, ConnectionLimits.Permit permit, T wanted);
  }

  /// Admits or refuses.
  ///
  /// @param socket whether it is a WebSocket, which accepts `?token=`
  /// @param wanted reads the request of the caller, off the event loop; refuses it by an
  ///   `ApiException`
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
      LOG.error("a connection could not be authorized", e);
    }
  }

  private @Nullable ApiException checkRateLimit(HttpServerRequest request, ClientAddress address) {
    if (RateLimit.GENERAL.isUnlimited(address.isLocal())) return null;
    return limits.take(
        new RateLimits.Key(RateLimit.GENERAL, address.network(), address.isLocal()),
        request.response()::putHeader);
  }

  /// Responds with a problem document.
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
