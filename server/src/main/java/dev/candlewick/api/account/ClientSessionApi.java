package dev.candlewick.api.account;

import dev.candlewick.account.Accounts;
import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.access.PublicWorkspaceRule;
import dev.candlewick.api.access.PublicWorkspaceRule.RequestOrigin;
import dev.candlewick.api.access.SessionCookie;
import dev.candlewick.api.account.AccountView.RegisteredAccount;
import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.identity.Account;
import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Scope;
import dev.candlewick.settings.HttpSettings;
import dev.candlewick.store.Database;
import dev.candlewick.store.candle.SeriesStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What a client is and may do here, with one request and without an error for a client that is not
/// signed in.
@Access(anonymous = Anonymous.ALL)
@Path("/api/v1/session")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Accounts")
public final class ClientSessionApi {
  private final Accounts accounts;
  private final SeriesStore series;
  private final Database database;
  private final HttpSettings settings;
  private final Installation installation;
  private final InstantSource clock;

  /// The program of this server and its data home.
  ///
  /// @param home null with an external database
  public record Installation(String version, @Nullable String home) {}

  /// Whose data a client works on: its account's, or the public workspace's.
  public enum Workspace {
    ACCOUNT,
    PUBLIC;

    /// As it is written: `public`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Whether a browser can sign in over its connection.
  public enum SignInState {
    POSSIBLE,
    NEEDS_TLS;

    /// As it is written: `needs_tls`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What a client is and may do.
  ///
  /// @param account null without credentials
  /// @param workspace null for a client that has none
  /// @param mayWrite whether it may fetch and post market data
  public record ClientSession(
      @Nullable RegisteredAccount account,
      @Nullable Workspace workspace,
      boolean mayWrite,
      SignInState signIn,
      SetupState setup,
      ServerState server) {}

  /// How far the installation is set up.
  ///
  /// @param needsAdministrator whether there is no administrator
  /// @param empty whether there is neither an account nor a series
  public record SetupState(boolean needsAdministrator, boolean empty) {}

  /// The server.
  ///
  /// @param home the data home of the embedded database; null with another database, and for a
  ///   client on another machine
  public record ServerState(String version, String database, @Nullable String home, Instant time) {}

  public ClientSessionApi(
      Accounts accounts,
      SeriesStore series,
      Database database,
      HttpSettings settings,
      Installation installation,
      InstantSource clock) {
    this.accounts = accounts;
    this.series = series;
    this.database = database;
    this.settings = settings;
    this.installation = installation;
    this.clock = clock;
  }

  @GET
  @Operation(
      summary = "Read what the client is and may do here",
      description = "For a user interface; a client without credentials gets a response, too.")
  public ClientSession get(
      @Context ContainerRequestContext context, @Context HttpServerRequest request) {
    Caller caller = CallerContext.of(context);
    ClientAddress client = ClientAddress.of(context);
    Account account = caller.isAnonymous() ? null : accounts.find(caller.accountId()).orElseThrow();
    Workspace workspace = workspace(account, context, request);
    return new ClientSession(
        account == null ? null : RegisteredAccount.of(account),
        workspace,
        workspace != null && caller.scopes().contains(Scope.MARKET_WRITE),
        SessionCookie.isAllowed(client, settings) ? SignInState.POSSIBLE : SignInState.NEEDS_TLS,
        setup(),
        new ServerState(
            installation.version(),
            productVersion(database.queryVersion()),
            client.isLocal() ? installation.home() : null,
            clock.instant()));
  }

  private SetupState setup() {
    boolean empty = !accounts.hasAccounts() && series.list(null, null, null).isEmpty();
    return new SetupState(!accounts.hasAdministrator(), empty);
  }

  private @Nullable Workspace workspace(
      @Nullable Account account, ContainerRequestContext context, HttpServerRequest request) {
    if (account != null) return Workspace.ACCOUNT;
    RequestOrigin origin = RequestOrigin.of(context, request);
    String reason = PublicWorkspaceRule.rejectionReason(settings.anonymousWrites(), origin);
    return reason == null ? Workspace.PUBLIC : null;
  }

  /// `PostgreSQL 18.1` of PostgreSQL's description of itself, which goes on with its compiler.
  private static String productVersion(String description) {
    return String.join(" ", List.of(description.split(" ", 3)).subList(0, 2));
  }
}
