package dev.candlewick.api.account;

import dev.candlewick.account.Accounts;
import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.access.RateLimit;
import dev.candlewick.api.access.RateLimited;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.api.http.PathIds;
import dev.candlewick.identity.Account;
import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Scope;
import dev.candlewick.store.account.AuditStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// One's own account: its password, sessions, API tokens and audit log.
@Access(anonymous = Anonymous.NOBODY, scope = Scope.ACCOUNT)
@Path("/api/v1/account")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Accounts")
public final class AccountApi {
  private final Accounts accounts;
  private final AuditStore audit;

  public AccountApi(Accounts accounts, AuditStore audit) {
    this.accounts = accounts;
    this.audit = audit;
  }

  @GET
  @Access(anonymous = Anonymous.NOBODY)
  @Operation(summary = "Who I am, and what this credential allows")
  public AccountView.Me me(@Context ContainerRequestContext request) {
    Caller caller = CallerContext.of(request);
    Account account = accounts.find(caller.accountId()).orElseThrow();
    return AccountView.Me.of(account, caller.scopes());
  }

  @POST
  @Idempotent
  @RateLimited(RateLimit.SIGN_IN)
  @Path("/password")
  @Operation(
      summary = "Change the password",
      description =
          "Ends all other sessions and all access tokens, the one used here too. API tokens stay;"
              + " end them one by one.")
  public Response password(byte[] bytes, @Context ContainerRequestContext request) {
    Caller caller = CallerContext.of(request);
    SignInBody.checkSize(bytes);
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, "current_password", "new_password");
    String current = body.string(reader, "current_password");
    reader.require(body.pathOf("current_password"), current, current);
    String wanted = NewAccountBody.password(reader, body, "new_password", caller.username());
    reader.check();
    Account checked =
        accounts
            .signIn()
            .check(
                Objects.requireNonNull(caller.username()),
                Objects.requireNonNull(current),
                ClientAddress.of(request).text());
    Long kept =
        caller.credential() instanceof Caller.Credential.BrowserSession session
            ? session.id()
            : null;
    String next = Objects.requireNonNull(wanted);
    if (!accounts.changePassword(caller.actor(), checked, next, kept)) {
      throw ApiException.unauthorized("The credentials were ended meanwhile");
    }
    return Response.noContent().build();
  }

  @GET
  @Path("/sessions")
  @Operation(summary = "Browsers that are signed in, newest first")
  public List<AccountView.SignedIn> sessions(@Context ContainerRequestContext request) {
    Caller caller = CallerContext.of(request);
    return accounts.sessions().list(caller.accountId()).stream()
        .map(session ->
            AccountView.SignedIn.of(
                session,
                caller.credential().equals(new Caller.Credential.BrowserSession(session.id()))))
        .toList();
  }

  @DELETE
  @Idempotent
  @Path("/sessions/{id}")
  @Operation(summary = "Sign a browser out")
  public Response endSession(@RestPath String id, @Context ContainerRequestContext request) {
    Caller caller = CallerContext.of(request);
    return endById("session", id, number -> accounts.sessions().end(caller.actor(), number));
  }

  @GET
  @Path("/tokens")
  @Operation(summary = "API tokens, newest first, without their secrets")
  public List<AccountView.Key> tokens(@Context ContainerRequestContext request) {
    return accounts.apiTokens().list(CallerContext.of(request).accountId()).stream()
        .map(token -> AccountView.Key.of(token, null))
        .toList();
  }

  @POST
  @Idempotent
  @Path("/tokens")
  @Operation(summary = "Make an API token; its secret is shown this once")
  public Response createToken(byte[] bytes, @Context ContainerRequestContext request) {
    Caller caller = CallerContext.of(request);
    NewTokenBody body = NewTokenBody.read(bytes);
    body.checkAllowed(caller.scopes().contains(Scope.ADMIN));
    return Response.status(201)
        .entity(body.createToken(accounts.apiTokens(), caller.actor(), caller.accountId()))
        .build();
  }

  @DELETE
  @Idempotent
  @Path("/tokens/{id}")
  @Operation(summary = "End an API token")
  public Response endToken(@RestPath String id, @Context ContainerRequestContext request) {
    Caller caller = CallerContext.of(request);
    return endById("token", id, number -> accounts.apiTokens().revoke(caller.actor(), number));
  }

  private interface EndAction {
    boolean end(long id);
  }

  private static Response endById(String what, String id, EndAction action) {
    if (action.end(PathIds.parse(what, id))) return Response.noContent().build();
    throw PathIds.notFound(what, id);
  }

  @GET
  @Path("/audit")
  @Operation(summary = "What was done to this account and what it did, newest first")
  public List<AccountView.Entry> audit(
      @RestQuery @Nullable String before,
      @RestQuery @Nullable String limit,
      @Context ContainerRequestContext request) {
    AuditPage page = AuditPage.read(before, limit);
    return audit
        .listForAccount(CallerContext.of(request).accountId(), page.before(), page.limit())
        .stream()
        .map(AccountView.Entry::of)
        .toList();
  }
}
