package dev.candlewick.overview;

import static dev.candlewick.overview.MarketFixture.BITCOIN;
import static dev.candlewick.overview.MarketFixture.BTC_USDT;
import static dev.candlewick.overview.MarketFixture.NOON;
import static dev.candlewick.overview.MarketFixture.decimal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Series;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Proves on a real PostgreSQL what a market's figures are, with numbers computed by hand, and that
/// what is not known is null. Candle number n has open n, high n + 2, low n - 1, close n + 0.5,
/// volume 2 and quote volume 10.5; the first one stored is number 100.
class MarketFiguresTest {
  private static final String MARKET = "BTCUSDT@binance";
  private static final Instant YESTERDAY = NOON.minus(Duration.ofDays(1));

  private final MarketFixture fixture = new MarketFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  private static DayFigures day(
      String open, String high, String low, @Nullable String volume, @Nullable String quoteVolume) {
    return new DayFigures(
        decimal(open),
        decimal(high),
        decimal(low),
        volume == null ? null : decimal(volume),
        quoteVolume == null ? null : decimal(quoteVolume));
  }

  private MarketRow row() {
    return fixture.row(MARKET);
  }

  private static void requirePrice(MarketRow row, String price, Instant at, PriceSource source) {
    NewestPrice last = Objects.requireNonNull(row.last());
    assertThat(last.price()).isEqualByComparingTo(price);
    assertThat(last.at()).isEqualTo(at);
    assertThat(last.source()).isEqualTo(source);
    assertThat(row.lastMissingReason()).isNull();
  }

  private Series hours(int count) {
    return fixture.store(
        "binance", BTC_USDT, Interval.H1, NOON.minus(Duration.ofHours(count)), count);
  }

  /// The 24 candles before noon are numbers 106 to 129.
  @Test
  void theDayIsThatOfTheStoredCandles() {
    hours(30);
    MarketRow row = row();
    requirePrice(row, "129.5", NOON, PriceSource.CANDLE);
    assertThat(row.day()).isEqualTo(day("106", "131", "105", "48", "252.0"));
    assertThat(row.candles())
        .isEqualTo(new StoredCandles(StoredCandles.State.GAP_FREE, 0, 0, 1, 30));
    assertThat(row.expectedSeconds()).isEqualTo(3600);
  }

  @Test
  void aGapInTheDayLeavesItsFiguresUnknown() {
    Series series = fixture.series.register("binance", BTC_USDT, Interval.H1);
    Grid grid = series.grid();
    for (int hour : List.of(0, 1, 2, 3, 5, 6)) {
      fixture.save(
          series, List.of(MarketFixture.candle(grid, grid.plus(YESTERDAY, hour), 100 + hour)));
    }
    MarketRow row = row();
    requirePrice(row, "106.5", YESTERDAY.plus(Duration.ofHours(7)), PriceSource.CANDLE);
    assertThat(row.day()).isEqualTo(DayFigures.UNKNOWN);
    assertThat(row.candles())
        .isEqualTo(new StoredCandles(StoredCandles.State.MISSING, 17, 0, 1, 6));
  }

  @Test
  void oneMissingCandleIsEnough() {
    Series series = fixture.series.register("binance", BTC_USDT, Interval.H1);
    Grid grid = series.grid();
    for (int hour = 0; hour < 24; hour++) {
      if (hour == 11) continue;
      fixture.save(
          series, List.of(MarketFixture.candle(grid, grid.plus(YESTERDAY, hour), 100 + hour)));
    }
    assertThat(row().day()).isEqualTo(DayFigures.UNKNOWN);
    fixture.save(series, List.of(MarketFixture.candle(grid, grid.plus(YESTERDAY, 11), 111)));
    assertThat(row().day()).isEqualTo(day("100", "125", "99", "48", "252.0"));
  }

  @Test
  void aSeriesThatBeganLessThanADayAgoHasNoDay() {
    hours(23);
    assertThat(row().day()).isEqualTo(DayFigures.UNKNOWN);
  }

  @Test
  void aSeriesThatEndedHasNoDayButItsLastPrice() {
    fixture.store("binance", BTC_USDT, Interval.H1, NOON.minus(Duration.ofHours(30)), 28);
    MarketRow row = row();
    requirePrice(row, "127.5", NOON.minus(Duration.ofHours(2)), PriceSource.CANDLE);
    assertThat(row.day()).isEqualTo(DayFigures.UNKNOWN);
  }

  /// The newest candle may arrive some seconds after its end; until then the day ends before it.
  @Test
  void aCandleThatHasJustClosedIsNotMissedYet() {
    hours(30);
    fixture.clock.advance(Duration.ofHours(1).plusSeconds(20));
    assertThat(row().day()).isEqualTo(day("106", "131", "105", "48", "252.0"));
    assertThat(row().candles().state()).isEqualTo(StoredCandles.State.GAP_FREE);
    fixture.clock.advance(Duration.ofMinutes(3));
    assertThat(row().day()).isEqualTo(DayFigures.UNKNOWN);
    assertThat(row().candles())
        .isEqualTo(new StoredCandles(StoredCandles.State.MISSING, 1, 0, 1, 30));
  }

  /// Of 1440 minutes the numbers are 100 to 1539; of the 24 hours 100 to 123.
  @Test
  void theFinestSeriesWithoutAGapIsUsed() {
    fixture.store("binance", BTC_USDT, Interval.H1, YESTERDAY, 24);
    Series minutes = fixture.store("binance", BTC_USDT, Interval.M1, YESTERDAY, 1440);
    assertThat(row().day()).isEqualTo(day("100", "1541", "99", "2880", "15120.0"));
    fixture.store("binance", BTC_USDT, Interval.M5, YESTERDAY.plusSeconds(300), 287);
    fixture.series.delete(minutes.id());
    assertThat(row().day()).isEqualTo(day("100", "125", "99", "48", "252.0"));
  }

  @Test
  void theDayMovesOnWithEachNewCandle() {
    Series minutes = fixture.store("binance", BTC_USDT, Interval.M1, YESTERDAY, 1440);
    for (int i = 0; i < 3; i++) {
      fixture.clock.advance(Duration.ofMinutes(1));
      Instant open = NOON.plus(Duration.ofMinutes(i));
      fixture.save(minutes, List.of(MarketFixture.candle(minutes.grid(), open, 5000 + i)));
      MarketRow row = row();
      assertThat(row.day())
          .isEqualTo(
              day(
                  String.valueOf(101 + i),
                  String.valueOf(5002 + i),
                  String.valueOf(100 + i),
                  "2880",
                  "15120.0"));
    }
  }

  @Test
  void aCorrectedCandleChangesTheDay() {
    Series series = hours(24);
    assertThat(row().day().high()).isEqualByComparingTo("125");
    Grid grid = series.grid();
    fixture.save(series, List.of(MarketFixture.candle(grid, grid.plus(YESTERDAY, 5), 9000)));
    assertThat(row().day().high()).isEqualByComparingTo("9002");
  }

  @Test
  void whatTheFeedStatesComesFirst() {
    hours(30);
    LastPrice.Day stated =
        new LastPrice.Day(decimal("120"), decimal("140"), decimal("110"), decimal("7.5"));
    fixture.clock.advance(Duration.ofSeconds(5));
    fixture.feed("binance", BTC_USDT, "126", stated);
    MarketRow row = row();
    requirePrice(row, "126", NOON.plusSeconds(5), PriceSource.FEED);
    assertThat(row.day()).isEqualTo(day("120", "140", "110", "7.5", "252.0"));
    fixture.clock.advance(Duration.ofSeconds(5));
    fixture.feed("binance", BTC_USDT, "127", null);
    assertThat(row().day()).isEqualTo(day("106", "131", "105", "48", "252.0"));
  }

  @Test
  void anOlderPriceOfTheFeedDoesNotHideANewerCandle() {
    fixture.feed("binance", BTC_USDT, "90", null);
    fixture.clock.advance(Duration.ofHours(2));
    fixture.store("binance", BTC_USDT, Interval.H1, NOON, 2);
    requirePrice(row(), "101.5", NOON.plus(Duration.ofHours(2)), PriceSource.CANDLE);
  }

  /// Polls of 25 hours: the first of the last 24 hours is number 60.
  @Test
  void theDayOfAPolledPriceIsThatOfItsPolls() {
    fixture.activate(BITCOIN);
    fixture.poll(BITCOIN, "coingecko", NOON.minus(Duration.ofHours(25)), Duration.ofMinutes(1));
    MarketRow row = fixture.row("BTCUSD@coingecko");
    requirePrice(row, "2500", NOON, PriceSource.POLL);
    assertThat(row.day()).isEqualTo(day("1060", "2500", "1060", null, null));
    assertThat(row.topic()).isEqualTo("ticks:BTC");
    assertThat(row.expectedSeconds()).isEqualTo(60);
    assertThat(row.candles().state()).isEqualTo(StoredCandles.State.NONE);
    fixture.clock.advance(Duration.ofHours(1));
    assertThat(fixture.row("BTCUSD@coingecko").day()).isEqualTo(DayFigures.UNKNOWN);
  }

  @Test
  void pollsOfLessThanADayAndOfAnotherSourceAreNotADay() {
    fixture.activate(BITCOIN);
    fixture.poll(BITCOIN, "simulated", NOON.minus(Duration.ofHours(25)), Duration.ofMinutes(1));
    MarketRow none = fixture.row("BTCUSD@coingecko");
    assertThat(none.last()).isNull();
    assertThat(none.lastMissingReason()).contains("not polled");
    fixture.clock.advance(Duration.ofSeconds(1));
    fixture.poll(BITCOIN, "coingecko", NOON.minus(Duration.ofHours(3)), Duration.ofMinutes(1));
    MarketRow row = fixture.row("BTCUSD@coingecko");
    requirePrice(row, "1180", NOON, PriceSource.POLL);
    assertThat(row.day()).isEqualTo(DayFigures.UNKNOWN);
  }

  /// Noon is the end of the stretch from 8 to 12 o'clock, so the running stretch is empty. Of the
  /// 30 hours before noon the first two are alone in a stretch from 4 o'clock on.
  @Test
  void theSparklineHasTheClosesOfFourHoursAndNullWhereNothingIsStored() {
    hours(30);
    List<@Nullable Double> expected = new ArrayList<>(Collections.nCopies(42, null));
    List<Double> closes = Arrays.asList(101.5, 105.5, 109.5, 113.5, 117.5, 121.5, 125.5, 129.5);
    for (int i = 0; i < closes.size(); i++) expected.set(33 + i, closes.get(i));
    assertThat(row().sparkline()).isEqualTo(expected);
    fixture.clock.advance(Duration.ofMinutes(61));
    fixture.store("binance", BTC_USDT, Interval.H1, NOON, 1);
    expected.set(41, 100.5);
    assertThat(row().sparkline()).isEqualTo(expected);
  }

  @Test
  void aHoleInTheCandlesIsAHoleInTheSparkline() {
    fixture.store("binance", BTC_USDT, Interval.H1, NOON.minus(Duration.ofHours(16)), 4);
    fixture.store("binance", BTC_USDT, Interval.H1, NOON.minus(Duration.ofHours(4)), 4);
    assertThat(row().sparkline().subList(36, 42))
        .containsExactly(null, 103.5, null, null, 103.5, null);
  }

  @Test
  void theSparklineOfDaysHasOnePointADay() {
    fixture.store("binance", BTC_USDT, Interval.D1, Instant.parse("2026-03-01T00:00:00Z"), 9);
    List<@Nullable Double> points = row().sparkline();
    assertThat(points.stream().filter(Objects::nonNull))
        .containsExactly(102.5, 103.5, 104.5, 105.5, 106.5, 107.5, 108.5);
    assertThat(points.get(37)).isEqualTo(108.5);
  }

  @Test
  void theSparklineOfAPolledPriceHasItsLastPrices() {
    fixture.activate(BITCOIN);
    fixture.poll(BITCOIN, "coingecko", NOON.minus(Duration.ofHours(9)), Duration.ofHours(1));
    List<@Nullable Double> points = fixture.row("BTCUSD@coingecko").sparkline();
    assertThat(points).hasSize(42);
    assertThat(points.subList(37, 42)).containsExactly(null, 1000.0, 1004.0, 1008.0, null);
  }

  /// Ten hours: one failed, two confirmed to be empty, one unavailable, one missing, five stored.
  @Test
  void emptyAndUnavailableTimesAreNotMissing() {
    Instant start = NOON.minus(Duration.ofHours(10));
    Series series = fixture.store("binance", BTC_USDT, Interval.H1, start, 4);
    Grid grid = series.grid();
    fixture.coverage.mark(
        series.id(),
        List.of(
            span(grid, start, 4, 1, State.FAILED),
            span(grid, start, 5, 2, State.CONFIRMED_EMPTY),
            span(grid, start, 7, 1, State.UNAVAILABLE)));
    fixture.save(series, List.of(MarketFixture.candle(grid, grid.plus(start, 9), 109)));
    assertThat(row().candles())
        .isEqualTo(new StoredCandles(StoredCandles.State.FAILED, 1, 1, 1, 5));
  }

  private static Span span(Grid grid, Instant start, int first, int count, State state) {
    return new Span(grid.plus(start, first), grid.plus(start, first + count), state, "a reason");
  }

  /// Months, weeks and three-day candles are counted on their own grids.
  @Test
  void everyIntervalIsCountedOnItsGrid() {
    Instant months = Instant.parse("2025-11-01T00:00:00Z");
    fixture.store("binance", BTC_USDT, Interval.MO1, months, 2);
    Instant weeks = Instant.parse("2026-02-02T00:00:00Z");
    fixture.store("binance", BTC_USDT, Interval.W1, weeks, 2);
    Series three = fixture.series.register("binance", BTC_USDT, Interval.D3);
    Instant anchor = Instant.parse("2026-03-02T00:00:00Z");
    fixture.series.setAnchor(three.id(), anchor);
    fixture.save(three, List.of(MarketFixture.candle(new Grid(Interval.D3, anchor), anchor, 100)));
    // Closed by March 10: months 1 and 2, weeks from February 16 and 23 and March 2, days from 5.
    assertThat(row().candles())
        .isEqualTo(new StoredCandles(StoredCandles.State.MISSING, 2 + 3 + 1, 0, 3, 5));
  }

  @Test
  void pricesKeepTheirDigits() {
    Series series = fixture.series.register("binance", BTC_USDT, Interval.H1);
    var candle = MarketFixture.candle(series.grid(), NOON.minus(Duration.ofHours(1)), 5);
    BigDecimal fine = decimal("5.123456789012345678");
    fixture.save(
        series,
        List.of(
            new Candle(
                candle.openTime(),
                candle.open(),
                candle.high(),
                candle.low(),
                fine,
                candle.volume(),
                candle.closeTime(),
                candle.trades(),
                null,
                null,
                null)));
    assertThat(Objects.requireNonNull(row().last()).price()).isEqualTo(fine);
  }
}
