package dev.candlewick.catalog;

import dev.candlewick.market.Listings;
import dev.candlewick.market.Market;
import dev.candlewick.market.MarketMatch;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The correct name of something that is stored under another one. Earlier versions split names by
/// a list of quotes in the code, took a venue's alias for a market of its own, and added a quote to
/// posted names that they could not split.
final class CanonicalName {
  private static final String ADDED_QUOTE = "USDT";

  /// Earlier versions replaced Kraken's tickers after they had split a name: `XETHXXBT` became
  /// `XETHX` in `BTC`.
  private static final Map<String, String> REPLACED_TICKERS = Map.of("BTC", "XBT", "DOGE", "XDG");

  private CanonicalName() {}

  /// Returns the correct name; empty where the stored name is correct, or where the listings do not
  /// decide.
  static Optional<Symbol> find(Listings listings, String provider, Symbol stored) {
    return provider.equals(Series.POSTED)
        ? postedName(listings, stored)
        : venueName(listings, provider, stored);
  }

  private static Optional<Symbol> venueName(Listings listings, String provider, Symbol stored) {
    if (!listings.hasMarkets(provider) || listings.findMarket(provider, stored).isPresent()) {
      return Optional.empty();
    }
    return listedSymbol(listings, provider, stored.joined())
        .or(() -> listedSymbol(listings, provider, stored.base() + venueTicker(stored.quote())));
  }

  private static Optional<Symbol> listedSymbol(Listings listings, String provider, String name) {
    return listings.matchMarket(provider, name, "") instanceof MarketMatch.Found found
        ? Optional.of(found.market().symbol())
        : Optional.empty();
  }

  private static String venueTicker(String ticker) {
    return REPLACED_TICKERS.getOrDefault(ticker, ticker);
  }

  private static Optional<Symbol> postedName(Listings listings, Symbol stored) {
    if (!stored.quote().equals(ADDED_QUOTE) || !listings.marketsNamed(stored.joined()).isEmpty()) {
      return Optional.empty();
    }
    List<Symbol> listed =
        listings.marketsNamed(stored.base()).stream().map(Market::symbol).distinct().toList();
    return listed.size() == 1 ? Optional.of(listed.getFirst()) : Optional.empty();
  }
}
