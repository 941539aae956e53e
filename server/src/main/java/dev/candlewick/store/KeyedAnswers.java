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

/// The answers of writing operations that came with an idempotency key. An operation that is one
/// transaction has its answer stored in it: after a commit whose answer was lost, the same request
/// finds either both or none. All times are the database's.
public final class KeyedAnswers {
  /// How long an answer is kept.
  public static final Duration KEPT = Duration.ofHours(24);

  /// How long an operation of several transactions may take before another request may start it
  /// anew, because its process must have died.
  private static final Duration CLAIM = Duration.ofMinutes(5);

  private static final long SECONDS_KEPT = KEPT.toSeconds();
  private static final String WHERE = " where account_id = :account and key_hash = :key";
  private static final String VALID =
      " and created_at > clock_timestamp() - make_interval(secs => :kept)";

  private final Database database;

  public KeyedAnswers(Database database) {
    this.database = database;
  }

  /// A key of an account and the request that came with it, both as hashes.
  @SuppressWarnings("ArrayRecordComponent") // Compared by PostgreSQL and `Arrays` only.
  public record Key(long accountId, byte[] hash, byte[] request) {}

  /// The state of a key.
  public sealed interface Known {
    /// The same request was answered.
    @SuppressWarnings("ArrayRecordComponent")
    record Answered(byte[] answer) implements Known {}

    /// Another request came with it.
    record OtherRequest() implements Known {}

    /// The same request is being carried out.
    record UnderWay() implements Known {}
  }

  /// How a write ended: it was carried out now, or what is known of its key.
  ///
  /// @param <T> of its result
  public sealed interface Result<T> {
    /// It was carried out.
    record Done<T>(T value) implements Result<T> {}

    /// It was not, because of its key.
    record Before<T>(Known known) implements Result<T> {}
  }

  /// Ends a unit of work whose key has turned out to be taken.
  private static final class TakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Known known;

    TakenException(Known known) {
      super("the idempotency key is taken", null, false, false);
      this.known = known;
    }
  }

  /// What is known of a key; empty when it is new or has expired.
  public Optional<Known> find(Key key) {
    return database.read(
        key.accountId(), "cannot look up an idempotency key", handle -> find(handle, key));
  }

  private static Optional<Known> find(Handle handle, Key key) {
    return handle
        .createQuery(
            "select request_hash, answer from idempotency_key"
                + WHERE
                + VALID
                + " and (answer is not null or claimed_until > clock_timestamp())")
        .bind("account", key.accountId())
        .bind("key", key.hash())
        .bind("kept", SECONDS_KEPT)
        .map((row, context) -> known(key, row.getBytes("request_hash"), row.getBytes("answer")))
        .findOne();
  }

  private static Known known(Key key, byte[] request, byte @Nullable [] answer) {
    if (!Arrays.equals(request, key.request())) return new Known.OtherRequest();
    return answer == null ? new Known.UnderWay() : new Known.Answered(answer);
  }

  /// Carries out a write as one transaction, together with its answer. Of two at once the second
  /// waits for the first and finds its answer.
  ///
  /// @param answer what is stored of the write's result
  public <T> Result<T> inOneTransaction(Key key, Supplier<T> write, Function<T, byte[]> answer) {
    UnitOfWork unit = new UnitOfWork(database, handle -> claim(handle, key, null));
    try {
      return new Result.Done<>(
          unit.run(
              write,
              (handle, value) -> {
                database.claim(handle, key.accountId());
                keep(handle, key, answer.apply(value));
              }));
    } catch (TakenException e) {
      return new Result.Before<>(e.known);
    } catch (JdbiException e) {
      throw StoreFaults.of("cannot write under an idempotency key", e);
    }
  }

  /// Carries out a write of several transactions, each of which may be repeated without harm. Of
  /// two at once the second is refused.
  ///
  /// @param answer what is stored of the write's result
  public <T> Result<T> inSteps(Key key, Supplier<T> write, Function<T, byte[]> answer) {
    try {
      change(key, handle -> claim(handle, key, CLAIM));
    } catch (TakenException e) {
      return new Result.Before<>(e.known);
    }
    T value;
    try {
      value = write.get();
    } catch (RuntimeException | Error e) {
      release(key, e);
      throw e;
    }
    change(key, handle -> keep(handle, key, answer.apply(value)));
    return new Result.Done<>(value);
  }

  private void change(Key key, Consumer<Handle> change) {
    database.transaction(
        key.accountId(),
        "cannot keep an idempotency key",
        handle -> {
          change.accept(handle);
          return true;
        });
  }

  /// Waits a while for another transaction that has inserted the same key.
  private void claim(Handle handle, Key key, @Nullable Duration claim) {
    database.claim(handle, key.accountId());
    try {
      if (insert(handle, key, claim)) return;
    } catch (JdbiException e) {
      if (StoreFaults.of("", e).kind() != StoreException.Kind.BUSY) throw e;
      throw new TakenException(new Known.UnderWay());
    }
    throw new TakenException(find(handle, key).orElseGet(Known.UnderWay::new));
  }

  private static boolean insert(Handle handle, Key key, @Nullable Duration claim) {
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
            .bindByType("claim", claim == null ? null : claim.toSeconds(), Long.class)
            .bind("kept", SECONDS_KEPT)
            .execute()
        == 1;
  }

  private static void keep(Handle handle, Key key, byte[] answer) {
    handle
        .createUpdate("update idempotency_key set answer = :answer, claimed_until = null" + WHERE)
        .bind("account", key.accountId())
        .bind("key", key.hash())
        .bind("answer", answer)
        .execute();
  }

  /// So that the same request may be sent again at once; else its claim runs out.
  private void release(Key key, Throwable fault) {
    try {
      change(
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

  /// Removes the answers that are no longer kept; says how many.
  public long removeExpired() {
    return database.transaction(
        "cannot remove idempotency keys",
        handle ->
            handle
                .createQuery("select remove_expired_idempotency_keys(make_interval(secs => :kept))")
                .bind("kept", SECONDS_KEPT)
                .mapTo(Long.class)
                .one());
  }
}
