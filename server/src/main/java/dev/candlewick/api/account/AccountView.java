package dev.candlewick.api.account;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.candlewick.identity.Account;
import dev.candlewick.identity.Scope;
import dev.candlewick.store.account.ApiTokenStore.Token;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.store.account.SessionStore.Session;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Accounts and what belongs to them, as responses show them.
final class AccountView {
  private AccountView() {}

  /// An account that was registered or signed in.
  public record RegisteredAccount(long id, String username, Instant createdAt, boolean isAdmin) {
    static RegisteredAccount of(Account account) {
      return new RegisteredAccount(
          account.id(), account.username(), account.createdAt(), account.admin());
    }
  }

  /// The account of the caller.
  ///
  /// @param scopes what the credential allows
  public record OwnAccount(
      long id, String username, boolean isAdmin, Instant createdAt, List<Scope> scopes) {
    static OwnAccount of(Account account, Set<Scope> scopes) {
      return new OwnAccount(
          account.id(),
          account.username(),
          account.admin(),
          account.createdAt(),
          scopes.stream().sorted().toList());
    }
  }

  /// An account as an administrator sees it.
  public record UserAccount(
      long id,
      String username,
      boolean isAdmin,
      boolean disabled,
      @Nullable Instant disabledAt,
      Instant createdAt) {
    static UserAccount of(Account account) {
      return new UserAccount(
          account.id(),
          account.username(),
          account.admin(),
          account.disabled(),
          account.disabledAt(),
          account.createdAt());
    }
  }

  /// A signed-in browser.
  ///
  /// @param current whether it is the session of this request
  public record BrowserSession(
      long id,
      Instant createdAt,
      Instant lastUsedAt,
      Instant expiresAt,
      @Nullable String address,
      @Nullable String agent,
      boolean current) {
    static BrowserSession of(Session session, boolean current) {
      return new BrowserSession(
          session.id(),
          session.createdAt(),
          session.lastUsedAt(),
          session.expiresAt(),
          session.address(),
          session.agent(),
          current);
    }
  }

  /// An API token.
  ///
  /// @param issued whether a program made it by name and password
  /// @param token its secret, in the response that made it; null in all others
  public record ApiToken(
      long id,
      String name,
      List<Scope> scopes,
      boolean issued,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @Nullable String lastAddress,
      @Nullable String token) {
    static ApiToken of(Token token, @Nullable String secret) {
      return new ApiToken(
          token.id(),
          token.name(),
          token.scopes().stream().sorted().flatMap(text -> Scope.parse(text).stream()).toList(),
          token.issued(),
          token.createdAt(),
          token.expiresAt(),
          token.lastUsedAt(),
          token.lastAddress(),
          secret);
    }
  }

  /// An entry of the audit log.
  ///
  /// @param accountId the account that it concerns; null where it concerns none
  /// @param details a JSON object
  public record AuditEntry(
      long id,
      Instant happenedAt,
      @Nullable Long accountId,
      String actor,
      String credential,
      String action,
      @Nullable String target,
      @JsonRawValue String details,
      @Nullable String address) {
    static AuditEntry of(AuditStore.Entry entry) {
      return new AuditEntry(
          entry.id(),
          entry.happenedAt(),
          entry.accountId(),
          entry.actor(),
          entry.credential(),
          entry.action(),
          entry.target(),
          entry.details(),
          entry.address());
    }
  }
}
