package dev.candlewick.store;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The stored responses of writing operations that came with an idempotency key. An operation that
/// is one transaction stores its response in it: after a commit whose response was lost, the same
/// request finds either both or none. All times are the database's.
public final class IdempotencyStore {
  /// How long a response is stored.
  public static final Duration RETENTION = Duration.ofHours(24);

  /// How long an operation of several transactions may take before another request may start it
  /// again, because its process must have died.
  private static final Duration CLAIM_TIMEOUT = Duration.ofMinutes(5);

  private static final long RETENTION_SECONDS = RETENTION.toSeconds();
  private static final String WHERE = " where account_id = :account and key_hash = :key";
  private static final String VALID =
      " and created_at > clock_timestamp() - make_interval(secs => :kept)";

  private final Database database;

  public IdempotencyStore(Database database) {
    this.database = database;
  }

  /// A key of an account and the request that came with it, both as hashes.
  @SuppressWarnings("ArrayRecordComponent") // Compared by PostgreSQL and `Arrays` only.
  public record Key(long accountId, byte[] hash, byte[] request) {}

  /// The state of a key.
  public sealed interface KeyState {
    /// The same request has completed.
    @SuppressWarnings("ArrayRecordComponent")
    record Completed(byte[] response) implements KeyState {}

    /// Another request came with the key.
    record DifferentRequest() implements KeyState {}

    /// The same request is being executed.
    record InProgress() implements KeyState {}
  }

  /// The result of a write: its value when it was executed now, else the state of its key.
  ///
  /// @param <T> the type of the value
  public sealed interface Result<T> {
    /// The write was executed.
    record Executed<T>(T value) implements Result<T> {}

    /// The write was not executed because of its key.
    record NotExecuted<T>(KeyState state) implements Result<T> {}
  }

  /// Ends a unit of work whose key is in use.
  private static final class KeyTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient KeyState state;

    KeyTakenException(KeyState state) {
      super("the idempotency key is in use", null, false, false);
      this.state = state;
    }
  }

  /// Returns the state of a key; empty when it is new or has expired.
  public Optional<KeyState> find(Key key) {
    return database.read(
        key.accountId(), "cannot look up an idempotency key", handle -> find(handle, key));
  }

  private static Optional<KeyState> find(Handle handle, Key key) {
    return handle
        .createQuery(
            "select request_hash, answer from idempotency_key"
                + WHERE
                + VALID
                + " and (answer is not null or claimed_until > clock_timestamp())")
        .bind("account", key.accountId())
        .bind("key", key.hash())
        .bind("kept", RETENTION_SECONDS)
        .map((row, context) -> keyState(key, row.getBytes("request_hash"), row.getBytes("answer")))
        .findOne();
  }

  private static KeyState keyState(Key key, byte[] request, byte @Nullable [] response) {
    if (!Arrays.equals(request, key.request())) return new KeyState.DifferentRequest();
    return response == null ? new KeyState.InProgress() : new KeyState.Completed(response);
  }

  /// Executes a write as one transaction, together with its response. Of two simultaneous requests
  /// the second waits for the first and finds its response.
  ///
  /// @param response maps the write's result to the response to store
  public <T> Result<T> runInTransaction(Key key, Supplier<T> write, Function<T, byte[]> response) {
    UnitOfWork unit = new UnitOfWork(database, handle -> claim(handle, key, null));
    try {
      return new Result.Executed<>(
          unit.run(
              write,
              (handle, value) -> {
                database.setIdentity(handle, key.accountId());
                saveResponse(handle, key, response.apply(value));
              }));
    } catch (KeyTakenException e) {
      return new Result.NotExecuted<>(e.state);
    } catch (JdbiException e) {
      throw SqlErrors.translate("cannot write under an idempotency key", e);
    }
  }

  /// Executes a write of several transactions, each of which may be repeated without harm. Of two
  /// simultaneous requests the second is rejected.
  ///
  /// @param response maps the write's result to the response to store
  public <T> Result<T> runInSteps(Key key, Supplier<T> write, Function<T, byte[]> response) {
    try {
      changeKey(key, handle -> claim(handle, key, CLAIM_TIMEOUT));
    } catch (KeyTakenException e) {
      return new Result.NotExecuted<>(e.state);
    }
    T value;
    try {
      value = write.get();
    } catch (RuntimeException | Error e) {
      release(key, e);
      throw e;
    }
    changeKey(key, handle -> saveResponse(handle, key, response.apply(value)));
    return new Result.Executed<>(value);
  }

  private void changeKey(Key key, Consumer<Handle> change) {
    database.transaction(
        key.accountId(),
        "cannot store an idempotency key",
        handle -> {
          change.accept(handle);
          return true;
        });
  }

  /// Claims the key. Waits, up to the lock timeout, for another transaction that has inserted the
  /// same key.
  private void claim(Handle handle, Key key, @Nullable Duration claimTimeout) {
    database.setIdentity(handle, key.accountId());
    try {
      if (insert(handle, key, claimTimeout)) return;
    } catch (JdbiException e) {
      if (SqlErrors.translate("", e).kind() != StoreException.Kind.BUSY) throw e;
      throw new KeyTakenException(new KeyState.InProgress());
    }
    throw new KeyTakenException(find(handle, key).orElseGet(KeyState.InProgress::new));
  }

  private static boolean insert(Handle handle, Key key, @Nullable Duration claimTimeout) {
    return handle
            .createUpdate(
                "insert into idempotency_key as k"
                    + " (account_id, key_hash, request_hash, claimed_until)"
                    + " values (:account, :key, :request,"
                    + " clock_timestamp() + make_interval(secs => :claim))"
                    + " on conflict (account_id, key_hash) do update set"
                    + " request_hash = :request, answer = null, created_at = clock_timestamp(),"
                    + " claimed_until = clock_timestamp() + make_interval(secs => :claim)"
                    + " where k.created_at <= clock_timestamp() - make_interval(secs => :kept)"
                    + " or k.answer is null and k.claimed_until <= clock_timestamp()")
            .bind("account", key.accountId())
            .bind("key", key.hash())
            .bind("request", key.request())
            .bindByType("claim", claimTimeout == null ? null : claimTimeout.toSeconds(), Long.class)
            .bind("kept", RETENTION_SECONDS)
            .execute()
        == 1;
  }

  private static void saveResponse(Handle handle, Key key, byte[] response) {
    handle
        .createUpdate("update idempotency_key set answer = :answer, claimed_until = null" + WHERE)
        .bind("account", key.accountId())
        .bind("key", key.hash())
        .bind("answer", response)
        .execute();
  }

  /// Releases the claim, so that the same request may be sent again immediately; otherwise the
  /// claim expires.
  private void release(Key key, Throwable fault) {
    try {
      changeKey(
          key,
          handle ->
              handle
                  .createUpdate("delete from idempotency_key" + WHERE + " and answer is null")
                  .bind("account", key.accountId())
                  .bind("key", key.hash())
                  .execute());
    } catch (StoreException e) {
      fault.addSuppressed(e);
    }
  }

  /// Removes the expired responses and returns their number.
  public long removeExpired() {
    return database.transaction(
        "cannot remove idempotency keys",
        handle ->
            handle
                .createQuery("select remove_expired_idempotency_keys(make_interval(secs => :kept))")
                .bind("kept", RETENTION_SECONDS)
                .mapTo(Long.class)
                .one());
  }
}
