package dev.candlewick.market;

import java.util.Locale;

/// An instrument priced in a currency: BTC in USDT. Both names are tickers in capitals.
public record Symbol(String base, String quote) {
  public Symbol {
    base = base.toUpperCase(Locale.ROOT);
    quote = quote.toUpperCase(Locale.ROOT);
    if (base.isEmpty() || quote.isEmpty()) {
      throw new IllegalArgumentException(
          "a symbol needs a base and a quote: " + base + "/" + quote);
    }
  }

  /// `BTCUSDT`
  public String joined() {
    return base + quote;
  }

  /// `BTC/USDT`
  @Override
  public String toString() {
    return base + "/" + quote;
  }
}
