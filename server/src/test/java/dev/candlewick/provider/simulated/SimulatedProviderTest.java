package dev.candlewick.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider.CandleQuery;
import dev.candlewick.provider.PriceProvider.Price;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Proves that the simulated market is consistent: the same at every request, valid in every
/// interval, and equal to its own roll-up.
class SimulatedProviderTest {
  private static final Symbol BTC = new Symbol("BTC", "USDT");
  private static final Instant NOW = Instant.parse("2025-06-15T12:34:56Z");
  private static final int ROUNDS = 40;

  private final SimulatedProvider provider = new SimulatedProvider(7, () -> NOW);
  private final Random random = new Random(20250615);

  @Test
  void theSameSeedIsTheSameMarket() {
    Instant from = Instant.parse("2024-03-01T00:00:00Z");
    CandleBatch once = page(provider, Interval.M1, from, from.plus(Duration.ofHours(10)));
    CandleBatch again =
        page(
            new SimulatedProvider(7, () -> NOW),
            Interval.M1,
            from,
            from.plus(Duration.ofHours(10)));
    CandleBatch other =
        page(
            new SimulatedProvider(8, () -> NOW),
            Interval.M1,
            from,
            from.plus(Duration.ofHours(10)));
    assertThat(candles(again)).isEqualTo(candles(once));
    assertThat(candles(other)).isNotEqualTo(candles(once));
  }

  @Test
  void aPriceIsTheCloseOfTheNewestMinuteInAnyQuote() {
    Instrument btc = new Instrument("bitcoin", "BTC", "Bitcoin");
    Instant minute = Instant.parse("2025-06-15T12:33:00Z");
    for (String quote : List.of("USD", "USDT")) {
      CandleQuery query =
          new CandleQuery(
              new Symbol("BTC", quote),
              Grid.of(Interval.M1),
              minute,
              minute.plus(Duration.ofMinutes(1)),
              1);
      assertThat(provider.fetchPrices(List.of(btc), quote).valid())
          .containsExactly(
              new Price(btc, provider.fetchCandles(query).candles().candle(0).close()));
    }
  }

  @Test
  void anOutageHasThePriceBeforeIt() {
    Instrument btc = new Instrument("bitcoin", "BTC", "Bitcoin");
    for (int hour = 0; hour < 5000; hour++) {
      Instant now = NOW.plus(Duration.ofHours(hour));
      assertThat(new SimulatedProvider(7, () -> now).fetchPrices(List.of(btc), "USDT").valid())
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Interval.class)
  void everyCandleIsSoundAndOnTheGrid(Interval interval) {
    Grid grid = Grid.of(interval);
    Instant from = NOW.minus(interval.length().multipliedBy(120));
    CandleBatch batch = page(provider, interval, from, NOW);
    assertThat(batch.size()).isGreaterThan(50);
    assertThat(batch.fault(grid)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Interval.class)
  void nothingIsStillOpen(Interval interval) {
    Grid grid = Grid.of(interval);
    Instant from = NOW.minus(interval.length().multipliedBy(3));
    CandleBatch batch = page(provider, interval, from, NOW.plus(Duration.ofDays(90)));
    assertThat(batch.isEmpty()).isFalse();
    Instant last = batch.openTime(batch.size() - 1);
    assertThat(grid.next(last)).isBeforeOrEqualTo(NOW);
    assertThat(grid.next(grid.next(last))).isAfter(NOW);
  }

  @Test
  void sixtyMinutesAreTheHour() {
    for (int i = 0; i < ROUNDS; i++) rollsUp(Interval.M1, Interval.H1, hour(), 5);
  }

  @Test
  void sixtySecondsAreTheMinute() {
    for (int i = 0; i < ROUNDS; i++) rollsUp(Interval.S1, Interval.M1, hour(), 10);
  }

  @Test
  void twentyFourHoursAreTheDay() {
    for (int i = 0; i < ROUNDS; i++) rollsUp(Interval.H1, Interval.D1, hour(), 10);
  }

  @Test
  void outagesExistAndRollUpToo() {
    Instant from = Instant.parse("2024-01-01T00:00:00Z");
    Instant outage = null;
    for (int i = 0; i < 2000 && outage == null; i++) {
      Instant page = from.plus(Duration.ofMinutes(1000L * i));
      if (page.isAfter(NOW)) break;
      CandleBatch batch = page(provider, Interval.M1, page, page.plus(Duration.ofMinutes(1000)));
      outage = firstGap(batch);
    }
    assertThat(outage).as("a minute without a candle").isNotNull();
    if (outage == null) return;
    Instant day = Grid.of(Interval.D1).floor(outage);
    rollsUp(Interval.M1, Interval.H1, Grid.of(Interval.H1).floor(outage), 3);
    rollsUp(Interval.S1, Interval.M1, outage.minus(Duration.ofMinutes(2)), 5);
    rollsUp(Interval.H1, Interval.D1, day, 1);
  }

  @Test
  @Timeout(60)
  void aThousandDaysComeInOnePage() {
    CandleBatch batch = page(provider, Interval.D1, Instant.parse("2022-01-01T00:00:00Z"), NOW);
    assertThat(batch.size()).isEqualTo(1000);
  }

  @Test
  void nothingIsOlderThanTheFirstCandle() {
    for (Interval interval : Interval.values()) {
      Instant first = provider.fetchFirstOpen(BTC, interval).orElseThrow();
      CandleBatch batch =
          page(provider, interval, Instant.EPOCH, first.plus(interval.length().multipliedBy(2)));
      assertThat(batch.openTime(0)).as(interval.code()).isEqualTo(first);
    }
  }

  private Instant hour() {
    long hours = Duration.between(SimulatedProvider.START, NOW).toHours() - 300;
    long days = random.nextLong(hours) / 24;
    return SimulatedProvider.START.plus(Duration.ofDays(days));
  }

  private void rollsUp(Interval small, Interval large, Instant from, int count) {
    Grid grid = Grid.of(large);
    Instant to = grid.plus(from, count);
    Map<Instant, Candle> rolled = new TreeMap<>();
    for (Candle candle : all(small, from, to)) {
      Instant open = grid.floor(candle.openTime());
      rolled.merge(open, at(candle, open, grid.next(open)), SimulatedProviderTest::joined);
    }
    assertThat(all(large, from, to)).isEqualTo(List.copyOf(rolled.values()));
  }

  private List<Candle> all(Interval interval, Instant from, Instant to) {
    List<Candle> all = new ArrayList<>();
    Duration step = interval.length().multipliedBy(provider.pageSize());
    for (Instant at = from; at.isBefore(to); at = at.plus(step)) {
      Instant end = at.plus(step).isBefore(to) ? at.plus(step) : to;
      all.addAll(candles(page(provider, interval, at, end)));
    }
    return all;
  }

  private static Candle at(Candle candle, Instant open, Instant next) {
    return new Candle(
        open,
        candle.open(),
        candle.high(),
        candle.low(),
        candle.close(),
        candle.volume(),
        next.minusMillis(1),
        candle.trades(),
        candle.quoteVolume(),
        candle.takerBaseVolume(),
        candle.takerQuoteVolume());
  }

  private static Candle joined(Candle one, Candle two) {
    return new Candle(
        one.openTime(),
        one.open(),
        one.high().max(two.high()),
        one.low().min(two.low()),
        two.close(),
        one.volume().add(two.volume()),
        one.closeTime(),
        one.trades() + two.trades(),
        both(Candle::quoteVolume, one, two, BigDecimal::add),
        both(Candle::takerBaseVolume, one, two, BigDecimal::add),
        both(Candle::takerQuoteVolume, one, two, BigDecimal::add));
  }

  private static BigDecimal both(
      Function<Candle, @Nullable BigDecimal> field,
      Candle one,
      Candle two,
      BinaryOperator<BigDecimal> join) {
    BigDecimal first = field.apply(one);
    BigDecimal second = field.apply(two);
    if (first == null || second == null) throw new AssertionError("a volume is missing");
    return join.apply(first, second);
  }

  private static @Nullable Instant firstGap(CandleBatch batch) {
    for (int i = 1; i < batch.size(); i++) {
      Instant expected = batch.openTime(i - 1).plusSeconds(60);
      if (!batch.openTime(i).equals(expected)) return expected;
    }
    return null;
  }

  private static CandleBatch page(
      SimulatedProvider provider, Interval interval, Instant from, Instant to) {
    return provider.fetchCandles(new CandleQuery(BTC, Grid.of(interval), from, to, 1000)).candles();
  }

  private static List<Candle> candles(CandleBatch batch) {
    List<Candle> candles = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) candles.add(batch.candle(i));
    return candles;
  }
}
