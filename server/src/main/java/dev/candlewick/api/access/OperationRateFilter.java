package dev.candlewick.api.access;

import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.api.http.Problem;
import dev.candlewick.identity.Caller;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/// Limits the rate of expensive operations (`RateLimited`): of an account over all its addresses,
/// of a caller without one by its address. Passwords always count by the address.
@Provider
@RateLimited(RateLimit.HEAVY)
@Priority(Priorities.AUTHORIZATION)
public final class OperationRateFilter implements ContainerRequestFilter {
  private final RateLimits limits = new RateLimits();

  @Context @Nullable HttpServerRequest request;
  @Context @Nullable ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext context) {
    if (request == null || resource == null) return;
    RateLimit limit = limit(resource);
    ClientAddress client = ClientAddress.of(context);
    if (limit.isUnlimited(client.isLocal())) return;
    Caller caller = CallerContext.of(context);
    boolean byAddress = limit == RateLimit.SIGN_IN || caller.isAnonymous();
    String key = byAddress ? client.network() : "account " + caller.accountId();
    ApiException rejection =
        limits.take(
            new RateLimits.Key(limit, key, client.isLocal()), request.response()::putHeader);
    if (rejection != null) context.abortWith(Problem.response(rejection));
  }

  private static RateLimit limit(ResourceInfo resource) {
    RateLimited annotation = resource.getResourceMethod().getAnnotation(RateLimited.class);
    if (annotation == null)
      annotation = resource.getResourceClass().getAnnotation(RateLimited.class);
    if (annotation == null)
      throw new IllegalStateException("no limit of " + resource.getResourceMethod());
    return annotation.value();
  }
}
