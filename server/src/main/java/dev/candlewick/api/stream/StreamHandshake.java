package dev.candlewick.api.stream;

import dev.candlewick.account.CredentialVerifier;
import dev.candlewick.api.access.CredentialsFilter;
import dev.candlewick.api.access.PublicWorkspaceRule;
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

/// Determines the caller of a handshake before the connection becomes a stream. A page of another
/// origin is accepted only when `CORS_ORIGINS` names it, and then without the browser's session; an
/// invalid credential is refused, never ignored.
final class StreamHandshake {
  private final CredentialVerifier credentials;
  private final HttpSettings settings;

  StreamHandshake(CredentialVerifier credentials, HttpSettings settings) {
    this.credentials = credentials;
    this.settings = settings;
  }

  /// The origin of a handshake.
  ClientAddress address(HttpServerRequest request) {
    return ClientAddress.of(request, settings);
  }

  /// The caller of a handshake; reads the database.
  ///
  /// @param socket whether it is a WebSocket, which accepts `?token=`, because a browser cannot
  ///   send a header with it
  /// @throws ApiException for a page of another origin and for an invalid credential
  StreamSubscriber authenticate(HttpServerRequest request, ClientAddress address, boolean socket) {
    String origin = request.getHeader("Origin");
    boolean sameOrigin = origin == null || address.url().hasOrigin(origin);
    if (!sameOrigin && !isAllowedOrigin(origin)) throw SameOrigin.crossSiteError();
    String token = socket ? request.getParam("token") : null;
    Cookie cookie = sameOrigin ? request.getCookie(SessionCookie.name(address)) : null;
    Caller caller = findCaller(request.getHeader("Authorization"), token, cookie, address, socket);
    return new StreamSubscriber(caller, caller.isAnonymous() && mayUseWorkspace(request, address));
  }

  private boolean isAllowedOrigin(@Nullable String origin) {
    return origin != null && settings.corsOrigins().contains(origin.toLowerCase(Locale.ROOT));
  }

  private Caller findCaller(
      @Nullable String header,
      @Nullable String token,
      @Nullable Cookie cookie,
      ClientAddress address,
      boolean socket) {
    Optional<Caller> found;
    if (header != null) found = CredentialsFilter.findCaller(credentials, header, address);
    else if (token != null) found = credentials.verifyBearer(token, address.text());
    else if (cookie != null) found = credentials.verifySession(cookie.getValue(), address.text());
    else return Caller.anonymous(address.text());
    return found.orElseThrow(() -> invalid(socket));
  }

  private static ApiException invalid(boolean socket) {
    return socket
        ? new ApiException(ErrorCode.FORBIDDEN, "The credentials are not valid")
        : CredentialsFilter.invalid();
  }

  private boolean mayUseWorkspace(HttpServerRequest request, ClientAddress address) {
    return PublicWorkspaceRule.rejectionReason(
            settings.anonymousWrites(),
            new PublicWorkspaceRule.RequestOrigin(
                ClientAddress.peer(request).isLoopbackAddress(),
                address,
                request.getHeader("Sec-Fetch-Site"),
                request.getHeader("Origin")))
        == null;
  }
}
