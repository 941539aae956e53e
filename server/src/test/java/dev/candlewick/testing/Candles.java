package dev.candlewick.testing;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Random sound candles, reproducible by seed.
public final class Candles {
  private Candles() {}

  /// Returns `count` consecutive candles.
  public static CandleBatch random(Grid grid, Instant from, int count, long seed) {
    Random random = new Random(seed);
    List<Candle> candles = new ArrayList<>();
    for (int i = 0; i < count; i++) candles.add(one(grid, grid.plus(from, i), random));
    return CandleBatch.of(candles);
  }

  /// Returns one candle, with zero to eighteen decimals.
  public static Candle one(Grid grid, Instant open, Random random) {
    int scale = random.nextInt(19);
    BigDecimal low = decimal(random, scale).add(BigDecimal.valueOf(1, scale));
    BigDecimal first = low.add(decimal(random, scale));
    BigDecimal last = low.add(decimal(random, scale));
    BigDecimal high = first.max(last).add(decimal(random, scale));
    return new Candle(
        open,
        first,
        high,
        low,
        last,
        decimal(random, 8),
        grid.next(open).minusMillis(1),
        random.nextInt(1_000_000),
        maybe(random),
        maybe(random),
        maybe(random));
  }

  /// Returns the same candle with another volume.
  public static Candle withVolume(Candle candle, BigDecimal volume) {
    return new Candle(
        candle.openTime(),
        candle.open(),
        candle.high(),
        candle.low(),
        candle.close(),
        volume,
        candle.closeTime(),
        candle.trades(),
        candle.quoteVolume(),
        candle.takerBaseVolume(),
        candle.takerQuoteVolume());
  }

  private static @Nullable BigDecimal maybe(Random random) {
    return random.nextInt(4) == 0 ? null : decimal(random, 8);
  }

  private static BigDecimal decimal(Random random, int scale) {
    return BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), scale);
  }
}
