package dev.candlewick.provider.binance;

import dev.candlewick.market.CandleBatch;
import org.jspecify.annotations.NullMarked;

/// Lets the benchmarks reach the parser of this package, which nobody else may.
@NullMarked
public final class KlinesPages {
  private KlinesPages() {}

  public static CandleBatch parse(byte[] body, int expected) {
    return CandlesParser.parse(body, expected);
  }
}
