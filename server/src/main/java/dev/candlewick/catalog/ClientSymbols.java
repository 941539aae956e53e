package dev.candlewick.catalog;

import dev.candlewick.ingest.Providers;
import dev.candlewick.market.InstrumentMatch;
import dev.candlewick.market.Listings;
import dev.candlewick.market.Market;
import dev.candlewick.market.MarketMatch;
import dev.candlewick.market.Symbol;
import dev.candlewick.market.UnlistedMarkets;
import dev.candlewick.store.listing.ListingStore;
import java.util.List;
import java.util.Optional;

/// The names in data that clients write and read back: posted candles and prints, positions of a
/// journal, filters over all providers. Sends no request to a venue.
public final class ClientSymbols {
  /// The quote of a name that states none.
  public static final String DEFAULT_QUOTE = "USDT";

  private final Catalog catalog;
  private final Providers providers;
  private final ListingStore store;

  public ClientSymbols(Catalog catalog, Providers providers, ListingStore store) {
    this.catalog = catalog;
    this.providers = providers;
    this.store = store;
  }

  /// Returns the symbol of a posted name. A joined name is split where all listed markets with this
  /// spelling agree. Empty for a text that is no name.
  public Optional<Symbol> parse(String text) {
    return Symbol.parse(text).map(this::split);
  }

  private Symbol split(Symbol written) {
    if (written.isSplit()) return written;
    List<Symbol> splits =
        catalog.listings().marketsNamed(written.joined()).stream()
            .map(Market::symbol)
            .distinct()
            .toList();
    return splits.size() == 1 ? splits.getFirst() : written;
  }

  /// Returns a position's symbol: base and quote as they are written; a joined name as it is
  /// listed; a coin in `DEFAULT_QUOTE`. Empty for a text that is no name.
  public Optional<Symbol> positionSymbol(String text) {
    Optional<Symbol> written = parse(text);
    if (written.filter(Symbol::isSplit).isPresent()) return written;
    if (catalog.listings().matchInstrument(text) instanceof InstrumentMatch.Found found) {
      return Symbol.parse(found.instrument().ticker())
          .map(ticker -> new Symbol(ticker.joined(), quoteFor(ticker.joined())));
    }
    return UnlistedMarkets.match("", text, DEFAULT_QUOTE) instanceof MarketMatch.Found found
        ? Optional.of(found.market().symbol())
        : Optional.empty();
  }

  /// Returns the quote of a coin; no coin is priced in itself.
  private static String quoteFor(String ticker) {
    return ticker.equals(DEFAULT_QUOTE) ? "USD" : DEFAULT_QUOTE;
  }

  /// Returns the joined name under which the series or prints that a text means are stored: the
  /// text itself where there are any, else the name of the market of the first venue that lists it,
  /// else the coin in `DEFAULT_QUOTE`.
  public String storedName(String text) {
    Optional<Symbol> written = Symbol.parse(text);
    String literal = written.map(Symbol::joined).orElse(text);
    if (store.isStored(literal)) return literal;
    for (String provider : providers.names()) {
      if (matchListed(provider, text) instanceof MarketMatch.Found found) {
        return found.market().symbol().joined();
      }
    }
    return catalog.listings().matchInstrument(text) instanceof InstrumentMatch.Found found
        ? found.instrument().ticker() + DEFAULT_QUOTE
        : literal;
  }

  /// Matches by the listing only: a venue with markets of everything would match every name.
  private MarketMatch matchListed(String provider, String text) {
    Listings listings = catalog.listings();
    return listings.matchMarket(provider, text, DEFAULT_QUOTE);
  }
}
