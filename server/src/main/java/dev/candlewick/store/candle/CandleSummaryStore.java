package dev.candlewick.store.candle;

import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.series.CandleSums;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.store.Database;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.statement.Query;

/// Summaries of the candles of many series, each kind by one query for all of them.
public final class CandleSummaryStore {
  /// The monday of the first week after the epoch, from which weeks are counted.
  private static final long FIRST_MONDAY = Duration.ofDays(4).toSeconds();

  /// The ranges as rows `w`; times are passed as microseconds since 1970.
  private static final String RANGES =
      """
      (select series_id, place, timestamptz 'epoch' + from_micros * interval '1 microsecond'
          as from_time, timestamptz 'epoch' + to_micros * interval '1 microsecond' as to_time
        from unnest(:ids::int[], :froms::bigint[], :tos::bigint[])
          with ordinality given(series_id, from_micros, to_micros, place)) w
      """;

  private static final String NEWEST =
      """
      select s.series_id, c.close from series s cross join lateral (
        select close from candle_row
          where series_id = s.series_id and open_time = s.last_open limit 1) c
        where s.series_id = any(:ids)
      """;

  private static final String SUMS =
      """
      select w.series_id, (extract(epoch from date_bin(:bucket * interval '1 microsecond',
            c.open_time, 'epoch')) * 1000000)::bigint as bucket,
          count(*) as candles, (array_agg(c.open order by c.open_time))[1] as open,
          max(c.high) as high, min(c.low) as low, sum(c.volume) as volume,
          case when count(c.quote_volume) = count(*) then sum(c.quote_volume) end as quote_volume
        from %s cross join lateral (
          select open_time, open, high, low, volume, quote_volume from candle_row
            where series_id = w.series_id
              and open_time >= w.from_time and open_time < w.to_time offset 0) c
        group by 1, 2 order by 1, 2
      """
          .formatted(RANGES);

  private static final String LAST_CLOSES =
      """
      select w.place, c.close from %s cross join lateral (
        select close from candle_row where series_id = w.series_id
            and open_time >= w.from_time and open_time < w.to_time
          order by open_time desc limit 1) c
      """
          .formatted(RANGES);

  /// Grid times are counted as `Grid.count` does: those at or after the start, before the end.
  private static final String STATES =
      """
      select series_id, state, sum(case when seconds > 0
          then ceil((extract(epoch from to_time) - origin) / seconds)
            - ceil((extract(epoch from from_time) - origin) / seconds)
          else %s - %s end)::bigint as times
        from (select w.series_id, c.state, g.seconds, g.origin,
            greatest(c.from_time, w.from_time) as from_time,
            least(c.to_time, w.to_time) as to_time
          from %s
          join unnest(:seconds::bigint[], :origins::bigint[])
            with ordinality g(seconds, origin, place) using (place)
          join coverage c on c.series_id = w.series_id
            and c.to_time > w.from_time and c.from_time < w.to_time) spans
        group by series_id, state
      """
          .formatted(monthNumber("to_time"), monthNumber("from_time"), RANGES);

  private final Database database;

  public CandleSummaryStore(Database database) {
    this.database = database;
  }

  /// A range of the open times of a series, `from <= open < to`.
  public record Range(Series series, Instant from, Instant to) {}

  /// The close of a series' newest candle.
  public record NewestClose(int seriesId, BigDecimal price) {}

  /// The candles of a series that open in a bucket of time.
  ///
  /// @param bucketMicros the start of the bucket, in microseconds since 1970
  public record BucketSums(int seriesId, long bucketMicros, CandleSums sums) {}

  /// The number of a series' grid times whose coverage has a state.
  public record StateCount(int seriesId, State state, long times) {}

  private record PositionClose(int position, double close) {}

  /// The SQL of the number of the first month that begins at or after a time.
  private static String monthNumber(String time) {
    return """
    (extract(year from %1$s at time zone 'UTC') * 12
      + extract(month from %1$s at time zone 'UTC')
      + case when date_trunc('month', %1$s, 'UTC') < %1$s then 1 else 0 end)\
    """
        .formatted(time);
  }

  /// Returns the closes of the newest candles of these series.
  public List<NewestClose> findNewest(Collection<Integer> seriesIds) {
    if (seriesIds.isEmpty()) return List.of();
    return database.read(
        "cannot read the newest candles",
        handle ->
            handle
                .createQuery(NEWEST)
                .bindArray("ids", Integer.class, seriesIds.toArray())
                .map((row, context) ->
                    new NewestClose(row.getInt("series_id"), row.getBigDecimal("close")))
                .list());
  }

  /// Returns the exact sums of the candles in these ranges by bucket; none for a bucket without
  /// candles. Buckets begin at the epoch.
  public List<BucketSums> sum(List<Range> ranges, Duration bucket) {
    if (ranges.isEmpty()) return List.of();
    return database.read(
        "cannot sum up candles",
        handle ->
            bind(handle.createQuery(SUMS), ranges)
                .bind("bucket", bucket.toNanos() / 1000)
                .map((row, context) ->
                    new BucketSums(
                        row.getInt("series_id"),
                        row.getLong("bucket"),
                        new CandleSums(
                            row.getLong("candles"),
                            row.getBigDecimal("open"),
                            row.getBigDecimal("high"),
                            row.getBigDecimal("low"),
                            row.getBigDecimal("volume"),
                            row.getBigDecimal("quote_volume"))))
                .list());
  }

  /// Returns the close of the last candle of each range; NaN for a range without candles.
  public double[] findLastCloses(List<Range> ranges) {
    double[] closes = new double[ranges.size()];
    Arrays.fill(closes, Double.NaN);
    if (ranges.isEmpty()) return closes;
    database
        .read(
            "cannot read closes",
            handle ->
                bind(handle.createQuery(LAST_CLOSES), ranges)
                    .map((row, context) ->
                        new PositionClose(row.getInt("place") - 1, row.getDouble("close")))
                    .list())
        .forEach(one -> closes[one.position()] = one.close());
    return closes;
  }

  /// Returns how many grid times of these ranges are in each state of their coverage.
  ///
  /// @param ranges at most one of each series
  public List<StateCount> countStates(List<Range> ranges) {
    if (ranges.isEmpty()) return List.of();
    return database.read(
        "cannot count the coverage",
        handle ->
            bind(handle.createQuery(STATES), ranges)
                .bindArray("seconds", Long.class, values(ranges, CandleSummaryStore::seconds))
                .bindArray("origins", Long.class, values(ranges, CandleSummaryStore::origin))
                .map((row, context) ->
                    new StateCount(
                        row.getInt("series_id"),
                        State.valueOf(row.getString("state")),
                        row.getLong("times")))
                .list());
  }

  private static Query bind(Query query, List<Range> ranges) {
    return query
        .bindArray("ids", Integer.class, ranges.stream().map(one -> one.series().id()).toArray())
        .bindArray("froms", Long.class, values(ranges, one -> Grid.micros(one.from())))
        .bindArray("tos", Long.class, values(ranges, one -> Grid.micros(one.to())));
  }

  private static Object[] values(List<Range> ranges, ToLongFunction<Range> value) {
    return ranges.stream().map(one -> (Object) value.applyAsLong(one)).toArray();
  }

  /// The length of a series' candles; 0 for months.
  private static long seconds(Range range) {
    Interval interval = range.series().interval();
    return interval == Interval.MO1 ? 0 : interval.length().toSeconds();
  }

  /// A second since 1970 at which a candle of the series opens.
  private static long origin(Range range) {
    Instant anchor = range.series().anchor();
    return switch (range.series().interval()) {
      case W1 -> FIRST_MONDAY;
      case D3 -> anchor == null ? 0 : anchor.getEpochSecond();
      case S1, M1, M3, M5, M15, M30, H1, H2, H4, H6, H8, H12, D1, MO1 -> 0;
    };
  }
}
