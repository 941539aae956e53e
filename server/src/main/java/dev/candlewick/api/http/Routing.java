package dev.candlewick.api.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/// Finds the request of Vert.x that belongs to a request of JAX-RS.
public final class Routing {
  private Routing() {}

  /// The request of Vert.x, whose path is as the client sent it.
  public static RoutingContext of(ContainerRequestContext context) {
    ResteasyReactiveRequestContext request = serverContext(context);
    RoutingContext routing = request.unwrap(RoutingContext.class);
    return Objects.requireNonNull(routing, "no request of Vert.x");
  }

  public static ResteasyReactiveRequestContext serverContext(ContainerRequestContext context) {
    return (ResteasyReactiveRequestContext)
        ((ResteasyReactiveContainerRequestContext) context).getServerRequestContext();
  }
}
