package dev.candlewick.api.access;

import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.settings.AnonymousWrites;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides whether a caller without credentials may use the public workspace: by default only a
/// client on this machine, not through a proxy and not from another site's page in a browser.
public final class PublicWorkspaceRule {
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  private PublicWorkspaceRule() {}

  /// The properties of a request that the decision depends on.
  ///
  /// @param loopbackPeer whether the connection itself comes from this machine
  /// @param fetchSite the header `Sec-Fetch-Site`; null when it is absent
  /// @param origin the header `Origin`; null when it is absent
  public record RequestOrigin(
      boolean loopbackPeer,
      ClientAddress client,
      @Nullable String fetchSite,
      @Nullable String origin) {
    public static RequestOrigin of(
        ContainerRequestContext context, @Nullable HttpServerRequest request) {
      return new RequestOrigin(
          request != null && ClientAddress.peer(request).isLoopbackAddress(),
          ClientAddress.of(context),
          context.getHeaderString("Sec-Fetch-Site"),
          context.getHeaderString("Origin"));
    }
  }

  /// The reason for a refusal; null when the caller may use it.
  public static @Nullable String rejectionReason(AnonymousWrites rule, RequestOrigin caller) {
    return switch (rule) {
      case ALWAYS -> isCrossSite(caller) ? "a page of another site sent the request" : null;
      case NEVER -> "anonymous access to the public workspace is disabled";
      case LOOPBACK -> loopbackRejectReason(caller);
    };
  }

  private static @Nullable String loopbackRejectReason(RequestOrigin caller) {
    if (!caller.loopbackPeer())
      return "anonymous access to the public workspace is allowed from this machine only";
    if (!caller.client().url().isLoopback()) {
      return "the Host header does not name this machine";
    }
    if (!caller.client().direct()) return "the request came through a proxy";
    return isCrossSite(caller) ? "a page of another site sent the request" : null;
  }

  private static boolean isCrossSite(RequestOrigin caller) {
    if (caller.fetchSite() != null && !OWN_SITE.contains(caller.fetchSite())) return true;
    return caller.origin() != null && !caller.client().url().hasOrigin(caller.origin());
  }
}
