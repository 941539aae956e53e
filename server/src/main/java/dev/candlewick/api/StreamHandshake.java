package dev.candlewick.api;

import dev.candlewick.account.Caller;
import dev.candlewick.account.Credentials;
import dev.candlewick.settings.HttpSettings;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out who wants to listen, before the connection becomes a stream. A page of another origin
/// is let in only when `CORS_ORIGINS` names it; a credential that does not hold is never taken for
/// none.
final class StreamHandshake {
  private final Credentials credentials;
  private final HttpSettings settings;

  StreamHandshake(Credentials credentials, HttpSettings settings) {
    this.credentials = credentials;
    this.settings = settings;
  }

  /// Where a handshake comes from.
  ClientAddress address(HttpServerRequest request) {
    return ClientAddress.of(request, settings.trustedProxies());
  }

  /// The caller of a handshake; reads the database.
  ///
  /// @param tokenInQuery whether `?token=` counts, as it does for a WebSocket, which a browser
  ///   cannot give a header
  /// @throws ApiException of `FORBIDDEN` for a page of another origin and for a credential that
  ///   does not hold
  StreamGuest guest(HttpServerRequest request, ClientAddress address, boolean tokenInQuery) {
    if (!ownOrigin(request.getHeader("Origin"), address.host())) throw SameOrigin.refusal();
    Caller caller = caller(request, address, tokenInQuery);
    return new StreamGuest(caller, address, caller.isAnonymous() && workspace(request, address));
  }

  private boolean ownOrigin(@Nullable String origin, @Nullable String host) {
    if (origin == null) return true;
    String lower = origin.toLowerCase(Locale.ROOT);
    if (settings.corsOrigins().contains(lower)) return true;
    if (host == null) return false;
    String own = host.toLowerCase(Locale.ROOT);
    return lower.equals("http://" + own) || lower.equals("https://" + own);
  }

  private Caller caller(HttpServerRequest request, ClientAddress address, boolean tokenInQuery) {
    String header = request.getHeader("Authorization");
    String token = tokenInQuery ? request.getParam("token") : null;
    Cookie cookie = request.getCookie(SessionCookie.name(address));
    if (header != null) {
      return held(CredentialsFilter.shown(credentials, header, address));
    }
    if (token != null) return held(credentials.bearer(token.strip(), address.text()));
    if (cookie != null) return held(credentials.session(cookie.getValue(), address.text()));
    return Caller.anonymous(address.text());
  }

  private static Caller held(Optional<Caller> caller) {
    return caller.orElseThrow(
        () -> new ApiException(ErrorCode.FORBIDDEN, "The credentials are not valid"));
  }

  private boolean workspace(HttpServerRequest request, ClientAddress address) {
    return PublicWorkspace.refusal(
            settings.anonymousWrites(),
            new PublicWorkspace.Caller(
                ClientAddress.peer(request).isLoopbackAddress(),
                address.host(),
                !address.direct(),
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader("Origin")))
        == null;
  }
}
