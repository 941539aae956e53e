package dev.candlewick.api.aliases;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;

/// Sends a request for an alias on to its canonical path, before anything else looks at it.
@Provider
@PreMatching
@Priority(100)
public final class AliasFilter implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    URI uri = request.getUriInfo().getRequestUri();
    Aliases.resolve(request.getMethod(), uri.getRawPath())
        .ifPresent(target -> {
          request.setMethod(target.method());
          request.setRequestUri(UriBuilder.fromUri(uri).replacePath(target.path()).build());
        });
  }
}
