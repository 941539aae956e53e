package dev.candlewick.api.access;

import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.api.http.Problem;
import dev.candlewick.settings.HttpSettings;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/// Limits the rate of all requests of an address, before anything else of a request is read: wrong
/// credentials and paths that do not exist count too.
@Provider
@PreMatching
@Priority(10)
public final class RateLimitFilter implements ContainerRequestFilter {
  private final HttpSettings settings;
  private final RateLimits limits;

  @Context @Nullable HttpServerRequest request;

  RateLimitFilter(HttpSettings settings, RateLimits limits) {
    this.settings = settings;
    this.limits = limits;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    if (request == null) return;
    ClientAddress client = ClientAddress.determine(context, request, settings);
    if (RateLimit.GENERAL.isUnlimited(client.isLocal()) || exempt(context.getUriInfo().getPath()))
      return;
    ApiException rejection =
        limits.take(
            new RateLimits.Key(RateLimit.GENERAL, client.network(), client.isLocal()),
            request.response()::putHeader);
    if (rejection != null) context.abortWith(Problem.response(rejection));
  }

  /// Paths without a limit: those of supervisors, and the documentation.
  private static boolean exempt(String path) {
    return path.startsWith("/health/live") || path.startsWith("/docs") || path.startsWith("/redoc");
  }
}
