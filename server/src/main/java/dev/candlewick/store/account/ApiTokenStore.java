package dev.candlewick.store.account;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import dev.candlewick.store.Database;
import dev.candlewick.store.Times;
import dev.candlewick.store.account.AuditStore.Event;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// API tokens, each by the SHA-256 of its secret.
public final class ApiTokenStore {
  private static final String COLUMNS =
      "t.token_id, t.name, t.issued, t.scopes, t.created_at as made_at, t.expires_at, t.last_used_at,"
          + " t.last_address";

  private static final RowMapper<Token> MAPPER =
      (row, context) ->
          new Token(
              row.getLong("token_id"),
              row.getString("name"),
              row.getBoolean("issued"),
              Set.of((String[]) row.getArray("scopes").getArray()),
              Times.required(row, "made_at"),
              Times.nullable(row, "expires_at"),
              Times.nullable(row, "last_used_at"),
              row.getString("last_address"));

  private final Database database;

  public ApiTokenStore(Database database) {
    this.database = database;
  }

  /// A token without its secret, which is not stored.
  ///
  /// @param issued created by username and password for a program, not by a user
  /// @param scopes as texts: `market:write`
  public record Token(
      long id,
      String name,
      boolean issued,
      Set<String> scopes,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt,
      @Nullable String lastAddress) {
    public Token {
      scopes = Set.copyOf(scopes);
    }
  }

  /// A token and its account.
  public record OwnedToken(Token token, Account account) {}

  /// A token to be created.
  public record NewToken(
      String name, boolean issued, Set<String> scopes, @Nullable Instant expiresAt) {
    public NewToken {
      scopes = Set.copyOf(scopes);
    }
  }

  /// Stores a token created by a user; empty when the account has the maximum number.
  public Optional<Token> create(
      Actor actor, long accountId, NewToken newToken, byte[] secretHash, int maxTokens) {
    return database.transaction(
        "cannot store an API token",
        handle -> {
          lock(handle, accountId);
          return count(handle, accountId) < maxTokens
              ? Optional.of(insert(handle, actor, accountId, newToken, secretHash))
              : Optional.empty();
        });
  }

  /// Stores a token created by username and password; only the newest of that kind stay. Empty when
  /// the account's credentials have ended since they were checked.
  public Optional<Token> issue(
      Account account, Actor actor, NewToken newToken, byte[] secretHash, int newest) {
    return database.changeCredentials(
        account.id(),
        "cannot store an API token",
        handle -> {
          if (!AccountRows.lockIfValid(handle, account)) return Optional.empty();
          Token token = insert(handle, actor, account.id(), newToken, secretHash);
          handle
              .createUpdate(
                  "delete from api_token where account_id = :account and issued and token_id not in"
                      + " (select token_id from api_token where account_id = :account and issued"
                      + " order by token_id desc limit :newest)")
              .bind("account", account.id())
              .bind("newest", newest)
              .execute();
          return Optional.of(token);
        });
  }

  private static void lock(Handle handle, long accountId) {
    handle
        .createQuery("select account_id from account where account_id = :account for update")
        .bind("account", accountId)
        .mapTo(Long.class)
        .one();
  }

  private static int count(Handle handle, long accountId) {
    return handle
        .createQuery("select count(*) from api_token where account_id = :account and not issued")
        .bind("account", accountId)
        .mapTo(Integer.class)
        .one();
  }

  private static Token insert(
      Handle handle, Actor actor, long accountId, NewToken newToken, byte[] secretHash) {
    Token token =
        handle
            .createQuery(
                "insert into api_token as t (account_id, name, issued, secret_hash, scopes, expires_at)"
                    + " values (:account, :name, :issued, :hash, :scopes, :expires) returning "
                    + COLUMNS)
            .bind("account", accountId)
            .bind("name", newToken.name())
            .bind("issued", newToken.issued())
            .bind("hash", secretHash)
            .bindArray("scopes", String.class, newToken.scopes().stream().sorted().toArray())
            .bind("expires", Times.utcOrNull(newToken.expiresAt()))
            .map(MAPPER)
            .one();
    AuditStore.append(
        handle,
        actor,
        new Event(
            accountId,
            "token.create",
            Long.toString(token.id()),
            Map.of("name", token.name(), "scopes", String.join(" ", newToken.scopes()))));
    return token;
  }

  public Optional<OwnedToken> find(byte[] secretHash) {
    return database.read(
        "cannot look up an API token",
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + ", "
                        + AccountRows.COLUMNS
                        + " from api_token t join account a using (account_id)"
                        + " where t.secret_hash = :hash")
                .bind("hash", secretHash)
                .map((row, context) ->
                    new OwnedToken(MAPPER.map(row, context), AccountRows.read(row)))
                .findOne());
  }

  /// Returns those of these tokens that were not revoked.
  public List<Token> findAll(Collection<Long> tokenIds) {
    if (tokenIds.isEmpty()) return List.of();
    return database.read(
        "cannot look up API tokens",
        handle ->
            handle
                .createQuery("select " + COLUMNS + " from api_token t where t.token_id = any(:ids)")
                .bindArray("ids", Long.class, tokenIds.toArray())
                .map(MAPPER)
                .list());
  }

  /// Records the use of a token; the audit log gets it once an hour.
  ///
  /// @param previous the token as it was found; of two simultaneous uses one is recorded
  public void touch(Actor actor, Token previous, Instant now, boolean audited) {
    database.run(
        "cannot record the use of an API token",
        handle -> {
          int updated =
              handle
                  .createUpdate(
                      "update api_token set last_used_at = :now, last_address = :address"
                          + " where token_id = :token and last_used_at is not distinct from :seen")
                  .bind("token", previous.id())
                  .bind("now", Times.utc(now))
                  .bind("address", actor.address())
                  .bind("seen", Times.utcOrNull(previous.lastUsedAt()))
                  .execute();
          if (updated == 0 || !audited) return;
          AuditStore.append(
              handle,
              actor,
              new Event(actor.accountId(), "token.use", Long.toString(previous.id()), Map.of()));
        });
  }

  /// Returns an account's tokens, newest first.
  public List<Token> list(long accountId) {
    return database.read(
        "cannot list API tokens",
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from api_token t where t.account_id = :account"
                        + " order by t.token_id desc")
                .bind("account", accountId)
                .map(MAPPER)
                .list());
  }

  /// Revokes a token of the actor's account; false when there is none of that id.
  public boolean revoke(Actor actor, long tokenId) {
    return database.changeCredentials(
        actor.accountId(),
        "cannot revoke an API token",
        handle -> {
          int deleted =
              handle
                  .createUpdate(
                      "delete from api_token where account_id = :account and token_id = :token")
                  .bind("account", actor.accountId())
                  .bind("token", tokenId)
                  .execute();
          if (deleted == 0) return false;
          AuditStore.append(
              handle,
              actor,
              new Event(actor.accountId(), "token.end", Long.toString(tokenId), Map.of()));
          return true;
        });
  }
}
