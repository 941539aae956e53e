package dev.candlewick.overview;

import dev.candlewick.catalog.Catalog;
import dev.candlewick.catalog.ClientSymbols;
import dev.candlewick.ingest.Providers;
import dev.candlewick.market.Listings;
import dev.candlewick.market.Market;
import dev.candlewick.market.MarketMatch;
import dev.candlewick.market.Symbol;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Gives the names of markets their meaning: a market this installation has anything of, or one
/// that its venue lists. Sends no request to a venue.
final class MarketDirectory {
  private static final Pattern FORM = Pattern.compile("(.+)@([a-z0-9_-]{1,20})");

  private final Catalog catalog;
  private final Providers providers;

  MarketDirectory(Catalog catalog, Providers providers) {
    this.catalog = catalog;
    this.providers = providers;
  }

  /// Returns the market of a name; empty when neither this installation nor the venue has it.
  ///
  /// @param known the markets this installation has anything of, by name
  Optional<MarketEntry> find(Map<String, MarketEntry> known, String name) {
    MarketEntry entry = known.get(name);
    if (entry != null) return Optional.of(entry);
    Matcher form = FORM.matcher(name);
    if (!form.matches()) return Optional.empty();
    String provider = form.group(2);
    MarketEntry respelt = known.get(form.group(1).toUpperCase(Locale.ROOT) + "@" + provider);
    if (respelt != null) return Optional.of(respelt);
    return listed(provider, form.group(1)).map(market -> known(known, market));
  }

  private static MarketEntry known(Map<String, MarketEntry> known, MarketEntry listed) {
    return known.getOrDefault(listed.name(), listed);
  }

  private Optional<MarketEntry> listed(String provider, String text) {
    if (providers.find(provider).isEmpty()) return Optional.empty();
    MarketMatch match = catalog.storedMarket(provider, text, ClientSymbols.DEFAULT_QUOTE);
    return match instanceof MarketMatch.Found found && isSpelling(text, found.market())
        ? Optional.of(empty(provider, found.market().symbol(), "Nothing of it is stored yet"))
        : Optional.empty();
  }

  /// Whether a text names this market by itself, without an implied quote.
  private static boolean isSpelling(String text, Market market) {
    return text.equalsIgnoreCase(market.venueSymbol())
        || market.aliases().stream().anyMatch(text::equalsIgnoreCase)
        || Symbol.parse(text)
            .map(Symbol::joined)
            .filter(market.symbol().joined()::equals)
            .isPresent();
  }

  private MarketEntry empty(String provider, Symbol symbol, String note) {
    Listings listings = catalog.listings();
    return new MarketEntry(
        MarketEntry.nameOf(provider, symbol),
        provider,
        symbol,
        listings.instrumentOfTicker(symbol.base()).orElse(null),
        List.of(),
        false,
        null,
        note);
  }

  /// Returns the market of a name in a watch list, which stays there when nothing has it any more.
  MarketEntry watched(Map<String, MarketEntry> known, String name) {
    return find(known, name).orElseGet(() -> unknown(name));
  }

  private MarketEntry unknown(String name) {
    Matcher form = FORM.matcher(name);
    String provider = form.matches() ? form.group(2) : "";
    String text = form.matches() ? form.group(1) : name;
    Symbol symbol = Symbol.parse(text).orElseGet(() -> new Symbol(text, ""));
    String note = "Neither this server nor the venue's listing has this market";
    return new MarketEntry(name, provider, symbol, null, List.of(), false, null, note);
  }
}
