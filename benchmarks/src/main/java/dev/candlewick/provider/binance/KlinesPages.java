package dev.candlewick.provider.binance;

import dev.candlewick.market.CandleBatch;
import org.jspecify.annotations.NullMarked;

/// Gives the benchmarks access to the package-private parser of this package.
@NullMarked
public final class KlinesPages {
  private KlinesPages() {}

  public static CandleBatch parse(byte[] body, int expected) {
    return CandlesParser.parse(body, expected);
  }
}
