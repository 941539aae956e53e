package dev.candlewick.store;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The budget and the bans of every venue, by the database's clock, so that all processes agree.
public final class VenueStore {
  private static final RowMapper<Budget> MAPPER =
      (row, context) ->
          new Budget(
              row.getInt("used"),
              Times.nullable(row, "held_until"),
              row.getString("hold_reason"),
              Times.required(row, "next_minute"));
  private static final String READ =
      "select case when minute = date_trunc('minute', clock_timestamp()) then used_weight else 0 end"
          + " as used, case when held_until > clock_timestamp() then held_until end as held_until,"
          + " hold_reason, date_trunc('minute', clock_timestamp()) + interval '1 minute'"
          + " as next_minute from venue where venue = :venue";

  private final Database database;

  public VenueStore(Database database) {
    this.database = database;
  }

  /// What is known of a venue's running minute.
  ///
  /// @param heldUntil null when nothing holds
  /// @param nextMinute when the used weight begins anew
  public record Budget(
      int used, @Nullable Instant heldUntil, @Nullable String reason, Instant nextMinute) {}

  /// Takes weight out of the running minute; null when taken, else when to ask again.
  public @Nullable Instant reserve(String venue, int weight, int limit) {
    return change(
        "cannot reserve weight at " + venue,
        venue,
        handle -> {
          Budget budget = read(handle, venue);
          if (budget.heldUntil() != null) return budget.heldUntil();
          if (budget.used() > 0 && budget.used() + weight > limit) return budget.nextMinute();
          setUsed(handle, venue, budget.used() + weight);
          return null;
        });
  }

  /// Raises the running minute's weight to what the venue says.
  public void used(String venue, int weight) {
    change(
        "cannot note the weight at " + venue,
        venue,
        handle -> {
          if (weight > read(handle, venue).used()) setUsed(handle, venue, weight);
          return null;
        });
  }

  /// Holds all requests to a venue until then; never shortens a hold. Durable when this returns.
  public void hold(String venue, Instant until, String reason) {
    database.run(
        "cannot hold " + venue,
        handle ->
            handle
                .createUpdate(
                    "insert into venue as v (venue, held_until, hold_reason)"
                        + " values (:venue, :until, :reason) on conflict (venue) do update set"
                        + " hold_reason = case when v.held_until > :until then v.hold_reason"
                        + " else :reason end, held_until = greatest(v.held_until, :until)")
                .bind("venue", venue)
                .bind("until", Times.utc(until))
                .bind("reason", reason)
                .execute());
  }

  public Budget budget(String venue) {
    return database.read(
        "cannot read the budget of " + venue, handle -> read(handle, venue));
  }

  private interface Change {
    @Nullable Instant on(Handle handle);
  }

  /// A change that may be lost with a crash: at worst a minute's budget is counted from zero while
  /// the venue's own header corrects it.
  private @Nullable Instant change(String what, String venue, Change change) {
    Instant[] answer = new Instant[1];
    database.run(
        what,
        handle -> {
          handle.execute("set local synchronous_commit = off");
          handle.execute("insert into venue (venue) values (?) on conflict do nothing", venue);
          handle.execute("select from venue where venue = ? for update", venue);
          Instant until = change.on(handle);
          if (until != null) answer[0] = until;
        });
    return answer[0];
  }

  private static Budget read(Handle handle, String venue) {
    return handle
        .createQuery(READ)
        .bind("venue", venue)
        .map(MAPPER)
        .findOne()
        .orElseGet(() -> new Budget(0, null, null, Instant.EPOCH));
  }

  private static void setUsed(Handle handle, String venue, int used) {
    handle.execute(
        "update venue set used_weight = ?, minute = date_trunc('minute', clock_timestamp())"
            + " where venue = ?",
        used,
        venue);
  }
}
