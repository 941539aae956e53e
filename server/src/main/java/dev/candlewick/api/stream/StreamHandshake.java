package dev.candlewick.api.stream;

import dev.candlewick.account.Credentials;
import dev.candlewick.api.access.CredentialsFilter;
import dev.candlewick.api.access.PublicWorkspace;
import dev.candlewick.api.access.SameOrigin;
import dev.candlewick.api.access.SessionCookie;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.identity.Caller;
import dev.candlewick.settings.HttpSettings;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out who wants to listen, before the connection becomes a stream. A page of another origin
/// is let in only when `CORS_ORIGINS` names it, and then without the browser's session; a
/// credential that does not hold is never taken for none.
final class StreamHandshake {
  private final Credentials credentials;
  private final HttpSettings settings;

  StreamHandshake(Credentials credentials, HttpSettings settings) {
    this.credentials = credentials;
    this.settings = settings;
  }

  /// Where a handshake comes from.
  ClientAddress address(HttpServerRequest request) {
    return ClientAddress.of(request, settings);
  }

  /// The caller of a handshake; reads the database.
  ///
  /// @param socket whether a WebSocket is wanted: then `?token=` counts, because a browser cannot
  ///   send a header with it
  /// @throws ApiException for a page of another origin and for a credential that does not hold
  StreamGuest guest(HttpServerRequest request, ClientAddress address, boolean socket) {
    String origin = request.getHeader("Origin");
    boolean own = origin == null || address.url().hasOrigin(origin);
    if (!own && !named(origin)) throw SameOrigin.refusal();
    String token = socket ? request.getParam("token") : null;
    Cookie cookie = own ? request.getCookie(SessionCookie.name(address)) : null;
    Caller caller = caller(request.getHeader("Authorization"), token, cookie, address, socket);
    return new StreamGuest(caller, caller.isAnonymous() && workspace(request, address));
  }

  private boolean named(@Nullable String origin) {
    return origin != null && settings.corsOrigins().contains(origin.toLowerCase(Locale.ROOT));
  }

  private Caller caller(
      @Nullable String header,
      @Nullable String token,
      @Nullable Cookie cookie,
      ClientAddress address,
      boolean socket) {
    Optional<Caller> shown;
    if (header != null) shown = CredentialsFilter.shown(credentials, header, address);
    else if (token != null) shown = credentials.bearer(token, address.text());
    else if (cookie != null) shown = credentials.session(cookie.getValue(), address.text());
    else return Caller.anonymous(address.text());
    return shown.orElseThrow(() -> invalid(socket));
  }

  private static ApiException invalid(boolean socket) {
    return socket
        ? new ApiException(ErrorCode.FORBIDDEN, "The credentials are not valid")
        : CredentialsFilter.invalid();
  }

  private boolean workspace(HttpServerRequest request, ClientAddress address) {
    return PublicWorkspace.refusal(
            settings.anonymousWrites(),
            new PublicWorkspace.Caller(
                ClientAddress.peer(request).isLoopbackAddress(),
                address,
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader("Origin")))
        == null;
  }
}
