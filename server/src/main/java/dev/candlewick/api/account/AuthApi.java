package dev.candlewick.api.account;

import dev.candlewick.account.Accounts;
import dev.candlewick.account.Sessions;
import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.access.RateLimit;
import dev.candlewick.api.access.RateLimited;
import dev.candlewick.api.access.SameOrigin;
import dev.candlewick.api.access.SessionCookie;
import dev.candlewick.api.account.AccountView.RegisteredAccount;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import dev.candlewick.identity.Caller;
import dev.candlewick.settings.HttpSettings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Registration, sign-in and sign-out (documents 001 and 003).
@Path("/api/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Accounts")
public final class AuthApi {
  private static final String BEARER = "Bearer ";

  private final Accounts accounts;
  private final HttpSettings settings;

  /// An access token.
  ///
  /// @param tokenType always `bearer`
  /// @param expiresIn seconds
  public record AccessToken(String accessToken, String tokenType, long expiresIn) {}

  /// An API token, in the shape of document 001.
  public record IssuedToken(String token) {}

  public AuthApi(Accounts accounts, HttpSettings settings) {
    this.accounts = accounts;
    this.settings = settings;
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.ALL)
  @RateLimited(RateLimit.SIGN_IN)
  @Path("/register")
  @Operation(
      summary = "Make an account",
      description =
          "With the setup code that the server prints while there is no administrator, the account"
              + " is an administrator's.")
  @ResponseStatus(201)
  public RegisteredAccount register(
      @RequestBodySchema(RegistrationRequest.class) byte[] bytes,
      @Context ContainerRequestContext request) {
    RegistrationRequest body = RegistrationRequest.read(bytes);
    Actor actor = Caller.anonymous(ClientAddress.of(request).text()).actor();
    Account account =
        body.setupCode() == null
            ? accounts.create(actor, body.username(), body.password(), false)
            : accounts.createFirstAdmin(actor, body.username(), body.password(), body.setupCode());
    return RegisteredAccount.of(account);
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.ALL)
  @RateLimited(RateLimit.SIGN_IN)
  @Path("/login")
  @Operation(summary = "Sign in for an access token")
  public AccessToken login(
      @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(implementation = SignInRequest.class)),
                @Content(
                    mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                    schema = @Schema(implementation = SignInRequest.class))
              })
          byte[] bytes,
      @Context ContainerRequestContext request) {
    Account account = checkCredentials(bytes, request);
    accounts
        .passwordAuthenticator()
        .auditTokenSignIn(account, ClientAddress.of(request).text(), "access token");
    return new AccessToken(
        accounts.accessTokens().issue(account),
        "bearer",
        accounts.accessTokens().lifetime().toSeconds());
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.ALL)
  @RateLimited(RateLimit.SIGN_IN)
  @Path("/token")
  @Operation(
      summary = "Get a new API token by name and password",
      description =
          "Its scopes are read, market:write and portfolio:write. Of the tokens made this way the"
              + " newest twenty are valid.")
  public IssuedToken token(
      @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(implementation = SignInRequest.class)),
                @Content(
                    mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                    schema = @Schema(implementation = SignInRequest.class))
              })
          byte[] bytes,
      @Context ContainerRequestContext request) {
    Account account = checkCredentials(bytes, request);
    String address = ClientAddress.of(request).text();
    accounts.passwordAuthenticator().auditTokenSignIn(account, address, "API token");
    return new IssuedToken(accounts.apiTokens().issue(account, address).secret());
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.ALL)
  @RateLimited(RateLimit.SIGN_IN)
  @Path("/session")
  @Operation(
      summary = "Sign a browser in",
      description =
          "Sets the cookie of a session: over TLS, on this machine itself, or where INSECURE_SIGN_IN"
              + " is set. It ends after 7 days"
              + " without use and after 30 days in any case.")
  @APIResponse(
      responseCode = "200",
      description = "The account; the cookie is set",
      headers = @Header(name = "Set-Cookie", ref = "SetCookie"),
      content = @Content(schema = @Schema(implementation = RegisteredAccount.class)))
  public Response session(
      @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = MediaType.APPLICATION_JSON,
                    schema = @Schema(implementation = SignInRequest.class)),
                @Content(
                    mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                    schema = @Schema(implementation = SignInRequest.class))
              })
          byte[] bytes,
      @Context ContainerRequestContext request) {
    ClientAddress client = ClientAddress.of(request);
    if (!SameOrigin.isNotCrossSite(request)) throw SameOrigin.crossSiteError();
    if (!SessionCookie.isAllowed(client, settings)) {
      throw new ApiException(
          ErrorCode.FORBIDDEN,
          "A browser signs in over TLS (https) only; put a proxy with TLS in front and name it in"
              + " TRUSTED_PROXIES, or, in a network that you trust, set INSECURE_SIGN_IN=true");
    }
    Account account = checkCredentials(bytes, request);
    endPreviousSession(CallerContext.of(request));
    Sessions.OpenedSession opened =
        accounts.sessions().open(account, client.text(), request.getHeaderString("User-Agent"));
    return Response.ok(RegisteredAccount.of(account))
        .cookie(SessionCookie.create(client, opened.secret(), accounts.sessions().lifetime()))
        .build();
  }

  /// Ends the session of the request: a browser has one session.
  private void endPreviousSession(Caller caller) {
    if (caller.credential() instanceof Caller.Credential.BrowserSession old) {
      accounts.sessions().end(caller.actor(), old.id());
    }
  }

  private Account checkCredentials(byte[] bytes, ContainerRequestContext request) {
    SignInRequest body = SignInRequest.read(bytes, request.getHeaderString("Content-Type"));
    return accounts
        .passwordAuthenticator()
        .authenticate(body.username(), body.password(), ClientAddress.of(request).text());
  }

  @POST
  @Idempotent
  @Path("/logout")
  @Access(anonymous = Anonymous.NONE)
  @Operation(summary = "End the credential of this request")
  @APIResponse(responseCode = "204", description = "The credential is not valid any more")
  public Response logout(@Context ContainerRequestContext request) {
    Caller caller = CallerContext.of(request);
    Response.ResponseBuilder response = Response.noContent();
    switch (caller.credential()) {
      case Caller.Credential.None none -> throw new IllegalStateException("no credential to end");
      case Caller.Credential.AccessToken token ->
          accounts.accessTokens().revoke(caller.actor(), bearerToken(request));
      case Caller.Credential.ApiToken token ->
          accounts.apiTokens().revoke(caller.actor(), token.id());
      case Caller.Credential.BrowserSession session -> {
        accounts.sessions().end(caller.actor(), session.id());
        response.cookie(SessionCookie.deletion(ClientAddress.of(request)));
      }
    }
    return response.build();
  }

  private static String bearerToken(ContainerRequestContext request) {
    String header = String.valueOf(request.getHeaderString("Authorization")).strip();
    return header.substring(BEARER.length()).strip();
  }
}
