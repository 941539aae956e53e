package dev.candlewick.store.price;

import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.PricePoint;
import dev.candlewick.series.PriceSeries;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.Database;
import dev.candlewick.store.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Price points of venues that have no candles, each time of a chart once. The newest response of a
/// venue replaces older ones, and its running point replaces the last one's.
public final class ChartStore {
  private final Database database;

  /// The key of a chart.
  ///
  /// @param coinGeckoId of the instrument
  /// @param currency in lower case
  public record Key(String provider, String coinGeckoId, String currency, Interval granularity) {}

  /// A stored chart.
  ///
  /// @param completeFrom from here to `fetchedAt` no point is missing; null before the first
  ///   response
  /// @param fetchedAt when the venue last responded
  public record StoredChart(
      int id, Key key, @Nullable Instant completeFrom, @Nullable Instant fetchedAt) {}

  /// A venue's response.
  ///
  /// @param running the running point; null when there is none
  public record VenueChart(
      List<PricePoint> points,
      @Nullable PricePoint running,
      Instant completeFrom,
      Instant fetchedAt) {}

  public ChartStore(Database database) {
    this.database = database;
  }

  public Optional<StoredChart> find(Key key) {
    return database.read("cannot look up a chart", handle -> find(handle, key));
  }

  /// Returns every granularity of a chart.
  public List<StoredChart> findAll(String coinGeckoId, String currency) {
    return database.read(
        "cannot list charts",
        handle ->
            handle
                .createQuery(
                    "select * from chart where coingecko_id = :coin and currency = :currency"
                        + " order by chart_id")
                .bind("coin", coinGeckoId)
                .bind("currency", currency)
                .map((row, context) ->
                    new StoredChart(
                        row.getInt("chart_id"),
                        new Key(
                            row.getString("provider"),
                            row.getString("coingecko_id"),
                            row.getString("currency"),
                            Interval.parse(row.getString("granularity")).orElseThrow()),
                        Times.nullable(row, "whole_from"),
                        Times.nullable(row, "asked_at")))
                .list());
  }

  private static Optional<StoredChart> find(Handle handle, Key key) {
    return handle
        .createQuery(
            "select * from chart where provider = :provider and coingecko_id = :coin"
                + " and currency = :currency and granularity = :granularity")
        .bind("provider", key.provider())
        .bind("coin", key.coinGeckoId())
        .bind("currency", key.currency())
        .bind("granularity", key.granularity().code())
        .map((row, context) ->
            new StoredChart(
                row.getInt("chart_id"),
                key,
                Times.nullable(row, "whole_from"),
                Times.nullable(row, "asked_at")))
        .findOne();
  }

  /// Stores a response, in one transaction; storing it again changes nothing.
  public StoredChart save(Key key, VenueChart chart) {
    StoredChart stored =
        database.transaction(
            "cannot store a chart of " + key.coinGeckoId(),
            handle -> {
              int id = register(handle, key);
              clear(handle, id, chart.points());
              insert(handle, id, chart.points(), false);
              PricePoint running = chart.running();
              if (running != null) insert(handle, id, List.of(running), true);
              handle.execute(
                  "update chart set whole_from = ?, asked_at = ? where chart_id = ?",
                  Times.utc(chart.completeFrom()),
                  Times.utc(chart.fetchedAt()),
                  id);
              database
                  .changeFeed()
                  .notifyOnCommit(handle, ChangeFeed.chartTopic(id), Long.MIN_VALUE);
              return new StoredChart(id, key, chart.completeFrom(), chart.fetchedAt());
            });
    database.changeFeed().publishAfterCommit(ChangeFeed.chartTopic(stored.id()), Long.MIN_VALUE);
    return stored;
  }

  /// Returns the chart's id, with its row locked until the transaction ends.
  private static int register(Handle handle, Key key) {
    handle.execute(
        "insert into chart (provider, coingecko_id, currency, granularity) values (?, ?, ?, ?)"
            + " on conflict do nothing",
        key.provider(),
        key.coinGeckoId(),
        key.currency(),
        key.granularity().code());
    int id = find(handle, key).orElseThrow().id();
    handle.execute("select from chart where chart_id = ? for update", id);
    return id;
  }

  /// Deletes what the response replaces: the running point, and every point of the range it covers,
  /// since a venue may shift its points.
  private static void clear(Handle handle, int id, List<PricePoint> points) {
    handle.execute("delete from chart_point where chart_id = ? and running", id);
    if (points.isEmpty()) return;
    handle.execute(
        "delete from chart_point where chart_id = ? and point_time between ? and ?",
        id,
        Times.utc(points.getFirst().time()),
        Times.utc(points.getLast().time()));
  }

  private static void insert(Handle handle, int id, List<PricePoint> points, boolean running) {
    if (points.isEmpty()) return;
    handle
        .createUpdate(
            "insert into chart_point (chart_id, point_time, price, running)"
                + " select :id, t.time, t.price, :running from"
                + " unnest(:times::timestamptz[], :prices::numeric[]) as t(time, price)"
                + " on conflict (chart_id, point_time) do nothing")
        .bind("id", id)
        .bind("running", running)
        .bindArray("times", String.class, texts(points, point -> Times.utc(point.time())))
        .bindArray("prices", String.class, texts(points, PricePoint::price))
        .execute();
  }

  /// Returns the texts of a part. They are exact: PostgreSQL parses times and numerics from text.
  private static Object[] texts(List<PricePoint> points, Function<PricePoint, Object> part) {
    return points.stream().map(point -> part.apply(point).toString()).toArray();
  }

  /// Returns the time of the newest point.
  public Optional<Instant> findNewestTime(int chartId) {
    return database.read(
        "cannot read the end of a chart",
        handle ->
            handle
                .createQuery(
                    "select max(point_time) as newest from chart_point where chart_id = :id")
                .bind("id", chartId)
                .map((row, context) -> Optional.ofNullable(Times.nullable(row, "newest")))
                .one());
  }

  /// Returns the points with `from <= time <= to` as columns of `double`, oldest first.
  public PriceSeries series(int chartId, Instant from, Instant to) {
    return database.read(
        "cannot read a chart",
        handle -> {
          LongStream.Builder times = LongStream.builder();
          List<Double> prices =
              handle
                  .createQuery(
                      "select point_time, price from chart_point where chart_id = :id"
                          + " and point_time between :from and :to order by point_time")
                  .bind("id", chartId)
                  .bind("from", Times.utc(from))
                  .bind("to", Times.utc(to))
                  .map((row, context) -> {
                    times.add(Grid.micros(Times.required(row, "point_time")));
                    return row.getBigDecimal("price").doubleValue();
                  })
                  .list();
          return new PriceSeries(
              times.build().toArray(), prices.stream().mapToDouble(Double::doubleValue).toArray());
        });
  }
}
