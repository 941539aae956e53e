package dev.candlewick.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.charts.CandleFrame.Column;
import dev.candlewick.charts.CandleFrame.Counts;
import dev.candlewick.charts.CandleFrame.Decimals;
import dev.candlewick.charts.CandleFrame.Figures;
import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.store.Database;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CandleStore.DifferencePolicy;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesCache;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.testing.Candles;
import dev.candlewick.testing.SteppingClock;
import dev.candlewick.testing.TestDatabase;
import dev.candlewick.testing.Waiting;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Frames over a real PostgreSQL: exact stored values, gaps that are visible in every column, and
/// values that do not depend on the range that is read.
class CandleFramesTest {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final List<FrameColumn> COLUMNS =
      columns(
          "open",
          "high",
          "low",
          "close",
          "volume",
          "quote_volume",
          "trades",
          "pct_change",
          "rolling_mean(20)",
          "ema(2)",
          "ema(40)",
          "volatility(20)");

  private final SteppingClock clock = new SteppingClock(Instant.parse("2026-01-01T00:00:00Z"));
  private Database database;
  private SeriesStore series;
  private CandleStore candles;
  private CoverageStore coverage;
  private SeriesCache cache;
  private CandleFrames frames;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    database.changeFeed().start(message -> {});
    Waiting.untilTrue("listening", database.changeFeed()::isListening);
    series = new SeriesStore(database);
    candles = new CandleStore(database);
    coverage = new CoverageStore(database);
    cache = new SeriesCache(database, candles, 8L << 20);
    frames =
        new CandleFrames(
            new CandleFrames.Stores(series, candles, cache, coverage),
            database.changeFeed(),
            clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static List<FrameColumn> columns(String... names) {
    return Arrays.stream(names).map(name -> FrameColumn.parse(name).orElseThrow()).toList();
  }

  private void save(String provider, Interval interval, int count, IntPredicate isStored) {
    Series registered = series.register(provider, new Symbol("BTC", "USDT"), interval);
    Grid grid = registered.grid();
    CandleBatch all = Candles.random(grid, grid.ceiling(START), count, 3);
    List<Candle> kept = IntStream.range(0, count).filter(isStored).mapToObj(all::candle).toList();
    candles.save(registered, CandleBatch.of(kept), DifferencePolicy.CORRECT);
  }

  private Series find(Interval interval) {
    return frames.find(null, "BTCUSDT", interval).orElseThrow();
  }

  private CandleFrame frame(
      Interval interval, @Nullable Instant from, @Nullable Instant to, List<FrameColumn> columns) {
    Series found = find(interval);
    FrameRange range = frames.range(found, from, to);
    FrameRange bounded = from == null ? range.newest(10_000) : range;
    return frames.read(found, bounded, columns).frame();
  }

  /// Returns the values of a column as text; null where there is none.
  private static List<@Nullable String> values(Column column) {
    return switch (column) {
      case Decimals decimals -> texts(decimals);
      case Counts counts ->
          mapped(counts.rows(), row -> Integer.toString(counts.candles().trades(row)));
      case Figures figures -> texts(figures);
    };
  }

  private static List<@Nullable String> texts(Decimals decimals) {
    return mapped(
        decimals.rows(),
        row -> {
          BigDecimal value = decimals.values().get(row);
          return value == null ? null : value.toPlainString();
        });
  }

  private static List<@Nullable String> texts(Figures figures) {
    List<@Nullable String> values = new ArrayList<>();
    for (double value : figures.values()) {
      values.add(Double.isNaN(value) ? null : Double.toString(value));
    }
    return values;
  }

  private static List<@Nullable String> mapped(
      int[] rows, IntFunction<@Nullable String> textOfRow) {
    List<@Nullable String> values = new ArrayList<>();
    for (int row : rows) values.add(row < 0 ? null : textOfRow.apply(row));
    return values;
  }

  private static List<@Nullable String> values(CandleFrame frame, String name) {
    return values(
        frame.columns().stream()
            .filter(column -> column.name().equals(name))
            .findFirst()
            .orElseThrow());
  }

  @Test
  void everyStoredDecimalIsReturnedAsItIsStored() {
    save("binance", Interval.H1, 300, i -> true);
    CandleFrame frame = frame(Interval.H1, START, null, COLUMNS);
    CandleBatch stored = candles.batch(find(Interval.H1), START, CandleStore.OPEN_TIME_END);
    assertThat(frame.epochSeconds()).hasSize(300);
    for (int i = 0; i < 300; i++) {
      Candle candle = stored.candle(i);
      assertThat(frame.epochSeconds()[i]).isEqualTo(candle.openTime().getEpochSecond());
      assertThat(values(frame, "open").get(i)).isEqualTo(candle.open().toPlainString());
      assertThat(values(frame, "close").get(i)).isEqualTo(candle.close().toPlainString());
      assertThat(values(frame, "trades").get(i)).isEqualTo("" + candle.trades());
      BigDecimal quoteVolume = candle.quoteVolume();
      assertThat(values(frame, "quote_volume").get(i))
          .isEqualTo(quoteVolume == null ? null : quoteVolume.toPlainString());
    }
    assertThat(frame.gaps()).isEmpty();
  }

  @Test
  void aTimeWithoutACandleIsNullInEveryColumnAndStatedAsAGap() {
    save("binance", Interval.H1, 200, i -> i < 100 || i >= 103);
    Series stored = find(Interval.H1);
    coverage.mark(
        stored.id(),
        List.of(
            new Span(hour(0), hour(100), State.COVERED, null),
            new Span(hour(100), hour(102), State.CONFIRMED_EMPTY, null),
            new Span(hour(102), hour(103), State.FAILED, "timeout")));
    CandleFrame frame = frame(Interval.H1, START, hour(210), COLUMNS);
    assertThat(frame.epochSeconds()).hasSize(210);
    for (Column column : frame.columns()) {
      List<@Nullable String> values = values(column);
      assertThat(values).as(column.name()).hasSize(210);
      assertThat(values.subList(100, 103)).as(column.name()).containsOnlyNulls();
      assertThat(values.subList(200, 210)).as(column.name()).containsOnlyNulls();
      assertThat(values.get(99)).as(column.name()).matches(one -> isKnown(column, one));
      assertThat(values.get(150)).as(column.name()).matches(one -> isKnown(column, one));
    }
    assertThat(frame.gaps())
        .containsExactly(
            new FrameGap(hour(100), hour(102), State.CONFIRMED_EMPTY, 2, null),
            new FrameGap(hour(102), hour(103), State.FAILED, 1, "timeout"),
            new FrameGap(hour(200), hour(210), State.MISSING, 10, null));
    List<@Nullable String> average = values(frame, "ema(40)");
    assertThat(average.subList(103, 142)).as("restarts after the gap").containsOnlyNulls();
    assertThat(average.get(142)).isNotNull();
    assertThat(values(frame, "volatility(20)").subList(103, 123)).containsOnlyNulls();
    assertThat(values(frame, "pct_change").get(103)).isNull();
  }

  /// A venue need not state a quote volume.
  private static boolean isKnown(Column column, @Nullable String value) {
    return value != null || column.name().equals("quote_volume");
  }

  private static Instant hour(int hour) {
    return START.plusSeconds(3600L * hour);
  }

  @Test
  void aFrameOfAnyRangeIsThatPartOfTheWhole() {
    save("binance", Interval.M1, 6000, i -> i % 1700 != 40 && (i < 3000 || i > 3004));
    CandleFrame whole = frame(Interval.M1, START, null, COLUMNS);
    Random random = new Random(9);
    for (int round = 0; round < 40; round++) {
      cache.onMissedChanges();
      int from = random.nextInt(6000);
      int to = from + random.nextInt(6001 - from);
      CandleFrame part = frame(Interval.M1, minute(from), minute(to), COLUMNS);
      assertThat(part.epochSeconds())
          .containsExactly(Arrays.copyOfRange(whole.epochSeconds(), from, to));
      for (int i = 0; i < COLUMNS.size(); i++) {
        assertThat(values(part.columns().get(i)))
            .as(COLUMNS.get(i).text() + " from " + from + " to " + to)
            .isEqualTo(values(whole.columns().get(i)).subList(from, to));
      }
    }
  }

  private static Instant minute(int minute) {
    return START.plusSeconds(60L * minute);
  }

  /// Back to front, so that each page needs prices before those that are in the cache.
  @Test
  void pagesReadFromTheNewestToTheOldestAreThoseOfTheWhole() {
    save("binance", Interval.M1, 3000, i -> i != 1500);
    CandleFrame whole = frame(Interval.M1, START, null, COLUMNS);
    cache.onMissedChanges();
    for (int to = 3000; to > 0; to -= 500) {
      CandleFrame page = frame(Interval.M1, minute(to - 500), minute(to), COLUMNS);
      for (int i = 0; i < COLUMNS.size(); i++) {
        assertThat(values(page.columns().get(i)))
            .isEqualTo(values(whole.columns().get(i)).subList(to - 500, to));
      }
    }
  }

  @Test
  void indicatorsAloneHaveTheSameGaps() {
    save("binance", Interval.H1, 50, i -> i != 7);
    List<FrameColumn> alone = columns("ema(3)", "volatility(2)");
    CandleFrame computed = frame(Interval.H1, START, null, alone);
    CandleFrame all = frame(Interval.H1, START, null, columns("close", "ema(3)", "volatility(2)"));
    assertThat(computed.gaps()).isEqualTo(all.gaps()).hasSize(1);
    assertThat(values(computed, "ema(3)")).isEqualTo(values(all, "ema(3)"));
    assertThat(values(computed, "volatility(2)")).isEqualTo(values(all, "volatility(2)"));
  }

  @Test
  void monthsAndWeeksAreIntervalsAsAnyOther() {
    for (Interval interval : List.of(Interval.MO1, Interval.W1, Interval.D3)) {
      save("binance", interval, 20, i -> i != 4);
      CandleFrame frame = frame(interval, null, null, columns("close", "rolling_mean(2)"));
      assertThat(frame.epochSeconds()).hasSizeGreaterThanOrEqualTo(20);
      Instant first = find(interval).grid().ceiling(START);
      CandleFrame own = frame(interval, first, null, columns("close", "rolling_mean(2)"));
      assertThat(own.epochSeconds()).hasSize(20);
      assertThat(values(own, "close").get(4)).isNull();
      assertThat(values(own, "rolling_mean(2)").subList(4, 6)).containsOnlyNulls();
      assertThat(values(own, "rolling_mean(2)").get(6)).isNotNull();
      assertThat(own.gaps()).hasSize(1);
    }
  }

  @Test
  void anEmptyRangeHasNoTimes() {
    save("binance", Interval.H1, 10, i -> true);
    CandleFrame frame = frame(Interval.H1, hour(50), null, COLUMNS);
    assertThat(frame.epochSeconds()).isEmpty();
    assertThat(frame.columns()).hasSize(COLUMNS.size());
    assertThat(frame.columns()).allSatisfy(column -> assertThat(values(column)).isEmpty());
    assertThat(frame.gaps()).isEmpty();
  }

  @Test
  void aRangeBeforeTheFirstCandleIsAGap() {
    save("binance", Interval.H1, 10, i -> true);
    CandleFrame frame = frame(Interval.H1, hour(-5), hour(2), columns("close", "ema(2)"));
    assertThat(values(frame, "close").subList(0, 5)).containsOnlyNulls();
    assertThat(values(frame, "close").get(5)).isNotNull();
    assertThat(values(frame, "ema(2)").subList(0, 6)).containsOnlyNulls();
    assertThat(frame.gaps())
        .containsExactly(new FrameGap(hour(-5), hour(0), State.MISSING, 5, null));
  }

  @Test
  void aVenuesSeriesComesBeforeAPostedAndASimulatedOne() {
    save("simulated", Interval.H1, 5, i -> true);
    assertThat(find(Interval.H1).provider()).isEqualTo("simulated");
    save("posted", Interval.H1, 5, i -> true);
    assertThat(find(Interval.H1).provider()).isEqualTo("posted");
    save("kraken", Interval.H1, 5, i -> true);
    assertThat(find(Interval.H1).provider()).isEqualTo("kraken");
    assertThat(frames.find("posted", "BTCUSDT", Interval.H1))
        .map(Series::provider)
        .contains("posted");
  }

  @Test
  void aSeriesWithoutCandlesIsNotFound() {
    series.register("binance", new Symbol("BTC", "USDT"), Interval.H1);
    assertThat(frames.find(null, "BTCUSDT", Interval.H1)).isEmpty();
    assertThat(frames.find(null, "ETHUSDT", Interval.H1)).isEmpty();
  }

  @Test
  void aFrameIsValidUntilACandleOfItsSeriesChanges() {
    save("binance", Interval.H1, 5, i -> true);
    Series found = find(Interval.H1);
    FrameRows rows = frames.read(found, frames.range(found, START, null), columns("close"));
    MarketChart.Validity validity = rows.validity();
    assertThat(database.changeFeed().version(validity.topic())).isEqualTo(validity.stamp());
    assertThat(validity.until()).isAfter(clock.instant());
    save("binance", Interval.H1, 6, i -> true);
    assertThat(database.changeFeed().version(validity.topic())).isNotEqualTo(validity.stamp());
  }
}
