package dev.candlewick.api.aliases;

import dev.candlewick.api.ApiException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.List;

/// Sends a request for an alias on to its canonical path, before anything else looks at it. An
/// alias answers in its one form whatever the caller would accept.
@Provider
@PreMatching
@Priority(100)
public final class AliasFilter implements ContainerRequestFilter {
  /// PostgreSQL has no text with it.
  private static final String ZERO = "%00";

  private static final ApiException.FieldError NO_ZERO =
      new ApiException.FieldError("query", "must not have a zero character");

  @Override
  public void filter(ContainerRequestContext request) {
    URI uri = request.getUriInfo().getRequestUri();
    if (uri.toString().contains(ZERO)) {
      request.abortWith(ApiException.validation(List.of(NO_ZERO)).response());
      return;
    }
    Aliases.resolve(request.getMethod(), uri.getRawPath())
        .ifPresent(target -> {
          request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.WILDCARD);
          request.setMethod(target.method());
          request.setRequestUri(UriBuilder.fromUri(uri).replacePath(target.path()).build());
        });
  }
}
