package dev.candlewick.store.price;

import dev.candlewick.market.Grid;
import dev.candlewick.market.TickSums;
import dev.candlewick.store.Database;
import dev.candlewick.store.Times;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.statement.Query;

/// Summaries of the ticks of many instruments from one source, each kind by one query for all of
/// them.
public final class TickSummaryStore {
  /// The ranges as rows `w`; times are passed as microseconds since 1970.
  private static final String RANGES =
      """
      (select instrument_id, place, timestamptz 'epoch' + from_micros * interval '1 microsecond'
          as from_time, timestamptz 'epoch' + to_micros * interval '1 microsecond' as to_time
        from unnest(:ids::bigint[], :froms::bigint[], :tos::bigint[])
          with ordinality given(instrument_id, from_micros, to_micros, place)) w
      """;

  private static final String NEWEST =
      """
      select w.instrument_id, t.polled_at, t.price
        from unnest(:ids::bigint[]) w(instrument_id) cross join lateral (
          select polled_at, price from tick where instrument_id = w.instrument_id
              and quote = :quote and source = :source
            order by polled_at desc, tick_id desc limit 1) t
      """;

  private static final String SUMS =
      """
      select instrument_id, (extract(epoch from bucket) * 1000000)::bigint as bucket,
          min(polled_at) as first_at, max(polled_at) as last_at,
          (array_agg(price order by polled_at))[1] as first, max(price) as high, min(price) as low,
          coalesce(extract(epoch from max(gap)) * 1000000, 0)::bigint as gap
        from (select instrument_id, bucket, polled_at, price, polled_at - lag(polled_at)
              over (partition by instrument_id, bucket order by polled_at) as gap
            from (select w.instrument_id, t.polled_at, t.price,
                  date_bin(:bucket * interval '1 microsecond', t.polled_at, 'epoch') as bucket
                from %s cross join lateral (
                  select polled_at, price from tick where instrument_id = w.instrument_id
                    and quote = :quote and source = :source
                    and polled_at >= w.from_time and polled_at < w.to_time offset 0) t) binned)
          spaced
        group by 1, 2 order by 1, 2
      """
          .formatted(RANGES);

  private static final String LAST_PRICES =
      """
      select w.place, t.price from %s cross join lateral (
        select price from tick where instrument_id = w.instrument_id
            and quote = :quote and source = :source
            and polled_at >= w.from_time and polled_at < w.to_time
          order by polled_at desc, tick_id desc limit 1) t
      """
          .formatted(RANGES);

  private final Database database;

  public TickSummaryStore(Database database) {
    this.database = database;
  }

  /// Where ticks come from: the venue that was polled, and the currency of its prices.
  public record Origin(String source, String quote) {}

  /// A stretch of the ticks of an instrument, `from <= polled < to`.
  ///
  /// @param instrumentId the instrument's number
  public record Range(long instrumentId, Instant from, Instant to) {}

  /// The newest tick of an instrument.
  public record NewestTick(long instrumentId, Instant polledAt, BigDecimal price) {}

  /// The ticks of an instrument that were polled in a bucket of time.
  ///
  /// @param bucketMicros the start of the bucket, in microseconds since 1970
  public record BucketSums(long instrumentId, long bucketMicros, TickSums sums) {}

  private record PositionPrice(int position, double price) {}

  /// Returns the newest tick of each of these instruments that has one.
  public List<NewestTick> findNewest(Origin origin, Collection<Long> instrumentIds) {
    if (instrumentIds.isEmpty()) return List.of();
    return database.read(
        "cannot read the newest prices",
        handle ->
            bind(handle.createQuery(NEWEST), origin)
                .bindArray("ids", Long.class, instrumentIds.toArray())
                .map((row, context) ->
                    new NewestTick(
                        row.getLong("instrument_id"),
                        Times.required(row, "polled_at"),
                        row.getBigDecimal("price")))
                .list());
  }

  /// Returns the sums of the ticks in these ranges by bucket; none for a bucket without ticks.
  /// Buckets begin at the epoch.
  public List<BucketSums> sum(Origin origin, List<Range> ranges, Duration bucket) {
    if (ranges.isEmpty()) return List.of();
    return database.read(
        "cannot sum up prices",
        handle ->
            bind(bind(handle.createQuery(SUMS), origin), ranges)
                .bind("bucket", bucket.toNanos() / 1000)
                .map((row, context) ->
                    new BucketSums(
                        row.getLong("instrument_id"),
                        row.getLong("bucket"),
                        new TickSums(
                            Times.required(row, "first_at"),
                            Times.required(row, "last_at"),
                            row.getBigDecimal("first"),
                            row.getBigDecimal("high"),
                            row.getBigDecimal("low"),
                            Duration.ofNanos(row.getLong("gap") * 1000))))
                .list());
  }

  /// Returns the last price of each range; NaN for a range without ticks.
  public double[] findLastPrices(Origin origin, List<Range> ranges) {
    double[] prices = new double[ranges.size()];
    Arrays.fill(prices, Double.NaN);
    if (ranges.isEmpty()) return prices;
    database
        .read(
            "cannot read prices",
            handle ->
                bind(bind(handle.createQuery(LAST_PRICES), origin), ranges)
                    .map((row, context) ->
                        new PositionPrice(row.getInt("place") - 1, row.getDouble("price")))
                    .list())
        .forEach(one -> prices[one.position()] = one.price());
    return prices;
  }

  private static Query bind(Query query, Origin origin) {
    return query.bind("source", origin.source()).bind("quote", origin.quote());
  }

  private static Query bind(Query query, List<Range> ranges) {
    return query
        .bindArray("ids", Long.class, values(ranges, Range::instrumentId))
        .bindArray("froms", Long.class, values(ranges, one -> Grid.micros(one.from())))
        .bindArray("tos", Long.class, values(ranges, one -> Grid.micros(one.to())));
  }

  private static Object[] values(List<Range> ranges, ToLongFunction<Range> value) {
    return ranges.stream().map(one -> (Object) value.applyAsLong(one)).toArray();
  }
}
