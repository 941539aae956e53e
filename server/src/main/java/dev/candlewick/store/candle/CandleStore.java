package dev.candlewick.store.candle;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Series;
import dev.candlewick.series.CandleSeries;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.Database;
import dev.candlewick.store.SqlErrors;
import dev.candlewick.store.StoreException;
import dev.candlewick.store.Times;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Candles, each exactly once. There is one writer per series at a time, so a batch is compared
/// with what is stored in the JVM and only what is new is sent
/// (docs/decisions/003-one-writer-per-series.md).
public final class CandleStore {
  /// The first instant a candle may open at; from here to `LAST` there are partitions.
  public static final Instant MIN_OPEN_TIME = Instant.parse("2009-01-01T00:00:00Z");

  /// The instant from which on no candle may open.
  public static final Instant OPEN_TIME_END = Instant.parse("2041-01-01T00:00:00Z");

  private static final int LOCK_CLASS = 1;
  private static final int SPARSE_FACTOR = 4;

  private final Database database;
  private final Consumer<String> warn;
  private final LongAdder saves = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final LongAdder inserted = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder corrected = new LongAdder();

  /// What a save did; the three add up to the batch.
  ///
  /// @param corrected stored candles that now say something else; their old values are kept
  public record SaveResult(long inserted, long duplicates, long corrected) {
    public SaveResult plus(SaveResult other) {
      return new SaveResult(
          inserted + other.inserted, duplicates + other.duplicates, corrected + other.corrected);
    }
  }

  /// What happens to a stored candle for which a batch has another value.
  public enum DifferencePolicy {
    /// The new value wins and the old one is kept as a correction: a venue's word.
    CORRECT,
    /// The stored value stays: what people post.
    KEEP
  }

  /// The candles of a database.
  public CandleStore(Database database) {
    this(database, correction -> {});
  }

  /// @param warn hears of every correction once it is stored: the series, the open time, the old
  ///   and the new values
  public CandleStore(Database database, Consumer<String> warn) {
    this.database = database;
    this.warn = warn;
  }

  /// Saves a batch in one transaction; again, it changes nothing.
  ///
  /// @param batch ascending, each open time once, sound, on the series' grid
  /// @throws IllegalArgumentException when the batch is not; nothing is stored then
  public SaveResult save(Series series, CandleBatch batch, DifferencePolicy policy) {
    List<String> warnings = new ArrayList<>();
    SaveResult result =
        saveTimed(
            "cannot save candles of " + series.symbol() + " " + series.interval(),
            handle -> save(handle, series, batch, policy, warnings));
    return publishSaved(series, batch, result, warnings);
  }

  /// Saves what a venue answered, with what that says of the series' coverage and of a job's
  /// progress, in one transaction.
  public SaveResult savePage(
      Series series, CandleBatch batch, List<Span> spans, @Nullable JobStep job) {
    List<String> warnings = new ArrayList<>();
    SaveResult result =
        saveTimed(
            "cannot store a page of " + series.symbol() + " " + series.interval(),
            handle -> {
              SaveResult saved = save(handle, series, batch, DifferencePolicy.CORRECT, warnings);
              lock(handle, series.id());
              CoverageStore.mark(handle, series.id(), spans);
              CoverageStore.mark(handle, series.id(), readStored(handle, series, spans));
              if (job != null) {
                BackfillStore.saveStep(handle, job.backfillId(), series.id(), job.step(), saved);
              }
              return saved;
            });
    return publishSaved(series, batch, result, warnings);
  }

  /// What is stored is covered, whatever the venue says it lacks: its feed may have told a candle
  /// that its next answer does not have yet.
  private static List<Span> readStored(Handle handle, Series series, List<Span> spans) {
    return spans.stream()
        .filter(span -> span.state() != State.COVERED)
        .flatMap(span ->
            handle
                .createQuery(
                    "select open_time from candle_row where series_id = :id"
                        + " and open_time >= :from and open_time < :to order by 1")
                .bind("id", series.id())
                .bind("from", Times.utc(span.from()))
                .bind("to", Times.utc(span.to()))
                .mapTo(Instant.class)
                .list()
                .stream())
        .map(open -> new Span(open, series.grid().next(open), State.COVERED, null))
        .toList();
  }

  private SaveResult publishSaved(
      Series series, CandleBatch batch, SaveResult result, List<String> warnings) {
    warnings.forEach(warn);
    if (result.inserted() + result.corrected() > 0) {
      database
          .changeFeed()
          .publishAfterCommit(ChangeFeed.seriesTopic(series.id()), batch.openMicros(0));
    }
    return result;
  }

  private SaveResult saveTimed(String errorMessage, Function<Handle, SaveResult> work) {
    long start = System.nanoTime();
    SaveResult result = database.transaction(errorMessage, work);
    saves.increment();
    nanos.add(System.nanoTime() - start);
    inserted.add(result.inserted());
    duplicates.add(result.duplicates());
    corrected.add(result.corrected());
    return result;
  }

  /// What this process has saved since it started, posted candles left out.
  public record Totals(long saves, long nanos, long inserted, long duplicates, long corrected) {}

  public Totals totals() {
    return new Totals(saves.sum(), nanos.sum(), inserted.sum(), duplicates.sum(), corrected.sum());
  }

  /// The progress a page makes in a job.
  public record JobStep(long backfillId, BackfillStore.Step step) {}

  /// The same inside a transaction, for candles that keep what is there; the caller tells the
  /// change when it is committed.
  SaveResult save(Handle handle, Series series, CandleBatch batch) {
    return save(handle, series, batch, DifferencePolicy.KEEP, List.of());
  }

  private SaveResult save(
      Handle handle,
      Series series,
      CandleBatch batch,
      DifferencePolicy policy,
      List<String> warnings) {
    if (batch.isEmpty()) return new SaveResult(0, 0, 0);
    check(series, batch);
    try {
      return write(handle, series, batch, policy, warnings);
    } catch (SQLException e) {
      throw SqlErrors.translate("cannot save candles of " + series.symbol(), e);
    }
  }

  private static void check(Series series, CandleBatch batch) {
    batch
        .fault(series.grid())
        .ifPresent(fault -> {
          throw new IllegalArgumentException(
              "candle " + fault.row() + " of " + fault.openTime() + ": " + fault.message());
        });
    if (batch.openTime(0).isBefore(MIN_OPEN_TIME)
        || !batch.openTime(batch.size() - 1).isBefore(OPEN_TIME_END)) {
      throw new IllegalArgumentException(
          "candles open outside "
              + MIN_OPEN_TIME
              + " to "
              + OPEN_TIME_END
              + ": "
              + batch.openTime(0));
    }
  }

  private SaveResult write(
      Handle handle,
      Series series,
      CandleBatch batch,
      DifferencePolicy policy,
      List<String> warnings)
      throws SQLException {
    lock(handle, series.id());
    PGConnection connection = Database.pgConnection(handle);
    CandleBatch stored = readStored(handle, connection, series, batch);
    BitSet added = new BitSet(batch.size());
    BitSet changed = new BitSet(batch.size());
    compare(batch, stored, added, changed);
    if (!added.isEmpty()) CandleRows.write(connection, series.id(), batch, added::get);
    boolean correct = policy == DifferencePolicy.CORRECT && !changed.isEmpty();
    if (correct) {
      CandleCorrections.record(handle, series.id(), batch, changed);
      warnings.addAll(CandleCorrections.describe(series, batch, stored, changed));
    }
    int corrected = correct ? changed.cardinality() : 0;
    int inserted = added.cardinality();
    if (inserted + corrected > 0) {
      updateCounts(handle, series.id(), batch, added, corrected);
      database
          .changeFeed()
          .notifyOnCommit(handle, ChangeFeed.seriesTopic(series.id()), batch.openMicros(0));
    }
    return new SaveResult(inserted, batch.size() - inserted - corrected, corrected);
  }

  static void lock(Handle handle, int seriesId) {
    handle.execute("select pg_advisory_xact_lock(?, ?)", LOCK_CLASS, seriesId);
  }

  /// The stored candles a batch could collide with.
  private static CandleBatch readStored(
      Handle handle, PGConnection connection, Series series, CandleBatch batch)
      throws SQLException {
    long first = batch.openMicros(0);
    long last = batch.openMicros(batch.size() - 1);
    if (isBeyondStored(handle, series.id(), first, last)) return CandleBatch.empty();
    long span = series.grid().count(batch.openTime(0), Grid.instant(last)) + 1;
    String condition =
        span > (long) SPARSE_FACTOR * batch.size()
            ? "open_time = any(array[" + timeLiterals(batch) + "])"
            : "open_time between " + timeLiteral(first) + " and " + timeLiteral(last);
    return CandleRows.read(
        connection,
        "select %s from candle_row where series_id = %d and %s order by open_time"
            .formatted(CandleRows.COLUMNS, series.id(), condition),
        batch.size());
  }

  private static boolean isBeyondStored(Handle handle, int seriesId, long first, long last) {
    return handle
        .createQuery(
            "select coalesce("
                + timeLiteral(first)
                + " > last_open or "
                + timeLiteral(last)
                + " < first_open, true) from series where series_id = :id")
        .bind("id", seriesId)
        .mapTo(Boolean.class)
        .findOne()
        .orElseThrow(() ->
            new StoreException(StoreException.Kind.HELD, "series " + seriesId + " was deleted"));
  }

  static String timeLiterals(CandleBatch batch) {
    return String.join(
        ", ",
        IntStream.range(0, batch.size()).mapToObj(i -> timeLiteral(batch.openMicros(i))).toList());
  }

  /// An instant as an SQL literal, exact to the microsecond.
  private static String timeLiteral(long micros) {
    return Times.literal(Grid.instant(micros));
  }

  private static void compare(CandleBatch batch, CandleBatch stored, BitSet added, BitSet changed) {
    int at = 0;
    for (int row = 0; row < batch.size(); row++) {
      while (at < stored.size() && stored.openMicros(at) < batch.openMicros(row)) at++;
      if (at == stored.size() || stored.openMicros(at) > batch.openMicros(row)) {
        added.set(row);
      } else if (!batch.same(row, stored, at)) {
        changed.set(row);
      }
    }
  }

  private static void updateCounts(
      Handle handle, int seriesId, CandleBatch batch, BitSet added, int corrected) {
    String range =
        added.isEmpty()
            ? ""
            : ", first_open = least(first_open, %s), last_open = greatest(last_open, %s)"
                .formatted(
                    timeLiteral(batch.openMicros(added.nextSetBit(0))),
                    timeLiteral(batch.openMicros(added.length() - 1)));
    handle
        .createUpdate(
            "update series set candle_count = candle_count + :inserted,"
                + " correction_count = correction_count + :corrected"
                + range
                + " where series_id = :id")
        .bind("inserted", added.cardinality())
        .bind("corrected", corrected)
        .bind("id", seriesId)
        .execute();
  }

  /// The exact candles that open in `from <= open < to`, oldest first.
  public CandleBatch batch(Series series, Instant from, Instant to) {
    String query =
        "select %s from candle_row where series_id = %d and open_time >= %s and open_time < %s"
            .formatted(
                CandleRows.COLUMNS,
                series.id(),
                timeLiteral(Grid.micros(from)),
                timeLiteral(Grid.micros(to)));
    return read(
        series, connection -> CandleRows.read(connection, query + " order by open_time", 1024));
  }

  /// The series as columns of `double`, oldest first: the one crossing from exact to floating
  /// point.
  public CandleSeries series(Series series, Instant from, Instant to) {
    String query =
        "select open_time, open, high, low, close, volume from candle_row"
            + " where series_id = %d and open_time >= %s and open_time < %s order by open_time"
                .formatted(
                    series.id(), timeLiteral(Grid.micros(from)), timeLiteral(Grid.micros(to)));
    int expected = (int) Math.min(series.candles(), series.grid().count(from, to));
    return read(
        series,
        connection -> {
          CandleSeries.Builder columns = new CandleSeries.Builder(expected);
          CandleRows.forEachRow(
              connection,
              query,
              in -> {
                columns.beginRow(CandleRows.readMicros(in));
                for (int i = 0; i < 5; i++) columns.set(i, CandleRows.readDouble(in));
              });
          return columns.build();
        });
  }

  private interface CopyReader<T> {
    T read(PGConnection connection) throws SQLException;
  }

  private <T> T read(Series series, CopyReader<T> reader) {
    String errorMessage = "cannot read candles of " + series.symbol() + " " + series.interval();
    return database.transaction(
        errorMessage,
        handle -> {
          try {
            return reader.read(Database.pgConnection(handle));
          } catch (SQLException e) {
            throw SqlErrors.translate(errorMessage, e);
          }
        });
  }
}
