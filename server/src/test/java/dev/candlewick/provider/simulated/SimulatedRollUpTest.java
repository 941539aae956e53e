package dev.candlewick.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider.CandleQuery;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Proves that the simulated market is a pure function of time: the same in every process, valid,
/// and every longer candle exactly the sum of its shorter ones.
class SimulatedRollUpTest {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:30Z");
  private static final Symbol BTC = new Symbol("BTC", "USDT");
  private static final List<String> BASES = List.of("BTC", "ETH", "DOGE", "XRP", "NEWCOIN");

  private final SimulatedProvider venue = new SimulatedProvider(7, InstantSource.fixed(NOW));

  private CandleBatch page(Symbol symbol, Interval interval, Instant from, Instant to) {
    return venue.fetchCandles(new CandleQuery(symbol, Grid.of(interval), from, to, 1000)).candles();
  }

  private List<Candle> all(Symbol symbol, Interval interval, Instant from, Instant to) {
    List<Candle> candles = new ArrayList<>();
    CandleBatch page = page(symbol, interval, from, to);
    while (!page.isEmpty()) {
      for (int row = 0; row < page.size(); row++) candles.add(page.candle(row));
      page = page(symbol, interval, candles.getLast().openTime().plusSeconds(1), to);
    }
    return candles;
  }

  private static Instant anyTime(Random random) {
    long span = Duration.between(SimulatedProvider.START, NOW).toSeconds();
    return SimulatedProvider.START.plusSeconds(random.nextLong(span));
  }

  private static void assertRollsUp(Candle whole, List<Candle> parts) {
    assertThat(whole.open()).isEqualByComparingTo(parts.getFirst().open());
    assertThat(whole.close()).isEqualByComparingTo(parts.getLast().close());
    assertThat(whole.high()).isEqualByComparingTo(fold(parts, Candle::high, BigDecimal::max));
    assertThat(whole.low()).isEqualByComparingTo(fold(parts, Candle::low, BigDecimal::min));
    for (Function<Candle, BigDecimal> amount :
        List.<Function<Candle, BigDecimal>>of(
            Candle::volume,
            Candle::quoteVolume,
            Candle::takerBaseVolume,
            Candle::takerQuoteVolume)) {
      assertThat(amount.apply(whole)).isEqualByComparingTo(fold(parts, amount, BigDecimal::add));
    }
    assertThat(whole.trades()).isEqualTo(parts.stream().mapToInt(Candle::trades).sum());
  }

  private static BigDecimal fold(
      List<Candle> parts, Function<Candle, BigDecimal> value, BinaryOperator<BigDecimal> with) {
    return parts.stream().map(value).reduce(with).orElseThrow();
  }

  @Test
  void anyCandleIsExactlyTheSumOfItsMinutes() {
    Random random = new Random(11);
    Interval[] longer = {
      Interval.M3, Interval.M15, Interval.H1, Interval.H4, Interval.H12, Interval.D1, Interval.W1
    };
    for (int i = 0; i < 120; i++) {
      Symbol symbol = new Symbol(BASES.get(random.nextInt(BASES.size())), "USDT");
      Interval interval = longer[random.nextInt(longer.length)];
      Instant open = Grid.of(interval).ceiling(anyTime(random));
      Instant next = Grid.of(interval).next(open);
      if (next.isAfter(NOW)) continue;
      List<Candle> minutes = all(symbol, Interval.M1, open, next);
      CandleBatch whole = page(symbol, interval, open, next);
      assertThat(whole.size()).isEqualTo(minutes.isEmpty() ? 0 : 1);
      if (!minutes.isEmpty()) assertRollsUp(whole.candle(0), minutes);
    }
  }

  @Test
  void aMonthIsExactlyTheSumOfItsHours() {
    Instant from = Instant.parse("2024-02-01T00:00:00Z");
    Instant to = Instant.parse("2024-03-01T00:00:00Z");
    assertRollsUp(page(BTC, Interval.MO1, from, to).candle(0), all(BTC, Interval.H1, from, to));
  }

  @Test
  void aMinuteIsExactlyTheSumOfItsSeconds() {
    Random random = new Random(12);
    for (int i = 0; i < 200; i++) {
      Symbol symbol = new Symbol(BASES.get(random.nextInt(BASES.size())), "USDT");
      Instant open = Grid.of(Interval.M1).floor(anyTime(random));
      List<Candle> seconds = all(symbol, Interval.S1, open, open.plusSeconds(60));
      CandleBatch minute = page(symbol, Interval.M1, open, open.plusSeconds(60));
      assertThat(seconds).hasSize(minute.isEmpty() ? 0 : 60);
      if (!minute.isEmpty()) assertRollsUp(minute.candle(0), seconds);
    }
  }

  @Test
  void everyPageIsValidAndIndependentOfTheRequest() {
    Random random = new Random(13);
    SimulatedProvider twin = new SimulatedProvider(7, InstantSource.fixed(NOW));
    for (Interval interval : Interval.values()) {
      if (interval.length().compareTo(Duration.ofDays(1)) > 0) continue;
      Instant from = anyTime(random);
      Instant to = from.plus(interval.length().multipliedBy(400));
      Grid grid = Grid.of(interval);
      CandleBatch page = page(BTC, interval, from, to);
      assertThat(page.fault(grid)).isEmpty();
      Instant middle = from.plus(interval.length().multipliedBy(150)).plusSeconds(1);
      CandleBatch again = twin.fetchCandles(new CandleQuery(BTC, grid, middle, to, 1000)).candles();
      int shift = page.size() - again.size();
      for (int row = 0; row < again.size(); row++) {
        assertThat(again.same(row, page, row + shift)).isTrue();
      }
    }
  }

  @Test
  void nowAndThenTheMarketIsDownForThreeToNinetyMinutes() {
    Instant from = Instant.parse("2025-01-01T00:00:00Z");
    List<Candle> minutes = all(BTC, Interval.M1, from, from.plus(Duration.ofDays(365)));
    List<Long> gaps = new ArrayList<>();
    for (int i = 1; i < minutes.size(); i++) {
      Instant expected = minutes.get(i - 1).openTime().plusSeconds(60);
      long missing = Duration.between(expected, minutes.get(i).openTime()).toMinutes();
      if (missing > 0) gaps.add(missing);
    }
    assertThat(gaps).hasSizeBetween(1, 20).allMatch(missing -> missing >= 3 && missing <= 90);
  }
}
