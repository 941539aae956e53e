package dev.candlewick.store.price;

import dev.candlewick.market.Grid;
import dev.candlewick.market.Tick;
import dev.candlewick.store.AdvisoryLock;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.Database;
import dev.candlewick.store.SessionLock;
import dev.candlewick.store.Times;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Ticks (polled prices), each stored exactly once, and their count for each instrument.
public final class TickStore {
  private static final String SELECT =
      "select t.tick_id, t.instrument_id, i.coingecko_id, i.ticker, t.quote, t.source, t.polled_at, t.price";
  private static final RowMapper<Row> MAPPER =
      (row, context) ->
          new Row(
              row.getLong("tick_id"),
              row.getLong("instrument_id"),
              row.getString("coingecko_id"),
              row.getString("ticker"),
              row.getString("quote"),
              row.getString("source"),
              Times.required(row, "polled_at"),
              row.getBigDecimal("price"));

  /// Subtracts the rows that a `delete` returned from the counts, and returns their number.
  private static final String DECREMENT_COUNTS =
      ", gone_of as (select instrument_id, count(*) as ticks from gone group by instrument_id),"
          + " uncounted as (update tick_count c set ticks = c.ticks - g.ticks from gone_of g"
          + " where c.instrument_id = g.instrument_id) select count(*) from gone";

  private final Database database;
  private final AtomicLong storedCount = new AtomicLong();

  public TickStore(Database database) {
    this.database = database;
  }

  /// A stored tick, with its instrument's number, CoinGecko id and ticker.
  public record Row(
      long id,
      long instrumentId,
      String coinGeckoId,
      String ticker,
      String quote,
      String source,
      Instant polledAt,
      BigDecimal price) {}

  /// One page and the total number of ticks.
  ///
  /// @param total of the whole filter
  public record Page(List<Row> rows, long total) {}

  /// The filter of a page; a null component does not filter. Both times are inclusive.
  ///
  /// @param instruments their numbers; an empty set matches nothing
  public record Filter(
      @Nullable Set<Long> instruments, @Nullable Instant from, @Nullable Instant to) {
    public Filter {
      instruments = instruments == null ? null : Set.copyOf(instruments);
    }

    private boolean matchesNothing() {
      return (instruments != null && instruments.isEmpty())
          || (from != null && to != null && from.isAfter(to));
    }

    private String where() {
      List<String> conditions = new ArrayList<>(List.of("true"));
      if (instruments != null) conditions.add("t.instrument_id in (<instruments>)");
      if (from != null) conditions.add("t.polled_at >= :from");
      if (to != null) conditions.add("t.polled_at <= :to");
      return " where " + String.join(" and ", conditions);
    }

    private <S extends SqlStatement<S>> S bindTo(S statement) {
      if (instruments != null) statement.bindList("instruments", List.copyOf(instruments));
      if (from != null) statement.bind("from", Times.utc(from));
      if (to != null) statement.bind("to", Times.utc(to));
      return statement;
    }
  }

  /// Takes the lock for polling; empty when another process has it.
  public Optional<SessionLock> claimPolling() {
    return SessionLock.take(database, AdvisoryLock.PRICE_POLL, 0);
  }

  /// Saves the ticks of registered instruments, all or none; existing ticks stay unchanged.
  /// Notifies other processes of them. Returns how many are new.
  public int save(List<Tick> ticks) {
    if (ticks.isEmpty()) return 0;
    int created =
        database.transaction(
            "cannot save prices",
            handle -> {
              int inserted = insert(handle, ticks);
              long from = Grid.micros(ticks.getFirst().polledAt());
              if (inserted > 0)
                database.changeFeed().notifyOnCommit(handle, ChangeFeed.TICKS, from);
              return inserted;
            });
    storedCount.addAndGet(created);
    return created;
  }

  private static int insert(Handle handle, List<Tick> ticks) {
    PreparedBatch insert =
        handle.prepareBatch(
            "with new as (insert into tick (instrument_id, quote, source, polled_at, price)"
                + " select instrument_id, :quote, :source, :polled_at, :price from instrument"
                + " where coingecko_id = :instrument on conflict do nothing"
                + " returning instrument_id)"
                + " insert into tick_count as c (instrument_id, ticks)"
                + " select instrument_id, 1 from new"
                + " on conflict (instrument_id) do update set ticks = c.ticks + 1");
    ticks.stream()
        .sorted(Comparator.comparing(tick -> tick.instrument().id()))
        .forEach(tick ->
            insert
                .bind("instrument", tick.instrument().id())
                .bind("quote", tick.quote())
                .bind("source", tick.source())
                .bind("polled_at", Times.utc(tick.polledAt()))
                .bind("price", tick.price())
                .add());
    return Arrays.stream(insert.execute()).sum();
  }

  /// Returns how many ticks this process stored.
  public long storedCount() {
    return storedCount.get();
  }

  /// Returns a page, newest first.
  public Page page(Filter filter, int limit, long offset) {
    if (filter.matchesNothing()) return new Page(List.of(), 0);
    return database.read(
        "cannot list prices",
        handle -> new Page(rows(handle, filter, limit, offset), count(handle, filter)));
  }

  /// Returns the newest ticks of a filter, oldest first.
  public List<Row> findNewest(Filter filter, int limit) {
    if (filter.matchesNothing()) return List.of();
    return database.read("cannot read prices", handle -> rows(handle, filter, limit, 0)).reversed();
  }

  private static List<Row> rows(Handle handle, Filter filter, int limit, long offset) {
    return filter
        .bindTo(
            handle.createQuery(
                SELECT
                    + " from tick t join instrument i using (instrument_id)"
                    + filter.where()
                    + " order by t.polled_at desc, t.tick_id desc"
                    + " limit :limit offset :offset"))
        .bind("limit", limit)
        .bind("offset", offset)
        .map(MAPPER)
        .list();
  }

  /// Returns the exact number of ticks.
  public long count(Filter filter) {
    if (filter.matchesNothing()) return 0;
    return database.read("cannot count prices", handle -> count(handle, filter));
  }

  private static long count(Handle handle, Filter filter) {
    boolean counted = filter.from() == null && filter.to() == null;
    String sql =
        counted
            ? "select coalesce(sum(t.ticks), 0) from tick_count t"
            : "select count(*) from tick t";
    return filter.bindTo(handle.createQuery(sql + filter.where())).mapTo(Long.class).one();
  }

  /// Returns the newest tick of each of these instruments in a quote; none for an instrument
  /// without ticks.
  public List<Row> findLatest(String quote, Collection<Long> instruments) {
    if (instruments.isEmpty()) return List.of();
    return database.read(
        "cannot read the latest prices",
        handle ->
            handle
                .createQuery(
                    SELECT
                        + " from instrument i cross join lateral (select * from tick"
                        + " where instrument_id = i.instrument_id and quote = :quote"
                        + " order by polled_at desc, tick_id desc limit 1) t"
                        + " where i.instrument_id = any(:instruments)"
                        + " order by t.instrument_id")
                .bind("quote", quote)
                .bindArray("instruments", Long.class, instruments.toArray())
                .map(MAPPER)
                .list());
  }

  /// Returns when the first tick was polled.
  public Optional<Instant> findOldest() {
    return database.read(
        "cannot read the oldest price",
        handle ->
            handle
                .createQuery("select polled_at from tick order by polled_at, tick_id limit 1")
                .map((row, context) -> Times.required(row, "polled_at"))
                .findOne());
  }

  /// Deletes the oldest of the ticks before this time, at most `limit`; returns how many.
  public long deleteBefore(Instant before, int limit) {
    return database.longTransaction(
        "cannot delete old prices",
        handle ->
            handle
                .createQuery(
                    "with gone as (delete from tick where tick_id in (select tick_id from tick"
                        + " where polled_at < :before order by polled_at, tick_id limit :most)"
                        + " returning instrument_id)"
                        + DECREMENT_COUNTS)
                .bind("before", Times.utc(before))
                .bind("most", limit)
                .mapTo(Long.class)
                .one());
  }

  /// Keeps, of the ticks from `from` to before `to`, the last of each bucket for every instrument,
  /// quote and source; returns how many were deleted. Buckets begin at the epoch.
  public long downsample(Instant from, Instant to, Duration bucket) {
    return database.longTransaction(
        "cannot downsample prices",
        handle ->
            handle
                .createQuery(
                    "with ranked as (select tick_id, lead(tick_id) over (partition by instrument_id,"
                        + " quote, source, date_bin(make_interval(secs => :bucket), polled_at,"
                        + " 'epoch') order by polled_at) as later from tick"
                        + " where polled_at >= :from and polled_at < :to),"
                        + " gone as (delete from tick where tick_id in"
                        + " (select tick_id from ranked where later is not null)"
                        + " returning instrument_id)"
                        + DECREMENT_COUNTS)
                .bind("bucket", bucket.toMillis() / 1000.0)
                .bind("from", Times.utc(from))
                .bind("to", Times.utc(to))
                .mapTo(Long.class)
                .one());
  }
}
