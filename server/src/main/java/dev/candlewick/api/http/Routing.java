package dev.candlewick.api.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/// The way from a request of JAX-RS to the same request of Vert.x.
public final class Routing {
  private Routing() {}

  /// The request as Vert.x has it, which knows its path as it came.
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
