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
final class StreamAdmission {
  private static final Logger LOG = Logger.getLogger(StreamAdmission.class);

  private final StreamHandshake handshake;
  private final StreamDoor door;
  private final Vertx vertx;
  private final StreamText text;
  private final RateLimits limits;

  StreamAdmission(Streaming streaming, RateLimits limits, Vertx vertx) {
    this.handshake = streaming.handshake();
    this.door = streaming.door();
    this.text = streaming.text();
    this.limits = limits;
    this.vertx = vertx;
  }

  /// Somebody who may come in, on the event loop again.
  interface Admitted<T> {
    void enter(StreamGuest guest, StreamDoor.Place place, T wanted);
  }

  /// Admits or refuses.
  ///
  /// @param socket whether a WebSocket is wanted, for which `?token=` counts
  /// @param wanted finds out what they want, off the event loop; refuses by an `ApiException`
  <T> void admit(
      HttpServerRequest request,
      boolean socket,
      Function<StreamGuest, T> wanted,
      Admitted<T> admitted) {
    ClientAddress address = handshake.address(request);
    ApiException tooMany = tooMany(request, address);
    if (tooMany != null) {
      refuse(request.response(), tooMany);
      return;
    }
    request.pause();
    Context context = vertx.getOrCreateContext();
    Thread.ofVirtual()
        .name("stream-door")
        .start(() -> {
          try {
            StreamGuest guest = handshake.guest(request, address, socket);
            T found = wanted.apply(guest);
            StreamDoor.Place place = door.enter(address.network(), guest.caller());
            context.runOnContext(nothing -> {
              request.resume();
              enter(() -> admitted.enter(guest, place, found), place);
            });
          } catch (RuntimeException e) {
            context.runOnContext(nothing -> {
              request.resume();
              refuse(request.response(), StreamFaults.said(e));
            });
          }
        });
  }

  private static void enter(Runnable entering, StreamDoor.Place place) {
    try {
      entering.run();
    } catch (RuntimeException e) {
      place.leave();
      LOG.error("somebody could not be let in", e);
    }
  }

  private @Nullable ApiException tooMany(HttpServerRequest request, ClientAddress address) {
    if (RateLimit.GENERAL.spares(address.here())) return null;
    return limits.take(
        new RateLimits.Key(RateLimit.GENERAL, address.network(), address.here()),
        request.response()::putHeader);
  }

  /// Answers with a problem document.
  void refuse(HttpServerResponse response, ApiException e) {
    if (response.closed() || response.ended()) return;
    Problem problem = Problem.of(e);
    e.headers().forEach(response::putHeader);
    response
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .end(text.write(problem));
  }
}
