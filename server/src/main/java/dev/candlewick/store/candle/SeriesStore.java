package dev.candlewick.store.candle;

import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.AdvisoryLock;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.Database;
import dev.candlewick.store.SessionLock;
import dev.candlewick.store.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The dictionary of series.
public final class SeriesStore {
  private static final List<String> RANKED_VENUES =
      List.of("binance", "coinbase", "kraken", "coingecko");
  private static final int OTHER_VENUE_RANK = 5;

  /// The rank of posted series; venues have lower ones, and the simulated market a higher one.
  static final int POSTED_RANK = 8;

  /// The rank of simulated series, which no list over all providers shows.
  static final int SIMULATED_RANK = 9;

  public static final String SELECT =
      "select series_id, provider, base, quote, interval, anchor, follow, candle_count,"
          + " correction_count, first_open, last_open from series ";

  public static final RowMapper<Series> MAPPER =
      (row, context) ->
          new Series(
              row.getInt("series_id"),
              row.getString("provider"),
              new Symbol(row.getString("base"), row.getString("quote")),
              Interval.parse(row.getString("interval")).orElseThrow(),
              Times.nullable(row, "anchor"),
              row.getBoolean("follow"),
              row.getLong("candle_count"),
              row.getLong("correction_count"),
              Times.nullable(row, "first_open"),
              Times.nullable(row, "last_open"));

  private final Database database;

  public SeriesStore(Database database) {
    this.database = database;
  }

  /// Returns the series of these parts, created if necessary.
  public Series register(String provider, Symbol symbol, Interval interval) {
    return database.transaction(
        "cannot register the series " + provider + " " + symbol + " " + interval,
        handle -> register(handle, provider, symbol, interval));
  }

  static Series register(Handle handle, String provider, Symbol symbol, Interval interval) {
    return find(handle, provider, symbol, interval)
        .orElseGet(() -> {
          insert(handle, provider, symbol, interval);
          return find(handle, provider, symbol, interval).orElseThrow();
        });
  }

  private static void insert(Handle handle, String provider, Symbol symbol, Interval interval) {
    handle
        .createUpdate(
            "insert into series (provider, base, quote, interval, rank)"
                + " values (:provider, :base, :quote, :interval, :rank) on conflict do nothing")
        .bind("provider", provider)
        .bind("base", symbol.base())
        .bind("quote", symbol.quote())
        .bind("interval", interval.code())
        .bind("rank", rank(provider))
        .execute();
  }

  /// Finds a series. A posted name is one series by any of its spellings; a venue states base and
  /// quote.
  private static Optional<Series> find(
      Handle handle, String provider, Symbol symbol, Interval interval) {
    return handle
        .createQuery(
            SELECT
                + "where provider = :provider and interval = :interval and symbol = :symbol"
                + " and (provider = :posted or base = :base and quote = :quote)")
        .bind("provider", provider)
        .bind("posted", Series.POSTED)
        .bind("symbol", symbol.joined())
        .bind("base", symbol.base())
        .bind("quote", symbol.quote())
        .bind("interval", interval.code())
        .map(MAPPER)
        .findOne();
  }

  public Optional<Series> find(String provider, Symbol symbol, Interval interval) {
    return database.read(
        "cannot look up a series", handle -> find(handle, provider, symbol, interval));
  }

  public Optional<Series> find(int seriesId) {
    return database.read("cannot look up series " + seriesId, handle -> find(handle, seriesId));
  }

  private static Optional<Series> find(Handle handle, int seriesId) {
    return handle
        .createQuery(SELECT + "where series_id = :id")
        .bind("id", seriesId)
        .map(MAPPER)
        .findOne();
  }

  /// Returns the series; a null argument does not filter.
  ///
  /// @param symbol as joined: `BTCUSDT`
  public List<Series> list(
      @Nullable String provider, @Nullable String symbol, @Nullable Interval interval) {
    return database.read(
        "cannot list the series",
        handle ->
            handle
                .createQuery(
                    SELECT
                        + "where (:provider::text is null or provider = :provider)"
                        + " and (:symbol::text is null or symbol = :symbol)"
                        + " and (:interval::text is null or interval = :interval)"
                        + " order by symbol, interval, rank, series_id")
                .bind("provider", provider)
                .bind("symbol", symbol)
                .bind("interval", interval == null ? null : interval.code())
                .map(MAPPER)
                .list());
  }

  /// Returns the series that a server follows.
  public List<Series> findFollowed() {
    return database.read(
        "cannot list the followed series",
        handle ->
            handle.createQuery(SELECT + "where follow order by series_id").map(MAPPER).list());
  }

  /// Takes the lock for following the series; empty when another process has it.
  public Optional<SessionLock> claimFollowing() {
    return SessionLock.take(database, AdvisoryLock.FOLLOWER, 0);
  }

  /// Returns whether a server runs on this database: it has the lock for following.
  public boolean isServerRunning() {
    return database.read(
        "cannot check for a running server",
        handle ->
            handle
                .createQuery(
                    "select exists (select from pg_locks where locktype = 'advisory'"
                        + " and database = (select oid from pg_database"
                        + " where datname = current_database())"
                        + " and classid = :class and objid = 0 and granted)")
                .bind("class", AdvisoryLock.FOLLOWER.number())
                .mapTo(Boolean.class)
                .one());
  }

  public void setFollow(int seriesId, boolean follow) {
    database.run(
        "cannot change series " + seriesId,
        handle -> update(handle, seriesId, "follow = :value", follow));
  }

  /// Sets the anchor of a `3d` series, unless it has one.
  public Series setAnchor(int seriesId, Instant anchor) {
    return database.transaction(
        "cannot change series " + seriesId, handle -> setAnchor(handle, seriesId, anchor));
  }

  static Series setAnchor(Handle handle, int seriesId, Instant anchor) {
    update(handle, seriesId, "anchor = coalesce(anchor, :value)", Times.utc(anchor));
    return find(handle, seriesId).orElseThrow();
  }

  private static void update(Handle handle, int seriesId, String set, Object value) {
    handle
        .createUpdate("update series set " + set + " where series_id = :id")
        .bind("id", seriesId)
        .bind("value", value)
        .execute();
  }

  /// Deletes a series with its candles, corrections and coverage; returns the number of candles
  /// deleted.
  public long delete(int seriesId) {
    String topic = ChangeFeed.seriesTopic(seriesId);
    long deleted =
        database.longTransaction(
            "cannot delete series " + seriesId,
            handle -> {
              CandleStore.lock(handle, seriesId);
              database.changeFeed().notifyOnCommit(handle, topic, Long.MIN_VALUE);
              long candles =
                  handle
                      .createUpdate("delete from candle_row where series_id = :id")
                      .bind("id", seriesId)
                      .execute();
              handle
                  .createUpdate("delete from series where series_id = :id")
                  .bind("id", seriesId)
                  .execute();
              return candles;
            });
    database.changeFeed().publishAfterCommit(topic, Long.MIN_VALUE);
    return deleted;
  }

  /// Returns the bytes on disk of all candles with their keys; a series' own share is by its count
  /// of candles.
  public long candleBytes() {
    return database.read(
        "cannot read the size of the candles",
        handle ->
            handle
                .createQuery(
                    "select coalesce(sum(pg_total_relation_size(inhrelid)), 0) from pg_inherits"
                        + " where inhparent = 'candle_row'::regclass")
                .mapTo(Long.class)
                .one());
  }

  static int rank(String provider) {
    if (provider.equals(Series.POSTED)) return POSTED_RANK;
    if (provider.equals(Series.SIMULATED)) return SIMULATED_RANK;
    int known = RANKED_VENUES.indexOf(provider);
    return known < 0 ? OTHER_VENUE_RANK : known + 1;
  }
}
