package dev.candlewick.api.access;

import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.settings.AnonymousWrites;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who may use the public workspace without credentials: by default only a caller on this machine
/// itself, not through a proxy and not by way of another site's page in the browser.
public final class PublicWorkspace {
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  private PublicWorkspace() {}

  /// What is known of a caller.
  ///
  /// @param loopbackPeer whether the connection itself comes from this machine
  public record Caller(
      boolean loopbackPeer,
      ClientAddress client,
      @Nullable String fetchSite,
      @Nullable String origin) {}

  /// Why a caller may not, or null when it may.
  public static @Nullable String rejectReason(AnonymousWrites rule, Caller caller) {
    return switch (rule) {
      case ALWAYS -> isCrossSite(caller) ? "a page of another site asked" : null;
      case NEVER -> "anonymous changes are switched off";
      case LOOPBACK -> loopbackRejectReason(caller);
    };
  }

  private static @Nullable String loopbackRejectReason(Caller caller) {
    if (!caller.loopbackPeer()) return "anonymous changes are taken from this machine only";
    if (!caller.client().url().isLoopback()) {
      return "the Host header does not name this machine";
    }
    if (!caller.client().direct()) return "the request came through a proxy";
    return isCrossSite(caller) ? "a page of another site asked" : null;
  }

  private static boolean isCrossSite(Caller caller) {
    if (caller.fetchSite() != null && !OWN_SITE.contains(caller.fetchSite())) return true;
    return caller.origin() != null && !caller.client().url().hasOrigin(caller.origin());
  }
}
