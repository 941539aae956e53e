package dev.candlewick.provider.kraken;

import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider.Listing;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A market with Kraken's three names for it.
///
/// @param key the name in responses: `XXBTZUSD`
/// @param altname the name in requests: `XBTUSD`
/// @param wsname its name in feeds of version 1, in Kraken's own codes: `XBT/USD`
record KrakenMarket(String key, String altname, String wsname, Symbol symbol, boolean trading) {
  /// Kraken's own tickers and the common ones.
  private static final Map<String, String> COMMON_TICKERS = Map.of("XBT", "BTC", "XDG", "DOGE");

  private static final Map<String, String> KRAKEN_TICKERS = Map.of("BTC", "XBT", "DOGE", "XDG");

  /// Names that have a prefix in Kraken's ids: `X` for a coin, `Z` for a currency. Later listings
  /// have no prefix, so `XTZ` and `ZRX` are whole names.
  private static final Set<String> OLD_COINS =
      Set.of("ETC", "ETH", "LTC", "MLN", "REP", "XBT", "XDG", "XLM", "XMR", "XRP", "ZEC");

  private static final Set<String> OLD_CURRENCIES =
      Set.of("AUD", "CAD", "EUR", "GBP", "JPY", "USD");

  /// Returns the names the market must have if it is listed at all.
  static KrakenMarket guessed(Symbol symbol) {
    String base = toKrakenTicker(symbol.base());
    String quote = toKrakenTicker(symbol.quote());
    return new KrakenMarket(id(base) + id(quote), base + quote, base + "/" + quote, symbol, true);
  }

  Listing listing() {
    return new Listing(altname, symbol, Set.copyOf(List.of(key, wsname)), trading, null);
  }

  /// Returns the common ticker for Kraken's: `XXBT` and `XBT` are `BTC`, `ZUSD` is `USD`.
  static String toCommonTicker(String name) {
    String plain = name;
    if (name.length() == 4) {
      String tail = name.substring(1);
      boolean coin = name.startsWith("X") && OLD_COINS.contains(tail);
      boolean money = name.startsWith("Z") && OLD_CURRENCIES.contains(tail);
      if (coin || money) plain = tail;
    }
    return COMMON_TICKERS.getOrDefault(plain, plain);
  }

  private static String toKrakenTicker(String ticker) {
    return KRAKEN_TICKERS.getOrDefault(ticker, ticker);
  }

  private static String id(String name) {
    if (OLD_COINS.contains(name)) return "X" + name;
    return OLD_CURRENCIES.contains(name) ? "Z" + name : name;
  }
}
