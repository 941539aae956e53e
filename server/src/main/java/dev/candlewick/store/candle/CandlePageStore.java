package dev.candlewick.store.candle;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Interval;
import dev.candlewick.store.Database;
import dev.candlewick.store.Times;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Pages over the candles of many series, one row per symbol, interval and open time: where several
/// sources have one, the best ranked is shown.
public final class CandlePageStore {
  /// The conditions for a series to be shown; `series b` is a better source of the same candles.
  private static final String FROM_SERIES =
      " from (select s.*, array(select b.series_id from series b where :provider::text is null"
          + " and b.symbol = s.symbol and b.interval = s.interval"
          + " and (b.rank, b.series_id) < (s.rank, s.series_id)) as better"
          + " from series s where s.candle_count > 0"
          + " and (:provider::text is null and s.rank < "
          + SeriesStore.SIMULATED_RANK
          + " or s.provider = :provider)"
          + " and (:symbol::text is null or s.symbol = :symbol)"
          + " and (:interval::text is null or s.interval = :interval)) s";

  private static final String IN_RANGE =
      " c.series_id = s.series_id and c.open_time >= :from and c.open_time <= :to"
          + " and (s.better = '{}' or not exists (select from candle_row w"
          + " where w.series_id = any(s.better) and w.open_time = c.open_time))";

  private static final RowMapper<Row> MAPPER =
      (row, context) ->
          new Row(
              row.getLong("id"),
              row.getString("provider"),
              row.getString("symbol"),
              Interval.parse(row.getString("interval")).orElseThrow(),
              new Candle(
                  Times.required(row, "open_time"),
                  row.getBigDecimal("open"),
                  row.getBigDecimal("high"),
                  row.getBigDecimal("low"),
                  row.getBigDecimal("close"),
                  row.getBigDecimal("volume"),
                  Times.required(row, "close_time"),
                  row.getInt("trades"),
                  row.getBigDecimal("quote_volume"),
                  row.getBigDecimal("taker_base_volume"),
                  row.getBigDecimal("taker_quote_volume")),
              Times.required(row, "created_at"));

  private final Database database;

  public CandlePageStore(Database database) {
    this.database = database;
  }

  /// A stored candle with its source.
  ///
  /// @param id unique over all series: series id times 2^34 plus the open time's epoch second
  public record Row(
      long id,
      String provider,
      String symbol,
      Interval interval,
      Candle candle,
      Instant createdAt) {}

  /// The filter of a page; a null component does not filter.
  ///
  /// @param symbol as joined: `BTCUSDT`
  /// @param from inclusive
  /// @param to inclusive
  public record Filter(
      @Nullable String provider,
      @Nullable String symbol,
      @Nullable Interval interval,
      @Nullable Instant from,
      @Nullable Instant to) {

    private <S extends SqlStatement<S>> S bindTo(S statement) {
      return statement
          .bind("provider", provider)
          .bind("symbol", symbol)
          .bind("interval", interval == null ? null : interval.code())
          .bind("from", (from == null ? CandleStore.MIN_OPEN_TIME : from).atOffset(ZoneOffset.UTC))
          .bind("to", (to == null ? CandleStore.OPEN_TIME_END : to).atOffset(ZoneOffset.UTC));
    }

    private boolean isUnbounded() {
      return from == null && to == null;
    }
  }

  /// One page and the total number of rows.
  ///
  /// @param total of the whole filter
  public record Page(List<Row> rows, long total) {}

  /// Returns a page in order of open time, then symbol and interval.
  public Page page(Filter filter, boolean newestFirst, int limit, long offset) {
    return database.read(
        "cannot list candles",
        handle ->
            new Page(rows(handle, filter, newestFirst, limit, offset), total(handle, filter)));
  }

  private static List<Row> rows(
      Handle handle, Filter filter, boolean newestFirst, int limit, long offset) {
    String order = newestFirst ? "desc" : "asc";
    String sql =
        "select (s.series_id::bigint << 34) + extract(epoch from c.open_time)::bigint as id,"
            + " s.provider, s.symbol, s.interval, c.*"
            + FROM_SERIES
            + " cross join lateral (select * from candle_row c where"
            + IN_RANGE
            + " order by c.open_time "
            + order
            + " limit :limit::bigint + :offset::bigint) c"
            + " order by c.open_time "
            + order
            + ", s.symbol, s.interval limit :limit offset :offset";
    return filter
        .bindTo(handle.createQuery(sql))
        .bind("limit", limit)
        .bind("offset", offset)
        .map(MAPPER)
        .list();
  }

  /// Returns the total. Counters give it for whole series that no better source overlaps; the rest
  /// is counted.
  private static long total(Handle handle, Filter filter) {
    String counters =
        "select coalesce(sum(case when s.better = '{}' and :whole then s.candle_count"
            + " else (select count(*) from candle_row c where"
            + IN_RANGE
            + ") end), 0)"
            + FROM_SERIES;
    return filter
        .bindTo(handle.createQuery(counters))
        .bind("whole", filter.isUnbounded())
        .mapTo(Long.class)
        .one();
  }

  /// Returns the candle shown for this symbol, interval and open time.
  public Optional<Row> find(String symbol, Interval interval, Instant openTime) {
    Filter filter = new Filter(null, symbol, interval, openTime, openTime);
    return database.read(
        "cannot look up a candle", handle -> rows(handle, filter, true, 1, 0).stream().findFirst());
  }
}
