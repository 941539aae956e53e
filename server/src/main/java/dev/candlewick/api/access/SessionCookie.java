package dev.candlewick.api.access;

import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.settings.HttpSettings;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The cookie of a browser's session. Over TLS its name has the prefix `__Host-`, so that browsers
/// require `Secure` and `Path=/` and accept no `Domain`. Without TLS sessions are opened for
/// clients on this machine only, unless a setting allows more.
public final class SessionCookie {
  private static final String TLS_NAME = "__Host-candlewick";
  private static final String HTTP_NAME = "cw_session";

  private SessionCookie() {}

  /// Whether a browser may sign in over its connection.
  public static boolean isAllowed(ClientAddress client, HttpSettings settings) {
    return client.tls() || client.isLocal() || settings.insecureSignIn();
  }

  /// Returns the secret that a browser sent; null when it sent none.
  static @Nullable String readSecret(ContainerRequestContext request, ClientAddress client) {
    Cookie cookie = request.getCookies().get(name(client));
    return cookie == null ? null : cookie.getValue();
  }

  public static NewCookie create(ClientAddress client, String secret, Duration life) {
    return cookie(client, secret, (int) life.toSeconds());
  }

  /// Returns a cookie without lifetime, which makes the browser delete the session's.
  public static NewCookie deletion(ClientAddress client) {
    return cookie(client, "", 0);
  }

  private static NewCookie cookie(ClientAddress client, String value, int maxAge) {
    return new NewCookie.Builder(name(client))
        .value(value)
        .path("/")
        .maxAge(maxAge)
        .secure(client.tls())
        .httpOnly(true)
        .sameSite(NewCookie.SameSite.STRICT)
        .build();
  }

  public static String name(ClientAddress client) {
    return client.tls() ? TLS_NAME : HTTP_NAME;
  }
}
