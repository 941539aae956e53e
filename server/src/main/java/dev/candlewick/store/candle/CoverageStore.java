package dev.candlewick.store.candle;

import dev.candlewick.series.Coverage;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.store.Database;
import dev.candlewick.store.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The coverage of every series.
public final class CoverageStore {
  private static final RowMapper<Span> MAPPER =
      (row, context) ->
          new Span(
              Times.required(row, "from_time"),
              Times.required(row, "to_time"),
              State.valueOf(row.getString("state")),
              row.getString("reason"));

  private static final int FETCH_SIZE = 5000;

  private final Database database;

  public CoverageStore(Database database) {
    this.database = database;
  }

  public Coverage find(int seriesId) {
    return database.read(
        "cannot read the coverage of series " + seriesId, handle -> read(handle, seriesId));
  }

  /// Passes on the spans of these series, those of one series after another and ascending, without
  /// holding them in memory: a market with little trade has very many.
  public void forEach(Collection<Integer> seriesIds, BiConsumer<Integer, Span> action) {
    database.read(
        "cannot read the coverage",
        handle -> {
          try (Stream<Map.Entry<Integer, Span>> rows = rows(handle, seriesIds)) {
            rows.forEach(row -> action.accept(row.getKey(), row.getValue()));
          }
          return seriesIds;
        });
  }

  private static Stream<Map.Entry<Integer, Span>> rows(
      Handle handle, Collection<Integer> seriesIds) {
    return handle
        .createQuery(
            "select series_id, from_time, to_time, state, reason from coverage"
                + " where series_id = any(:ids) order by series_id, from_time")
        .bindArray("ids", Integer.class, seriesIds)
        .setFetchSize(FETCH_SIZE)
        .map((row, context) -> Map.entry(row.getInt("series_id"), MAPPER.map(row, context)))
        .stream();
  }

  /// Returns how many spans of all series are in a state.
  public long countSpans(String state) {
    return database.read(
        "cannot count the coverage",
        handle ->
            handle
                .createQuery("select count(*) from coverage where state = :state")
                .bind("state", state)
                .mapTo(Long.class)
                .one());
  }

  /// A series with candles that the venue may still change.
  ///
  /// @param from the open time of the first of them
  public record Unsettled(int seriesId, Instant from) {}

  /// Returns the series with candles to be fetched once more, the oldest of them first.
  public List<Unsettled> findUnsettled() {
    return database.read(
        "cannot read the unsettled candles",
        handle ->
            handle
                .createQuery(
                    "select series_id, min(from_time) as from_time from coverage"
                        + " where state = 'COVERED' and reason is not null"
                        + " group by series_id order by 2")
                .map((row, context) ->
                    new Unsettled(row.getInt("series_id"), Times.required(row, "from_time")))
                .list());
  }

  /// Overwrites the coverage of the spans' time.
  public void mark(int seriesId, List<Span> spans) {
    database.run(
        "cannot mark the coverage of series " + seriesId,
        handle -> {
          CandleStore.lock(handle, seriesId);
          mark(handle, seriesId, spans);
        });
  }

  /// Overwrites the coverage in a running transaction that has the series' lock. Only the stored
  /// spans that touch the new ones are rewritten, so that a page costs the same in a series of many
  /// gaps.
  static void mark(Handle handle, int seriesId, List<Span> spans) {
    if (spans.isEmpty()) return;
    Instant from = spans.stream().map(Span::from).min(Comparator.naturalOrder()).orElseThrow();
    Instant to = spans.stream().map(Span::to).max(Comparator.naturalOrder()).orElseThrow();
    Coverage touched = new Coverage(findTouching(handle, seriesId, from, to));
    for (Span span : touched.spans()) {
      handle.execute(
          "delete from coverage where series_id = ? and from_time = ?",
          seriesId,
          Times.utc(span.from()));
    }
    for (Span span : spans) touched = touched.with(span);
    insert(handle, seriesId, touched);
  }

  private static List<Span> findTouching(Handle handle, int seriesId, Instant from, Instant to) {
    return handle
        .createQuery(
            "select from_time, to_time, state, reason from coverage where series_id = :id"
                + " and to_time >= :from and from_time <= :to order by from_time")
        .bind("id", seriesId)
        .bind("from", Times.utc(from))
        .bind("to", Times.utc(to))
        .map(MAPPER)
        .list();
  }

  private static Coverage read(Handle handle, int seriesId) {
    return new Coverage(
        findTouching(handle, seriesId, Instant.EPOCH, CandleStore.OPEN_TIME_END.plusSeconds(1)));
  }

  private static void insert(Handle handle, int seriesId, Coverage coverage) {
    PreparedBatch insert =
        handle.prepareBatch(
            "insert into coverage (series_id, from_time, to_time, state, reason)"
                + " values (:id, :from, :to, :state, :reason)");
    for (Span span : coverage.spans()) {
      insert
          .bind("id", seriesId)
          .bind("from", Times.utc(span.from()))
          .bind("to", Times.utc(span.to()))
          .bind("state", span.state().name())
          .bind("reason", span.reason())
          .add();
    }
    insert.execute();
  }
}
