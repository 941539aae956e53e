package dev.candlewick.api.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The URL under which a client reaches this server; every link of a response starts with it.
///
/// @param scheme `http` or `https`
/// @param schemeKnown whether the connection or a trusted proxy states the scheme; otherwise an
///   untrusted proxy may have ended TLS
/// @param authority null where the request has none or a malformed one
/// @param local the address of the server's end of the connection, for links of such a request
/// @param basePath empty, or like `/candlewick`, without a slash at the end
public record ServerUrl(
    String scheme,
    boolean schemeKnown,
    @Nullable Authority authority,
    Authority local,
    String basePath) {

  public boolean tls() {
    return scheme.equals("https");
  }

  /// Without a slash at the end: `https://cw.example.com:8443/candlewick`.
  public String text() {
    return scheme + "://" + host() + basePath;
  }

  /// The host, with the port unless it is the scheme's own.
  public String host() {
    return (authority == null ? local : authority).text(scheme);
  }

  /// Whether an origin is that of this server. An absent port is equal to the default port.
  public boolean hasOrigin(String origin) {
    String lower = origin.toLowerCase(Locale.ROOT);
    int end = lower.indexOf("://");
    String from = end < 0 ? "" : lower.substring(0, end);
    if (authority == null || !(from.equals("http") || from.equals("https"))) return false;
    if (schemeKnown && !from.equals(scheme)) return false;
    Authority page = Authority.parse(lower.substring(end + 3));
    return page != null
        && page.host().equals(authority.host())
        && page.portOf(from) == authority.portOf(from);
  }

  public boolean isLoopback() {
    return authority != null && authority.isLoopback();
  }
}
