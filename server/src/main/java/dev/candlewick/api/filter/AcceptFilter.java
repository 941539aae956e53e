package dev.candlewick.api.filter;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/// Sends an operation's one form to a client that accepts none of its forms, as RFC 9110 allows
/// (section 12.4.1): a client that states only the type of errors for an operation without a body
/// gets no error by that.
@Provider
@PreMatching
@Priority(95)
public final class AcceptFilter implements ContainerRequestFilter {
  private static final String ANY_LAST = ", */*;q=0.001";

  @Override
  public void filter(ContainerRequestContext request) {
    String accepted = request.getHeaderString(HttpHeaders.ACCEPT);
    if (accepted == null || accepted.isBlank()) return;
    request.getHeaders().putSingle(HttpHeaders.ACCEPT, accepted + ANY_LAST);
  }
}
