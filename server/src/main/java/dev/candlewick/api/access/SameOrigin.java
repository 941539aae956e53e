package dev.candlewick.api.access;

import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.api.http.ErrorCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides whether a request comes from a page of this server or of another site. A browser states
/// that in `Sec-Fetch-Site`. Where it does not, which over plain HTTP is every browser, `Origin`
/// counts, or `Referer`, which our pages have on every request.
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
    if (origin == null) origin = origin(request.getHeaderString("Referer"));
    return origin != null && ClientAddress.of(request).url().hasOrigin(origin);
  }

  /// The origin of a URL; null for a text that is no URL.
  private static @Nullable String origin(@Nullable String referer) {
    if (referer == null) return null;
    int host = referer.indexOf("://") + 3;
    int path = referer.indexOf('/', host);
    return host < 3 || path < 0 ? null : referer.substring(0, path);
  }

  private static @Nullable String declaredSite(ContainerRequestContext request) {
    String site = request.getHeaderString("Sec-Fetch-Site");
    return site == null ? request.getHeaderString("Origin") : site;
  }

  public static ApiException crossSiteError() {
    return new ApiException(ErrorCode.FORBIDDEN, "A page of another site sent the request");
  }
}
