package dev.candlewick.api.filter;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.Problem;
import io.netty.channel.Channel;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// The first step of a stop: the server accepts no more connections and refuses new requests on
/// open ones, so that the requests in progress can end (`quarkus.shutdown.timeout`). Quarkus alone
/// would accept further requests and abort them after the timeout.
@ApplicationScoped
class Draining {
  private static final Logger LOG = Logger.getLogger(Draining.class);
  private static final long CLOSE_MILLIS = 1000;
  private static final int BEFORE_ALL = Integer.MIN_VALUE;

  private final Set<Channel> listening = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final ObjectMapper json;

  Draining(ObjectMapper json) {
    this.json = json;
  }

  /// Runs when the process is stopped, besides the hook of Quarkus that waits for requests.
  void add(@Observes Router router) {
    router.route().order(BEFORE_ALL).handler(this::admit);
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopListening, "stop-listening"));
  }

  private void stopListening() {
    begun.set(true);
    for (Channel socket : listening) {
      if (!socket.close().awaitUninterruptibly(CLOSE_MILLIS)) LOG.warn("a port stays open");
    }
  }

  private void admit(RoutingContext context) {
    if (context.request().connection() instanceof ConnectionBase connection) {
      Channel socket = connection.channel().parent();
      if (socket != null) listening.add(socket);
    }
    if (begun.get()) reject(context);
    else context.next();
  }

  private void reject(RoutingContext context) {
    ApiException rejection =
        new ApiException(
            ErrorCode.BUSY,
            "The server is being stopped; nothing was stored",
            List.of(),
            Map.of("Retry-After", "5", "Connection", "close"));
    Problem.send(context.response(), rejection, json);
  }
}
