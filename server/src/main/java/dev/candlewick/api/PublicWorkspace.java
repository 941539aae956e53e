package dev.candlewick.api;

import dev.candlewick.settings.AnonymousWrites;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who may use the public workspace without credentials: by default only a caller on this machine
/// itself, not through a proxy and not by way of another site's page in the browser.
final class PublicWorkspace {
  private static final Pattern LOOPBACK_HOST =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  private PublicWorkspace() {}

  /// What is known of a caller.
  ///
  /// @param proxied whether any forwarding header is present
  record Caller(
      boolean loopbackPeer,
      @Nullable String host,
      boolean proxied,
      @Nullable String fetchSite,
      @Nullable String origin) {}

  /// Why a caller may not, or null when it may.
  static @Nullable String refusal(AnonymousWrites rule, Caller caller) {
    return switch (rule) {
      case ALWAYS -> crossSite(caller) ? "a page of another site asked" : null;
      case NEVER -> "anonymous changes are switched off";
      case LOOPBACK -> loopbackRefusal(caller);
    };
  }

  private static @Nullable String loopbackRefusal(Caller caller) {
    if (!caller.loopbackPeer()) return "anonymous changes are taken from this machine only";
    if (!namesThisMachine(caller.host())) {
      return "the Host header does not name this machine";
    }
    if (caller.proxied()) return "the request came through a proxy";
    return crossSite(caller) ? "a page of another site asked" : null;
  }

  /// Whether a `Host` is one by which only this machine calls itself.
  static boolean namesThisMachine(@Nullable String host) {
    return host != null && LOOPBACK_HOST.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  private static boolean crossSite(Caller caller) {
    if (caller.fetchSite() != null && !OWN_SITE.contains(caller.fetchSite())) return true;
    if (caller.origin() == null) return false;
    return !caller.origin().equals("http://" + caller.host())
        && !caller.origin().equals("https://" + caller.host());
  }
}
