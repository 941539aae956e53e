package dev.candlewick.api.stream;

import dev.candlewick.api.access.RateLimits;
import dev.candlewick.api.filter.QueryNames;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.stream.MessageFormat;
import dev.candlewick.stream.StreamConnection;
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
import java.util.stream.Stream;

/// The routes of streams: `/api/v1/stream` as a WebSocket, `/api/v1/stream/events` as server-sent
/// events, and document 001's `/ws/prices/`. The log has no query, because it may contain a token.
@ApplicationScoped
class StreamRoutes {
  private static final int BEFORE_REST = -100;
  private static final Set<String> SOCKET_PARAMETERS = Set.of("token");
  private static final Set<String> EVENT_PARAMETERS = Set.of("topics", "after");
  private static final long UPGRADE_MILLIS = 10_000;

  private final Streaming streaming;
  private final StreamCommands commands;
  private final StreamAuthorization authorization;
  private final Vertx vertx;
  private final Map<Thread, StreamLoop> loops = new ConcurrentHashMap<>();

  StreamRoutes(Streaming streaming, RateLimits limits, Vertx vertx) {
    this.streaming = streaming;
    this.commands = streaming.commands();
    this.authorization = new StreamAuthorization(streaming, limits, vertx);
    this.vertx = vertx;
  }

  void add(@Observes Router router) {
    route(router, "/api/v1/stream", this::handleStream);
    route(router, "/ws/prices", this::handlePrices);
    route(router, "/api/v1/stream/events", this::handleEvents);
    streaming.start();
  }

  private void route(Router router, String path, Handler<RoutingContext> handler) {
    for (String form : List.of(path, path + "/")) {
      router
          .route(form)
          .order(BEFORE_REST)
          .handler(routing -> {
            if (routing.request().method().equals(HttpMethod.GET)) handler.handle(routing);
            else authorization.reject(routing.response(), notAllowed(form));
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

  private void handleStream(RoutingContext routing) {
    handleSocket(
        routing,
        Function.identity(),
        (subscriber, permit, socket) -> {
          StreamConnection connection =
              openSocket(
                  socket,
                  streaming.streamFormat(),
                  (to, message, onComplete) ->
                      commands.handle(subscriber, to, message, onComplete));
          streaming.register(connection, subscriber, permit);
          connection.reply(List.of(streaming.welcomeMessage()), () -> {});
        });
  }

  private void handlePrices(RoutingContext routing) {
    handleSocket(
        routing,
        StreamRoutes::requireCredentials,
        (subscriber, permit, socket) -> {
          StreamConnection connection =
              openSocket(
                  socket, streaming.pricesFormat(), (to, message, onComplete) -> onComplete.run());
          streaming.register(connection, subscriber, permit);
          commands.addTopics(connection, "null", Set.of(new Topic.AllTicks()), null, () -> {});
        });
  }

  private static StreamSubscriber requireCredentials(StreamSubscriber subscriber) {
    if (!subscriber.caller().isAnonymous()) return subscriber;
    throw new ApiException(ErrorCode.FORBIDDEN, "This needs a token: ?token=…");
  }

  private void handleSocket(
      RoutingContext routing,
      Function<StreamSubscriber, StreamSubscriber> check,
      StreamAuthorization.AuthorizedHandler<StreamSocket.SocketHandle> open) {
    HttpServerRequest request = routing.request();
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
      authorization.reject(routing.response(), noUpgrade());
      return;
    }
    Function<StreamSubscriber, StreamSubscriber> checkParameters =
        subscriber -> {
          QueryNames.require(request, SOCKET_PARAMETERS);
          return subscriber;
        };
    authorization.authorize(
        request,
        true,
        check.andThen(checkParameters),
        (subscriber, permit, same) -> upgrade(request, subscriber, permit, open));
  }

  /// A connection that closes before the upgrade causes no event; then a timer releases the permit.
  private void upgrade(
      HttpServerRequest request,
      StreamSubscriber subscriber,
      ConnectionLimits.Permit permit,
      StreamAuthorization.AuthorizedHandler<StreamSocket.SocketHandle> open) {
    long timeout = vertx.setTimer(UPGRADE_MILLIS, timer -> permit.release());
    Channel channel = ((ConnectionBase) request.connection()).channel();
    Runnable abort =
        () -> {
          var _ = channel.close();
        };
    request
        .toWebSocket()
        .onComplete(done -> {
          vertx.cancelTimer(timeout);
          if (done.failed() || done.result().isClosed()) permit.release();
          else
            open.handle(
                subscriber,
                permit,
                new StreamSocket.SocketHandle(done.result(), abort, channel::flush));
        });
  }

  private static ApiException noUpgrade() {
    return new ApiException(
        ErrorCode.INVALID_PARAMETER, "This is a WebSocket: connect with ws:// or wss://");
  }

  private StreamConnection openSocket(
      StreamSocket.SocketHandle socket, MessageFormat format, StreamSocket.MessageHandler handler) {
    return StreamSocket.open(socket, loop(), format, handler, streaming::unregister);
  }

  private StreamLoop loop() {
    return loops.computeIfAbsent(
        Thread.currentThread(),
        thread -> StreamLoop.forCurrentThread(vertx, streaming.hub()::shard));
  }

  private void handleEvents(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    String last = request.getHeader("Last-Event-ID");
    String after = last == null ? request.getParam("after") : last;
    List<String> texts = split(routing.queryParam("topics"));
    authorization.authorize(
        request,
        false,
        subscriber -> {
          QueryNames.require(request, EVENT_PARAMETERS);
          return commands.parseTopics(texts, subscriber);
        },
        (subscriber, permit, topics) -> {
          if (request.response().closed()) {
            permit.release();
            return;
          }
          StreamConnection connection =
              StreamEvents.open(
                  request.response(), loop(), streaming.eventFormat(), streaming::unregister);
          streaming.register(connection, subscriber, permit);
          commands.addTopicsAsync(connection, topics, after);
        });
  }

  /// Texts with commas between, as they stand in a query.
  private static List<String> split(List<String> values) {
    return values.stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
