package dev.candlewick.store.listing;

import dev.candlewick.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The budget and the bans of every venue, by the database's clock, so that all processes agree:
/// neither instants of a process's own clock nor instants of the database's are parameters or
/// results.
public final class VenueStore {
  private static final RowMapper<Budget> MAPPER =
      (row, context) ->
          new Budget(
              row.getInt("used"),
              readDuration(row, "held"),
              row.getString("hold_reason"),
              Duration.of(row.getLong("minute_left"), ChronoUnit.MICROS));
  private static final String READ =
      "select case when minute = date_trunc('minute', t.now) then used_weight else 0 end as used,"
          + " case when held_until > t.now"
          + " then (extract(epoch from held_until - t.now) * 1000000)::bigint end as held,"
          + " hold_reason, (extract(epoch from date_trunc('minute', t.now) + interval '1 minute'"
          + " - t.now) * 1000000)::bigint as minute_left"
          + " from venue, (select clock_timestamp() as now) t where venue = :venue";

  private final Database database;

  public VenueStore(Database database) {
    this.database = database;
  }

  /// The state of a venue's current minute.
  ///
  /// @param heldFor how much longer requests are held; null when they are not
  /// @param minuteLeft how long until the used weight starts again at zero
  public record Budget(
      int used, @Nullable Duration heldFor, @Nullable String reason, Duration minuteLeft) {}

  /// Takes weight from the current minute; null when taken, else how long to wait before the next
  /// request.
  public @Nullable Duration reserve(String venue, int weight, int limit) {
    return change(
        "cannot reserve weight at " + venue,
        venue,
        handle -> {
          Budget budget = read(handle, venue);
          if (budget.heldFor() != null) return budget.heldFor();
          if (budget.used() > 0 && budget.used() + weight > limit) return budget.minuteLeft();
          setUsed(handle, venue, budget.used() + weight);
          return null;
        });
  }

  /// Raises the current minute's weight to the venue's own figure.
  public void raiseUsed(String venue, int weight) {
    change(
        "cannot record the weight at " + venue,
        venue,
        handle -> {
          if (weight > read(handle, venue).used()) setUsed(handle, venue, weight);
          return null;
        });
  }

  /// Holds all requests to a venue for that time; never shortens a hold. Durable when this returns.
  public void hold(String venue, Duration length, String reason) {
    database.run(
        "cannot hold " + venue,
        handle ->
            handle
                .createUpdate(
                    "insert into venue as v (venue, held_until, hold_reason)"
                        + " values (:venue, clock_timestamp() + :micros * interval '1 microsecond',"
                        + " :reason) on conflict (venue) do update set hold_reason = case"
                        + " when v.held_until > excluded.held_until then v.hold_reason"
                        + " else :reason end,"
                        + " held_until = greatest(v.held_until, excluded.held_until)")
                .bind("venue", venue)
                .bind("micros", length.dividedBy(ChronoUnit.MICROS.getDuration()))
                .bind("reason", reason)
                .execute());
  }

  public Budget budget(String venue) {
    return database.read("cannot read the budget of " + venue, handle -> read(handle, venue));
  }

  private interface Change {
    @Nullable Duration apply(Handle handle);
  }

  /// Runs a change that a crash may lose: at worst a minute's budget is counted from zero until the
  /// venue's own header corrects it.
  private @Nullable Duration change(String errorMessage, String venue, Change change) {
    Duration[] result = new Duration[1];
    database.run(
        errorMessage,
        handle -> {
          handle.execute("set local synchronous_commit = off");
          handle.execute("insert into venue (venue) values (?) on conflict do nothing", venue);
          handle.execute("select from venue where venue = ? for update", venue);
          Duration wait = change.apply(handle);
          if (wait != null) result[0] = wait;
        });
    return result[0];
  }

  private static @Nullable Duration readDuration(ResultSet row, String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? null : Duration.of(micros, ChronoUnit.MICROS);
  }

  private static Budget read(Handle handle, String venue) {
    return handle
        .createQuery(READ)
        .bind("venue", venue)
        .map(MAPPER)
        .findOne()
        .orElseGet(() -> new Budget(0, null, null, Duration.ZERO));
  }

  private static void setUsed(Handle handle, String venue, int used) {
    handle.execute(
        "update venue set used_weight = ?, minute = date_trunc('minute', clock_timestamp())"
            + " where venue = ?",
        used,
        venue);
  }
}
