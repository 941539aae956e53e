package dev.candlewick.provider.simulated;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One symbol's prices as a pure function of time. A price is a base times the exponential of a sum
/// of value noises, with periods from a year down to two minutes. A minute opens at its own price
/// and closes at the next one's. All amounts are whole ticks, so that sums are exact.
final class SimulatedMarket {
  private static final Map<String, Double> BASES =
      Map.of("BTC", 60000.0, "ETH", 3000.0, "SOL", 150.0, "BNB", 600.0, "XRP", 0.6, "DOGE", 0.15);
  private static final int VOLUME_SCALE = 5;

  /// The turnover of a quiet minute, in the quote currency.
  private static final double TYPICAL_TURNOVER = 60_000;

  private static final long OUTAGE_BLOCK = 360;
  private static final int OUTAGE_ONE_IN = 400;
  private static final int[] PERIODS = {
    525_600, 131_400, 43_200, 10_080, 2_880, 1_440, 360, 90, 30, 10, 2
  };
  private static final double[] SWINGS = {
    0.7, 0.3, 0.15, 0.08, 0.04, 0.025, 0.012, 0.006, 0.003, 0.0015, 0.0006
  };

  private final long seed;
  private final double base;
  private final int priceScale;
  private final double ticks;

  SimulatedMarket(long seed, Symbol symbol) {
    this.seed = mix(seed ^ symbol.joined().hashCode() * 0x9E3779B97F4A7C15L);
    this.base = BASES.getOrDefault(symbol.base(), 0.5 + 100 * unit(this.seed, 1));
    this.priceScale = base >= 10 ? 2 : 5;
    this.ticks = Math.pow(10, priceScale);
  }

  /// Returns the candle of `from <= time < to`, or empty when the market was down all the time.
  Optional<Candle> candle(Instant from, Instant to) {
    long first = Math.floorDiv(from.getEpochSecond(), 60);
    long end = Math.floorDiv(to.getEpochSecond() + 59, 60);
    if (to.getEpochSecond() - from.getEpochSecond() < 60) return second(from, first);
    Sum sum = new Sum();
    for (long minute = first; minute < end; minute++) {
      if (!isDown(minute)) sum.add(minute(minute));
    }
    return sum.count == 0 ? Optional.empty() : Optional.of(sum.candle(from, to));
  }

  /// Returns the running candle: from its open time to a whole second before its end. It is
  /// extended minute by minute, so that a month costs no more than a minute.
  Running running(Instant from) {
    return new Running(from);
  }

  /// A running candle.
  final class Running {
    private final Instant from;
    private final Sum minutes = new Sum();
    private long next;

    private Running(Instant from) {
      this.from = from;
      this.next = Math.floorDiv(from.getEpochSecond(), 60);
    }

    /// Returns its state at a time that never decreases; empty while the market was down all the
    /// time.
    ///
    /// @param to the end of the whole candle
    Optional<Candle> at(Instant now, Instant to) {
      long minute = Math.floorDiv(now.getEpochSecond(), 60);
      for (; next < minute; next++) {
        if (!isDown(next)) minutes.add(minute(next));
      }
      Sum all = new Sum(minutes);
      int seconds = isDown(minute) ? 0 : Math.floorMod(now.getEpochSecond(), 60);
      for (int at = 0; at < seconds; at++) all.add(secondOf(minute, at));
      return all.count == 0 ? Optional.empty() : Optional.of(all.candle(from, to));
    }
  }

  /// Returns the number of minutes from `start` to before `end` in which the market was up.
  long minutesUp(Instant start, Instant end) {
    long first = Math.floorDiv(start.getEpochSecond(), 60);
    long last = Math.floorDiv(end.getEpochSecond(), 60);
    long up = last - first;
    for (long block = Math.floorDiv(first, OUTAGE_BLOCK); block * OUTAGE_BLOCK < last; block++) {
      Outage outage = outage(block);
      if (outage == null) continue;
      long from = Math.max(first, block * OUTAGE_BLOCK + outage.start());
      long to = Math.min(last, block * OUTAGE_BLOCK + outage.end());
      up -= Math.max(0, to - from);
    }
    return up;
  }

  /// Returns one of a minute's sixty seconds; together they roll up to the minute exactly.
  private Optional<Candle> second(Instant from, long minute) {
    if (isDown(minute)) return Optional.empty();
    Sum sum = new Sum();
    sum.add(secondOf(minute, Math.floorMod(from.getEpochSecond(), 60)));
    return Optional.of(sum.candle(from, from.plusSeconds(1)));
  }

  private Minute secondOf(long minute, int at) {
    Minute whole = minute(minute);
    long open = at == 0 ? whole.open : priceWithin(whole, minute, at);
    long close = at == 59 ? whole.close : priceWithin(whole, minute, at + 1);
    return new Minute(
        open,
        at == 20 ? whole.high : Math.max(open, close),
        at == 40 ? whole.low : Math.min(open, close),
        close,
        share(whole.volume, at),
        share(whole.quote, at),
        share(whole.takerBase, at),
        share(whole.takerQuote, at),
        share(whole.trades, at));
  }

  private long priceWithin(Minute whole, long minute, int second) {
    double part = unit(seed, minute * 61 + second);
    return whole.low + (long) ((whole.high - whole.low) * part);
  }

  /// Returns the part of a whole that belongs to one of sixty; all sixty add up to the whole.
  private static long share(long whole, int at) {
    return whole * (at + 1) / 60 - whole * at / 60;
  }

  private record Minute(
      long open,
      long high,
      long low,
      long close,
      long volume,
      long quote,
      long takerBase,
      long takerQuote,
      long trades) {}

  private Minute minute(long minute) {
    long open = price(minute);
    long close = price(minute + 1);
    double wick = 0.0006 * unit(seed + 2, minute);
    double tail = 0.0006 * unit(seed + 3, minute);
    long high = Math.max(open, close) + (long) (Math.max(open, close) * wick);
    long low = Math.max(1, Math.min(open, close) - (long) (Math.min(open, close) * tail));
    long volume = volume(minute);
    long quote = volume * ((open + close) / 2);
    double taken = 0.3 + 0.4 * unit(seed + 4, minute);
    long trades = 1 + (long) (volume / Math.pow(10, VOLUME_SCALE) * base / TYPICAL_TURNOVER * 20);
    return new Minute(
        open,
        high,
        low,
        close,
        volume,
        quote,
        (long) (volume * taken),
        (long) (quote * taken),
        trades);
  }

  private long price(long minute) {
    double noise = 0;
    for (int i = 0; i < PERIODS.length; i++) {
      noise += SWINGS[i] * noise(seed + 100 + i, minute, PERIODS[i]);
    }
    return Math.max(2, Math.round(base * Math.exp(noise) * ticks));
  }

  /// Value noise: random heights every `period` minutes, joined smoothly; from -1 to 1.
  private static double noise(long seed, long minute, int period) {
    long knot = Math.floorDiv(minute, period);
    double part = Math.floorMod(minute, period) / (double) period;
    double smooth = part * part * (3 - 2 * part);
    double here = unit(seed, knot);
    double there = unit(seed, knot + 1);
    return 2 * (here + (there - here) * smooth) - 1;
  }

  /// The volume of a minute: log-normal, higher in an hour of a burst.
  private long volume(long minute) {
    double hour = unit(seed + 5, Math.floorDiv(minute, 60));
    double burst = hour > 0.97 ? 8 : 0.5 + hour;
    double spread = Math.exp(2 * (unit(seed + 6, minute) + unit(seed + 7, minute) - 1));
    return 1 + (long) (TYPICAL_TURNOVER / base * burst * spread * Math.pow(10, VOLUME_SCALE));
  }

  /// Whether the market is down in this minute: one block of six hours in four hundred has an
  /// outage of 3 to 90 minutes.
  private boolean isDown(long minute) {
    Outage outage = outage(Math.floorDiv(minute, OUTAGE_BLOCK));
    if (outage == null) return false;
    long at = Math.floorMod(minute, OUTAGE_BLOCK);
    return at >= outage.start() && at < outage.end();
  }

  /// The range of an outage, in minutes of its block.
  private record Outage(long start, long end) {}

  private @Nullable Outage outage(long block) {
    if (unit(seed + 8, block) * OUTAGE_ONE_IN >= 1) return null;
    long start = (long) (unit(seed + 9, block) * (OUTAGE_BLOCK - 90));
    return new Outage(start, start + 3 + (long) (unit(seed + 10, block) * 87));
  }

  private static double unit(long seed, long at) {
    return (mix(seed + at * 0x9E3779B97F4A7C15L) >>> 11) * 0x1.0p-53;
  }

  /// SplitMix64's finaliser (Steele, Lea, Flood 2014).
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /// Sums minutes: first open, highest, lowest, last close, sums of the rest.
  private final class Sum {
    private int count;
    private long open;
    private long high;
    private long low = Long.MAX_VALUE;
    private long close;
    private long trades;
    private long volume;
    private long takerBase;
    private BigDecimal quote = BigDecimal.ZERO;
    private BigDecimal takerQuote = BigDecimal.ZERO;

    Sum() {}

    Sum(Sum other) {
      count = other.count;
      open = other.open;
      high = other.high;
      low = other.low;
      close = other.close;
      trades = other.trades;
      volume = other.volume;
      takerBase = other.takerBase;
      quote = other.quote;
      takerQuote = other.takerQuote;
    }

    void add(Minute minute) {
      if (count++ == 0) open = minute.open;
      high = Math.max(high, minute.high);
      low = Math.min(low, minute.low);
      close = minute.close;
      trades += minute.trades;
      volume += minute.volume;
      takerBase += minute.takerBase;
      quote = quote.add(BigDecimal.valueOf(minute.quote));
      takerQuote = takerQuote.add(BigDecimal.valueOf(minute.takerQuote));
    }

    Candle candle(Instant from, Instant to) {
      int quoteScale = VOLUME_SCALE + priceScale;
      return new Candle(
          from,
          BigDecimal.valueOf(open, priceScale),
          BigDecimal.valueOf(high, priceScale),
          BigDecimal.valueOf(low, priceScale),
          BigDecimal.valueOf(close, priceScale),
          BigDecimal.valueOf(volume, VOLUME_SCALE),
          to.minusMillis(1),
          (int) Math.min(trades, Integer.MAX_VALUE),
          quote.movePointLeft(quoteScale),
          BigDecimal.valueOf(takerBase, VOLUME_SCALE),
          takerQuote.movePointLeft(quoteScale));
    }
  }
}
