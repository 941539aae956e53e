package dev.candlewick.api.access;

import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.api.http.ErrorCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides whether a request comes from a page of this server or of another site. A browser states
/// that in `Sec-Fetch-Site`, an older one in `Origin`.
public final class SameOrigin {
  private static final Set<String> OWN = Set.of("same-origin", "none");

  private SameOrigin() {}

  /// For a request that any client may send: false only when a header names another site.
  public static boolean isNotCrossSite(ContainerRequestContext request) {
    return declaredSite(request) == null || isConfirmed(request);
  }

  /// For a request with a cookie, which only a browser sends: true only when a header names this
  /// site.
  static boolean isConfirmed(ContainerRequestContext request) {
    String site = request.getHeaderString("Sec-Fetch-Site");
    if (site != null) return OWN.contains(site);
    String origin = request.getHeaderString("Origin");
    return origin != null && ClientAddress.of(request).url().hasOrigin(origin);
  }

  private static @Nullable String declaredSite(ContainerRequestContext request) {
    String site = request.getHeaderString("Sec-Fetch-Site");
    return site == null ? request.getHeaderString("Origin") : site;
  }

  public static ApiException crossSiteError() {
    return new ApiException(ErrorCode.FORBIDDEN, "A page of another site sent the request");
  }
}
