package dev.candlewick.api.account;

import dev.candlewick.account.Accounts;
import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.access.RateLimit;
import dev.candlewick.api.access.RateLimited;
import dev.candlewick.api.account.AccountView.ApiToken;
import dev.candlewick.api.account.AccountView.AuditEntry;
import dev.candlewick.api.account.AccountView.UserAccount;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.api.http.PathIds;
import dev.candlewick.api.http.PathIds.IdOf;
import dev.candlewick.api.http.WholeNumber;
import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Scope;
import dev.candlewick.store.account.AuditStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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

/// All accounts, for administrators.
@Access(anonymous = Anonymous.NONE, scope = Scope.ADMIN)
@Path("/api/v1/admin")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Administration", description = "All accounts, for administrators")
public final class AdminApi {
  private static final int DEFAULT_USERS = 100;
  private static final int MAX_USERS = 1000;

  private final Accounts accounts;
  private final AuditStore audit;

  public AdminApi(Accounts accounts, AuditStore audit) {
    this.accounts = accounts;
    this.audit = audit;
  }

  @GET
  @Path("/users")
  @Operation(summary = "List all accounts in the order of their ids")
  public List<UserAccount> users(
      @RestQuery
          @WholeNumber(min = 0, defaultValue = 0)
          @Parameter(description = "Only accounts with a larger id")
          @Nullable String after,
      @RestQuery
          @WholeNumber(min = 1, max = MAX_USERS, defaultValue = DEFAULT_USERS)
          @Parameter(description = "Most accounts of the response")
          @Nullable String limit) {
    FieldReader reader = new FieldReader();
    long first = reader.integer("query.after", after, 0, 0, Long.MAX_VALUE);
    int most = (int) reader.integer("query.limit", limit, DEFAULT_USERS, 1, MAX_USERS);
    reader.check();
    return accounts.list(first, most).stream().map(UserAccount::of).toList();
  }

  @POST
  @Idempotent
  @Access(anonymous = Anonymous.NONE, scope = Scope.ADMIN)
  @RateLimited(RateLimit.SIGN_IN)
  @Path("/users")
  @Operation(summary = "Make an account")
  @ResponseStatus(201)
  public UserAccount create(
      @RequestBodySchema(NewAccount.class) byte[] bytes, @Context ContainerRequestContext request) {
    NewAccount body = NewAccount.read(bytes);
    boolean admin = Boolean.TRUE.equals(body.isAdmin());
    Account made = accounts.create(actor(request), body.username(), body.password(), admin);
    return UserAccount.of(made);
  }

  @PATCH
  @Idempotent
  @Access(anonymous = Anonymous.NONE, scope = Scope.ADMIN)
  @RateLimited(RateLimit.SIGN_IN)
  @Path("/users/{id}")
  @Operation(
      summary =
          "Disable or enable an account, change whether it is an administrator's, set its password",
      description =
          "Disabling ends its sessions and access tokens, and its API tokens are not accepted any"
              + " more. A new password ends its sessions and access tokens.")
  public UserAccount change(
      @RestPath @IdOf("user") String id,
      @RequestBodySchema(UserChange.class) byte[] bytes,
      @Context ContainerRequestContext request) {
    long accountId = PathIds.parse("user", id);
    Account account = accounts.find(accountId).orElseThrow(() -> PathIds.notFound("user", id));
    UserChange change = UserChange.read(bytes, account.username());
    change.apply(accounts, actor(request), accountId);
    return UserAccount.of(accounts.find(accountId).orElseThrow(() -> PathIds.notFound("user", id)));
  }

  @POST
  @Idempotent
  @Path("/users/{id}/tokens")
  @Access(anonymous = Anonymous.NONE, scope = Scope.ADMIN)
  @Operation(summary = "Make an API token for an account; only this response shows its secret")
  @ResponseStatus(201)
  public ApiToken createToken(
      @RestPath @IdOf("user") String id,
      @RequestBodySchema(NewToken.class) byte[] bytes,
      @Context ContainerRequestContext request) {
    Account account =
        accounts.find(PathIds.parse("user", id)).orElseThrow(() -> PathIds.notFound("user", id));
    NewToken body = NewToken.read(bytes);
    body.checkAllowed(account.admin());
    return body.createToken(accounts.apiTokens(), actor(request), account.id());
  }

  @GET
  @Path("/audit")
  @Operation(summary = "List the audit log of all accounts, newest first")
  public List<AuditEntry> audit(
      @RestQuery @WholeNumber(min = 1) @Parameter(description = "Only entries with a smaller id")
          @Nullable String before,
      @RestQuery
          @WholeNumber(min = 1, max = AuditPage.MAX_LIMIT, defaultValue = AuditPage.DEFAULT_LIMIT)
          @Parameter(description = "Most entries of the response")
          @Nullable String limit) {
    AuditPage page = AuditPage.read(before, limit);
    return audit.listAll(page.before(), page.limit()).stream().map(AuditEntry::of).toList();
  }

  private static Actor actor(ContainerRequestContext request) {
    Caller caller = CallerContext.of(request);
    return caller.actor();
  }
}
