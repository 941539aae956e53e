package dev.candlewick.api.account;

import dev.candlewick.account.Accounts;
import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.access.RateLimit;
import dev.candlewick.api.access.RateLimited;
import dev.candlewick.api.account.AccountView.ApiToken;
import dev.candlewick.api.account.AccountView.AuditEntry;
import dev.candlewick.api.account.AccountView.BrowserSession;
import dev.candlewick.api.account.AccountView.OwnAccount;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.api.http.PathIds;
import dev.candlewick.api.http.PathIds.IdOf;
import dev.candlewick.api.http.WholeNumber;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The caller's account: its password, sessions, API tokens and audit log.
@Access(anonymous = Anonymous.NONE, scope = Scope.ACCOUNT)
@Path("/api/v1/account")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Accounts", description = "Accounts, sign-in, sessions and API tokens")
public final class AccountApi {
  private final Accounts accounts;
  private final AuditStore audit;

  public AccountApi(Accounts accounts, AuditStore audit) {
    this.accounts = accounts;
    this.audit = audit;
  }

  @GET
  @Access(anonymous = Anonymous.NONE)
  @Operation(summary = "Read the caller's account and the scopes of the credential")
  public OwnAccount me(@Context ContainerRequestContext request) {
    Caller caller = CallerContext.of(request);
    Account account = accounts.find(caller.accountId()).orElseThrow();
    return OwnAccount.of(account, caller.scopes());
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.NONE, scope = Scope.ACCOUNT)
  @RateLimited(RateLimit.SIGN_IN)
  @Path("/password")
  @Operation(
      summary = "Change the password",
      description =
          "Ends all other sessions and all access tokens, also the one of this request. API tokens"
              + " stay valid.")
  public void password(
      @RequestBodySchema(PasswordChange.class) byte[] bytes,
      @Context ContainerRequestContext request) {
    Caller caller = CallerContext.of(request);
    PasswordChange change = PasswordChange.read(bytes, caller.username());
    Account checked =
        accounts
            .passwordAuthenticator()
            .verifyCurrentPassword(caller.actor(), change.currentPassword());
    Long kept =
        caller.credential() instanceof Caller.Credential.BrowserSession session
            ? session.id()
            : null;
    if (!accounts.changePassword(caller.actor(), checked, change.newPassword(), kept)) {
      throw ApiException.unauthorized("The credentials were ended meanwhile");
    }
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.NONE, scope = Scope.ACCOUNT)
  @RateLimited(RateLimit.SIGN_IN)
  @Path("/deletion")
  @Operation(
      summary = "Delete the caller's account",
      description =
          "With its positions, assets, preferences, sessions and tokens; it cannot be undone. The"
              + " entries of the audit log stay, with the name of the account. 409 for the last"
              + " administrator.")
  public void delete(
      @RequestBodySchema(AccountDeletion.class) byte[] bytes,
      @Context ContainerRequestContext request) {
    Caller caller = CallerContext.of(request);
    AccountDeletion deletion = AccountDeletion.read(bytes, caller.username());
    Account verified =
        accounts
            .passwordAuthenticator()
            .verifyCurrentPassword(caller.actor(), deletion.currentPassword());
    accounts.delete(caller.actor(), verified.id());
  }

  @GET
  @Path("/sessions")
  @Operation(summary = "List the browsers that are signed in, newest first")
  public List<BrowserSession> sessions(@Context ContainerRequestContext request) {
    Caller caller = CallerContext.of(request);
    return accounts.sessions().list(caller.accountId()).stream()
        .map(session ->
            BrowserSession.of(
                session,
                caller.credential().equals(new Caller.Credential.BrowserSession(session.id()))))
        .toList();
  }

  @DELETE
  @Idempotent
  @Path("/sessions/{id}")
  @Access(anonymous = Anonymous.NONE, scope = Scope.ACCOUNT)
  @Operation(summary = "Sign a browser out")
  public void endSession(
      @RestPath @IdOf("session") String id, @Context ContainerRequestContext request) {
    Caller caller = CallerContext.of(request);
    endById("session", id, number -> accounts.sessions().end(caller.actor(), number));
  }

  @GET
  @Path("/tokens")
  @Operation(summary = "List the API tokens, newest first, without their secrets")
  public List<ApiToken> tokens(@Context ContainerRequestContext request) {
    return accounts.apiTokens().list(CallerContext.of(request).accountId()).stream()
        .map(token -> ApiToken.of(token, null))
        .toList();
  }

  @POST
  @Idempotent
  @Path("/tokens")
  @Access(anonymous = Anonymous.NONE, scope = Scope.ACCOUNT)
  @Operation(summary = "Make an API token; only this response shows its secret")
  @ResponseStatus(201)
  public ApiToken createToken(
      @RequestBodySchema(NewToken.class) byte[] bytes, @Context ContainerRequestContext request) {
    Caller caller = CallerContext.of(request);
    NewToken body = NewToken.read(bytes);
    body.checkAllowed(caller.scopes().contains(Scope.ADMIN));
    return body.createToken(accounts.apiTokens(), caller.actor(), caller.accountId());
  }

  @DELETE
  @Idempotent
  @Path("/tokens/{id}")
  @Access(anonymous = Anonymous.NONE, scope = Scope.ACCOUNT)
  @Operation(summary = "End an API token")
  public void endToken(
      @RestPath @IdOf("token") String id, @Context ContainerRequestContext request) {
    Caller caller = CallerContext.of(request);
    endById("token", id, number -> accounts.apiTokens().revoke(caller.actor(), number));
  }

  private interface EndAction {
    boolean end(long id);
  }

  private static void endById(String what, String id, EndAction action) {
    if (!action.end(PathIds.parse(what, id))) throw PathIds.notFound(what, id);
  }

  @GET
  @Path("/audit")
  @Operation(summary = "List the audit log of the caller's account, newest first")
  public List<AuditEntry> audit(
      @RestQuery @WholeNumber(min = 1) @Parameter(description = "Only entries with a smaller id")
          @Nullable String before,
      @RestQuery
          @WholeNumber(min = 1, max = AuditPage.MAX_LIMIT, defaultValue = AuditPage.DEFAULT_LIMIT)
          @Parameter(description = "Most entries of the response")
          @Nullable String limit,
      @Context ContainerRequestContext request) {
    AuditPage page = AuditPage.read(before, limit);
    return audit
        .listForAccount(CallerContext.of(request).accountId(), page.before(), page.limit())
        .stream()
        .map(AuditEntry::of)
        .toList();
  }
}
