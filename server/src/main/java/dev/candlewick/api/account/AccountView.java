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

/// Accounts and what belongs to them, as answers show them.
final class AccountView {
  private AccountView() {}

  /// An account as it is answered to who registered it.
  public record Registered(long id, String username, Instant createdAt, boolean isAdmin) {
    static Registered of(Account account) {
      return new Registered(account.id(), account.username(), account.createdAt(), account.admin());
    }
  }

  /// Who asks.
  ///
  /// @param scopes what the credential allows
  public record Me(
      long id, String username, boolean isAdmin, Instant createdAt, List<String> scopes) {
    static Me of(Account account, Set<Scope> scopes) {
      return new Me(
          account.id(),
          account.username(),
          account.admin(),
          account.createdAt(),
          scopes.stream().sorted().map(Scope::text).toList());
    }
  }

  /// An account as an administrator sees it.
  public record User(
      long id,
      String username,
      boolean isAdmin,
      boolean disabled,
      @Nullable Instant disabledAt,
      Instant createdAt) {
    static User of(Account account) {
      return new User(
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
  /// @param current whether it is the one that asks
  public record SignedIn(
      long id,
      Instant createdAt,
      Instant lastUsedAt,
      Instant expiresAt,
      @Nullable String address,
      @Nullable String agent,
      boolean current) {
    static SignedIn of(Session session, boolean current) {
      return new SignedIn(
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
  /// @param token its secret, in the one answer that shows it; else null
  /// @param issued made by name and password for a program
  public record Key(
      long id,
      String name,
      List<String> scopes,
      boolean issued,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @Nullable String lastAddress,
      @Nullable String token) {
    static Key of(Token token, @Nullable String secret) {
      return new Key(
          token.id(),
          token.name(),
          token.scopes().stream().sorted().toList(),
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
  /// @param accountId whose account it touched
  /// @param details a JSON object
  public record Entry(
      long id,
      Instant happenedAt,
      @Nullable Long accountId,
      String actor,
      String credential,
      String action,
      @Nullable String target,
      @JsonRawValue String details,
      @Nullable String address) {
    static Entry of(AuditStore.Entry entry) {
      return new Entry(
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
