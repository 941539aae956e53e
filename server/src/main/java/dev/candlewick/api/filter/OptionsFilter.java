package dev.candlewick.api.filter;

import dev.candlewick.api.http.Problem;
import dev.candlewick.api.http.Routing;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/// Responds to `OPTIONS` with the methods of exactly this path, alias or not. JAX-RS would list
/// those of the whole class, and respond for paths that do not exist.
@Provider
@PreMatching
@Priority(90)
public final class OptionsFilter implements ContainerRequestFilter {
  private final RouteTable routes;

  OptionsFilter(RouteTable routes) {
    this.routes = routes;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (!request.getMethod().equals(HttpMethod.OPTIONS)) return;
    String path = Routing.of(request).normalizedPath();
    Set<String> methods = routes.methods(path);
    request.abortWith(
        methods.isEmpty()
            ? Problem.response(RouteTable.notFound(path))
            : Response.noContent().header(HttpHeaders.ALLOW, String.join(", ", methods)).build());
  }
}
