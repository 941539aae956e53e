package dev.candlewick.store;

import dev.candlewick.market.Interval;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Corrections and conflicts: what venues have changed in, or stated against, data that was stored
/// as final.
public final class RevisionStore {
  private static final String QUERY =
      """
      select (select coalesce(sum(correction_count), 0) from series) as corrections,
        (select count(*) from candle_correction where replaced_at > now() - interval '1 day')
          as last_day,
        (select count(*) from market_print_conflict) as conflicts,
        n.provider, n.symbol, n.interval, n.open_time, n.replaced_at
      from (values (1)) one
      left join lateral (
        select s.provider, s.symbol, s.interval, c.open_time, c.replaced_at
        from candle_correction c join series s using (series_id)
        order by c.replaced_at desc limit 1) n on true
      """;

  private final Database database;

  public RevisionStore(Database database) {
    this.database = database;
  }

  /// The counts over all processes of the database.
  ///
  /// @param correctedCandles since the beginning
  /// @param correctedLastDay in the last 24 hours
  /// @param conflictingPrints prints that a venue stated under the id of another one
  /// @param newest the last correction; null when there is none
  public record Revisions(
      long correctedCandles,
      long correctedLastDay,
      long conflictingPrints,
      @Nullable NewestCorrection newest) {}

  /// The candle that was corrected last.
  public record NewestCorrection(
      String provider, String symbol, Interval interval, Instant openTime, Instant correctedAt) {}

  public Revisions read() {
    return database.read("cannot read the corrections", RevisionStore::read);
  }

  static Revisions read(Handle handle) {
    return handle
        .createQuery(QUERY)
        .map((row, context) -> {
          Instant opened = Times.nullable(row, "open_time");
          NewestCorrection newest =
              opened == null
                  ? null
                  : new NewestCorrection(
                      row.getString("provider"),
                      row.getString("symbol"),
                      Interval.parse(row.getString("interval")).orElseThrow(),
                      opened,
                      Times.required(row, "replaced_at"));
          return new Revisions(
              row.getLong("corrections"),
              row.getLong("last_day"),
              row.getLong("conflicts"),
              newest);
        })
        .one();
  }
}
