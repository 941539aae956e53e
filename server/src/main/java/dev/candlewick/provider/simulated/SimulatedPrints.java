package dev.candlewick.provider.simulated;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The prints of a simulated symbol: four in each second in which the market is up. They decompose
/// the second's candle, so the prices and volume of any candle are those of its prints. The
/// candle's count of trades differs: it belongs to a larger market of which these prints are a
/// sample.
final class SimulatedPrints {
  private static final int PRINTS_PER_SECOND = 4;
  private static final int PRINTS_PER_MINUTE = 60 * PRINTS_PER_SECOND;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration SPACING = SECOND.dividedBy(PRINTS_PER_SECOND);
  private static final Grid SECONDS = Grid.of(Interval.S1);

  private final Symbol symbol;
  private final SimulatedMarket market;

  private volatile Count minuteCount = new Count(SimulatedProvider.START, 0);

  /// How many minutes the market was up before this one.
  private record Count(Instant minute, long up) {}

  SimulatedPrints(Symbol symbol, SimulatedMarket market) {
    this.symbol = symbol;
    this.market = market;
  }

  /// Returns the prints of the second that begins at `begin`; none in an outage.
  List<Print> second(Instant begin) {
    Optional<Candle> candle = market.candle(begin, begin.plus(SECOND));
    return candle.map(this::split).orElse(List.of());
  }

  /// Splits a candle into the open, one extreme, the other and the close. The first two are bought
  /// and sum to the takers' buys; the others are sold.
  private List<Print> split(Candle candle) {
    BigDecimal bought = candle.takerBaseVolume();
    if (bought == null)
      throw new IllegalStateException("a simulated candle without a taker volume");
    BigDecimal sold = candle.volume().subtract(bought);
    BigDecimal[] prices = {candle.open(), candle.high(), candle.low(), candle.close()};
    long first = firstNumber(candle.openTime());
    List<Print> prints = new ArrayList<>();
    for (int i = 0; i < PRINTS_PER_SECOND; i++) {
      boolean buys = i < PRINTS_PER_SECOND / 2;
      BigDecimal whole = buys ? bought : sold;
      BigDecimal half = whole.divide(TWO, whole.scale(), RoundingMode.UP);
      BigDecimal qty = i % 2 == 0 ? half : whole.subtract(half);
      prints.add(
          new Print(
              symbol,
              prices[i],
              qty,
              candle.openTime().plus(SPACING.multipliedBy(i)),
              buys ? Print.Side.BUY : Print.Side.SELL,
              Long.toString(first + i)));
    }
    return prints;
  }

  /// Returns the number of the first print of a second. Outages have no prints, so numbers rise by
  /// one.
  private long firstNumber(Instant begin) {
    Instant minute = begin.truncatedTo(ChronoUnit.MINUTES);
    Count count = minuteCount;
    if (!count.minute().equals(minute)) {
      count = new Count(minute, market.minutesUp(SimulatedProvider.START, minute));
      minuteCount = count;
    }
    return count.up() * PRINTS_PER_MINUTE
        + Duration.between(minute, begin).toSeconds() * PRINTS_PER_SECOND;
  }

  /// Returns the newest prints of the seconds that end by `end`, oldest first.
  List<Print> newest(Instant end, int limit) {
    List<Print> prints = new ArrayList<>();
    Instant second = SECONDS.floor(end);
    while (prints.size() < limit && second.isAfter(SimulatedProvider.START)) {
      second = second.minus(SECOND);
      prints.addAll(second(second).reversed());
    }
    return List.copyOf(prints.subList(0, Math.min(limit, prints.size())).reversed());
  }

  /// Returns at most `limit` prints after a known one, up to a number, of the seconds that end by
  /// `end`.
  List<Print> between(Print after, long before, Instant end, int limit) {
    long known = after.number().orElseThrow();
    List<Print> prints = new ArrayList<>();
    Instant second = SECONDS.floor(after.time());
    while (prints.size() < limit && !second.plus(SECOND).isAfter(end)) {
      for (Print print : second(second)) {
        long number = print.number().orElseThrow();
        if (number >= before) return List.copyOf(prints);
        if (number > known && prints.size() < limit) prints.add(print);
      }
      second = second.plus(SECOND);
    }
    return List.copyOf(prints);
  }
}
