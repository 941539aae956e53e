package dev.candlewick.api.account;

import dev.candlewick.account.Accounts;
import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.access.RateLimit;
import dev.candlewick.api.access.RateLimited;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.api.http.PathIds;
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
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// Everybody's accounts, for administrators.
@Access(anonymous = Anonymous.NOBODY, scope = Scope.ADMIN)
@Path("/api/v1/admin")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Administration")
public final class AdminApi {
  private final Accounts accounts;
  private final AuditStore audit;

  public AdminApi(Accounts accounts, AuditStore audit) {
    this.accounts = accounts;
    this.audit = audit;
  }

  @GET
  @Path("/users")
  @Operation(summary = "All accounts in the order they were made; after=<id> goes on")
  public List<AccountView.User> users(
      @RestQuery @Nullable String after, @RestQuery @Nullable String limit) {
    FieldReader reader = new FieldReader();
    long first = reader.integer("query.after", after, 0, 0, Long.MAX_VALUE);
    int most = (int) reader.integer("query.limit", limit, 100, 1, 1000);
    reader.check();
    return accounts.list(first, most).stream().map(AccountView.User::of).toList();
  }

  @POST
  @Idempotent
  @RateLimited(RateLimit.SIGN_IN)
  @Path("/users")
  @Operation(summary = "Make an account")
  public Response create(byte[] bytes, @Context ContainerRequestContext request) {
    NewAccountBody body = NewAccountBody.ofAdmin(bytes);
    Account made = accounts.create(actor(request), body.username(), body.password(), body.admin());
    return Response.status(201).entity(AccountView.User.of(made)).build();
  }

  @PATCH
  @Idempotent
  @RateLimited(RateLimit.SIGN_IN)
  @Path("/users/{id}")
  @Operation(
      summary = "Disable or enable an account, make it an administrator's, set its password",
      description =
          "Disabling ends its sessions and access tokens, and its API tokens hold no more; a new"
              + " password ends its sessions and access tokens.")
  public AccountView.User change(
      @RestPath String id, byte[] bytes, @Context ContainerRequestContext request) {
    long accountId = PathIds.parse("user", id);
    Account account = accounts.find(accountId).orElseThrow(() -> PathIds.notFound("user", id));
    UserChange change = UserChange.read(bytes, account.username());
    change.apply(accounts, actor(request), accountId);
    return AccountView.User.of(
        accounts.find(accountId).orElseThrow(() -> PathIds.notFound("user", id)));
  }

  @POST
  @Idempotent
  @Path("/users/{id}/tokens")
  @Operation(summary = "Make an API token for an account; its secret is shown this once")
  public Response createToken(
      @RestPath String id, byte[] bytes, @Context ContainerRequestContext request) {
    Account account =
        accounts.find(PathIds.parse("user", id)).orElseThrow(() -> PathIds.notFound("user", id));
    NewTokenBody body = NewTokenBody.read(bytes);
    body.checkAllowed(account.admin());
    return Response.status(201)
        .entity(body.createToken(accounts.apiTokens(), actor(request), account.id()))
        .build();
  }

  @GET
  @Path("/audit")
  @Operation(summary = "What everybody did, newest first; before=<id> goes on")
  public List<AccountView.Entry> audit(
      @RestQuery @Nullable String before, @RestQuery @Nullable String limit) {
    AuditPage page = AuditPage.read(before, limit);
    return audit.listAll(page.before(), page.limit()).stream().map(AccountView.Entry::of).toList();
  }

  private static Actor actor(ContainerRequestContext request) {
    Caller caller = CallerContext.of(request);
    return caller.actor();
  }
}
