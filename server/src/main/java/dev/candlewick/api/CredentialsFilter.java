package dev.candlewick.api;

import dev.candlewick.account.Caller;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/// Finds out who asks. Credentials that do not hold are 401, never "anonymous".
@Provider
@PreMatching
public final class CredentialsFilter implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext context) {
    if (context.getHeaderString("Authorization") != null) {
      context.abortWith(
          Problem.response(ApiException.unauthorized("The credentials are not valid")));
      return;
    }
    Callers.put(context, Caller.anonymous(null));
  }
}
