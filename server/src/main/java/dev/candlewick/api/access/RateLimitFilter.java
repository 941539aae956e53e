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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Determines the address of the client for all later filters, and limits the requests of each
/// address (of IPv6 each /64), including those with invalid credentials or unknown paths. Clients
/// on this machine, the liveness check and the documentation have no limit.
@Provider
@PreMatching
@Priority(10)
public final class RateLimitFilter implements ContainerRequestFilter {
  private static final List<String> EXEMPT = List.of("/health/live", "/docs", "/redoc");

  private final HttpSettings settings;
  private final RateLimits limits;

  @Context @Nullable HttpServerRequest request;

  RateLimitFilter(HttpSettings settings, RateLimits limits) {
    this.settings = settings;
    this.limits = limits;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    HttpServerRequest current = Objects.requireNonNull(request);
    ClientAddress client = ClientAddress.determine(context, current, settings);
    if (RateLimit.GENERAL.isUnlimited(client.isLocal()) || isExempt(context.getUriInfo().getPath()))
      return;
    ApiException rejection =
        limits.take(
            new RateLimits.Key(RateLimit.GENERAL, client.network(), client.isLocal()),
            current.response()::putHeader);
    if (rejection != null) context.abortWith(Problem.response(rejection));
  }

  /// Whether a path has no limit: the liveness check, and the documentation.
  private static boolean isExempt(String path) {
    return EXEMPT.stream().anyMatch(one -> path.equals(one) || path.startsWith(one + "/"));
  }
}
