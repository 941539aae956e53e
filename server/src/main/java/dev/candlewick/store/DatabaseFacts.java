package dev.candlewick.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The facts about a database that `doctor` reports.
///
/// @param schema its last migration; null before the first
/// @param newestSchema the last migration this program has
/// @param applicationRole whether the login may act as the application's role
/// @param unprotected account tables without forced row-level security
/// @param clockAhead how far its clock is ahead of this machine's
/// @param newestPrice when a price was last polled; null when none ever was
/// @param revisions null when the schema is older than this program's
/// @param processes how many connections of running servers and commands there are
public record DatabaseFacts(
    String version,
    String encoding,
    @Nullable String schema,
    String newestSchema,
    boolean applicationRole,
    List<String> unprotected,
    Duration clockAhead,
    @Nullable Instant newestPrice,
    RevisionStore.@Nullable Revisions revisions,
    long processes) {
  private static final List<String> PROTECTED =
      List.of(
          "deleted_position", "journal_position", "ledger_transaction", "preference", "watch_list");

  public DatabaseFacts {
    unprotected = List.copyOf(unprotected);
  }

  /// Reads the facts of a database, with its owner's login and the server's.
  public static DatabaseFacts read(
      Database.Login owner, Database.Login application, InstantSource clock) {
    try {
      boolean role =
          OwnerConnection.of(application, "candlewick doctor")
              .withHandle(DatabaseFacts::mayActAsApplication);
      return OwnerConnection.of(owner, "candlewick doctor")
          .withHandle(handle -> read(handle, role, Schema.newest(owner), clock));
    } catch (JdbiException e) {
      throw SqlErrors.translate("cannot inspect the database of " + owner, e);
    }
  }

  private static DatabaseFacts read(
      Handle handle, boolean role, String newest, InstantSource clock) {
    Optional<String> schema = Schema.current(handle);
    return new DatabaseFacts(
        queryText(handle, "show server_version"),
        queryText(handle, "show server_encoding"),
        schema.orElse(null),
        newest,
        role,
        unprotected(handle),
        measureClockAhead(handle, clock),
        hasTable(handle, "tick") ? newestPrice(handle) : null,
        hasTable(handle, "market_print_conflict") ? RevisionStore.read(handle) : null,
        handle
            .createQuery(
                "select count(*) from pg_stat_activity where datname = current_database()"
                    + " and application_name = 'candlewick'")
            .mapTo(Long.class)
            .one());
  }

  private static String queryText(Handle handle, String query) {
    return handle.createQuery(query).mapTo(String.class).one();
  }

  private static boolean hasTable(Handle handle, String table) {
    return !DatabaseTables.findPresent(handle, List.of(table)).isEmpty();
  }

  static boolean mayActAsApplication(Handle handle) {
    return handle
        .createQuery(
            "select coalesce((select pg_has_role(oid, 'SET') from pg_roles"
                + " where rolname = 'candlewick_app'), false)")
        .mapTo(Boolean.class)
        .one();
  }

  private static List<String> unprotected(Handle handle) {
    return handle
        .createQuery(
            "select relname::text from pg_class where relnamespace = 'public'::regnamespace"
                + " and relname = any(:tables) and not (relrowsecurity and relforcerowsecurity)")
        .bindArray("tables", String.class, PROTECTED.toArray())
        .mapTo(String.class)
        .list();
  }

  private static @Nullable Instant newestPrice(Handle handle) {
    return handle
        .createQuery("select max(polled_at) as at from tick")
        .map((row, context) -> Optional.ofNullable(Times.nullable(row, "at")))
        .one()
        .orElse(null);
  }

  /// Measures the clock against the middle of the query, so that the round trip does not count.
  private static Duration measureClockAhead(Handle handle, InstantSource clock) {
    Instant before = clock.instant();
    Instant serverTime =
        handle
            .createQuery("select clock_timestamp() as at")
            .map((row, context) -> Times.required(row, "at"))
            .one();
    Duration roundTrip = Duration.between(before, clock.instant());
    return Duration.between(before.plus(roundTrip.dividedBy(2)), serverTime);
  }
}
