package dev.candlewick.api.stream;

import dev.candlewick.api.access.RateLimits;
import dev.candlewick.api.filter.QueryNames;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.stream.Connection;
import dev.candlewick.stream.Style;
import dev.candlewick.stream.Topic;
import io.netty.channel.Channel;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The ways to listen: `/api/v1/stream` as a WebSocket, `/api/v1/stream/events` as server-sent
/// events, and document 001's `/ws/prices/`. No line of the log shows a query, because a token may
/// stand in it.
@ApplicationScoped
class StreamRoutes {
  private static final int BEFORE_REST = -100;
  private static final Set<String> SOCKET_PARAMETERS = Set.of("token");
  private static final Set<String> EVENT_PARAMETERS = Set.of("topics", "after");
  private static final long UPGRADE_MILLIS = 10_000;

  private final Streaming streaming;
  private final StreamWishes wishes;
  private final StreamAdmission admission;
  private final Vertx vertx;
  private final Map<Thread, StreamLoop> loops = new ConcurrentHashMap<>();

  StreamRoutes(Streaming streaming, RateLimits limits, Vertx vertx) {
    this.streaming = streaming;
    this.wishes = streaming.wishes();
    this.admission = new StreamAdmission(streaming, limits, vertx);
    this.vertx = vertx;
  }

  void add(@Observes Router router) {
    route(router, "/api/v1/stream", this::stream);
    route(router, "/ws/prices", this::prices);
    route(router, "/api/v1/stream/events", this::events);
    streaming.start();
  }

  private void route(Router router, String path, Handler<RoutingContext> handler) {
    for (String form : List.of(path, path + "/")) {
      router
          .route(form)
          .order(BEFORE_REST)
          .handler(routing -> {
            if (routing.request().method().equals(HttpMethod.GET)) handler.handle(routing);
            else admission.refuse(routing.response(), notAllowed(form));
          });
    }
  }

  private static ApiException notAllowed(String path) {
    return new ApiException(
        ErrorCode.METHOD_NOT_ALLOWED, path + " answers GET", List.of(), Map.of("Allow", "GET"));
  }

  void stop(@Observes ShutdownEvent stop) {
    streaming.close();
  }

  private void stream(RoutingContext routing) {
    socket(
        routing,
        Function.identity(),
        (guest, place, socket) -> {
          Connection connection =
              opened(
                  socket,
                  streaming.stream(),
                  (to, message, answered) -> wishes.hear(guest, to, message, answered));
          streaming.came(connection, guest, place);
          connection.answer(List.of(streaming.welcome()), () -> {});
        });
  }

  private void prices(RoutingContext routing) {
    socket(
        routing,
        StreamRoutes::known,
        (guest, place, socket) -> {
          Connection connection =
              opened(socket, streaming.prices(), (to, message, answered) -> answered.run());
          streaming.came(connection, guest, place);
          wishes.listen(connection, "null", Set.of(new Topic.AllTicks()), null, () -> {});
        });
  }

  private static StreamGuest known(StreamGuest guest) {
    if (!guest.caller().isAnonymous()) return guest;
    throw new ApiException(ErrorCode.FORBIDDEN, "This needs a token: ?token=…");
  }

  private void socket(
      RoutingContext routing,
      Function<StreamGuest, StreamGuest> check,
      StreamAdmission.Admitted<StreamSocket.Line> open) {
    HttpServerRequest request = routing.request();
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      admission.refuse(routing.response(), noUpgrade());
      return;
    }
    Function<StreamGuest, StreamGuest> sound =
        guest -> {
          QueryNames.require(request, SOCKET_PARAMETERS);
          return guest;
        };
    admission.admit(
        request,
        true,
        check.andThen(sound),
        (guest, place, same) -> upgrade(request, guest, place, open));
  }

  /// Nobody says when the other side has gone before the upgrade: then the place is given back by
  /// the clock.
  private void upgrade(
      HttpServerRequest request,
      StreamGuest guest,
      StreamDoor.Place place,
      StreamAdmission.Admitted<StreamSocket.Line> open) {
    long gone = vertx.setTimer(UPGRADE_MILLIS, timer -> place.leave());
    Channel channel = ((ConnectionBase) request.connection()).channel();
    Runnable cut =
        () -> {
          var _ = channel.close();
        };
    request
        .toWebSocket()
        .onComplete(done -> {
          vertx.cancelTimer(gone);
          if (done.failed() || done.result().isClosed()) place.leave();
          else open.enter(guest, place, new StreamSocket.Line(done.result(), cut, channel::flush));
        });
  }

  private static ApiException noUpgrade() {
    return new ApiException(
        ErrorCode.INVALID_PARAMETER, "This is a WebSocket: connect with ws:// or wss://");
  }

  private Connection opened(StreamSocket.Line line, Style style, StreamSocket.Ear ear) {
    return StreamSocket.open(line, loop(), style, ear, streaming::left);
  }

  private StreamLoop loop() {
    return loops.computeIfAbsent(
        Thread.currentThread(), thread -> StreamLoop.here(vertx, streaming.hub()::shard));
  }

  private void events(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    String last = request.getHeader("Last-Event-ID");
    String after = last == null ? request.getParam("after") : last;
    List<String> texts = StreamTopics.split(routing.queryParam("topics"));
    admission.admit(
        request,
        false,
        guest -> {
          QueryNames.require(request, EVENT_PARAMETERS);
          return wishes.of(texts, guest);
        },
        (guest, place, topics) -> {
          if (request.response().closed()) {
            place.leave();
            return;
          }
          Connection connection =
              StreamEvents.open(request.response(), loop(), streaming.events(), streaming::left);
          streaming.came(connection, guest, place);
          wishes.listenSoon(connection, topics, after);
        });
  }
}
