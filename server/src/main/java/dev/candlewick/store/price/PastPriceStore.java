package dev.candlewick.store.price;

import dev.candlewick.store.Database;
import dev.candlewick.store.Times;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Polled prices as they were known at times of the past.
public final class PastPriceStore {
  private static final String SQL =
      """
      select asked.place, wanted.instrument_id, found.price, found.polled_at
      from unnest(:instruments) as wanted(instrument_id)
      cross join unnest(:times::timestamptz[]) with ordinality as asked(at, place)
      cross join lateral (
        select price, polled_at from tick
        where tick.instrument_id = wanted.instrument_id and quote = :quote
          and polled_at <= asked.at and polled_at > asked.at - :age * interval '1 microsecond'
        order by polled_at desc, tick_id desc
        limit 1
      ) as found
      """;

  private final Database database;

  public PastPriceStore(Database database) {
    this.database = database;
  }

  /// The last price that was polled at or before a time.
  ///
  /// @param place the index of the time in the request
  public record PastPrice(long instrumentId, int place, BigDecimal price, Instant polledAt) {}

  /// Returns the last price of each instrument at each time, in any order; none where the last poll
  /// is older than the age.
  public List<PastPrice> find(
      String quote, Collection<Long> instrumentIds, List<Instant> times, Duration age) {
    if (instrumentIds.isEmpty() || times.isEmpty()) return List.of();
    return database.read(
        "cannot read past prices",
        handle ->
            handle
                .createQuery(SQL)
                .bind("quote", quote)
                .bindArray("instruments", Long.class, instrumentIds.toArray())
                .bindArray("times", String.class, times.stream().map(Instant::toString).toArray())
                .bind("age", age.toNanos() / 1000)
                .map((row, context) ->
                    new PastPrice(
                        row.getLong("instrument_id"),
                        row.getInt("place") - 1,
                        row.getBigDecimal("price"),
                        Times.required(row, "polled_at")))
                .list());
  }
}
