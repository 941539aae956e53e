package dev.candlewick.market;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Resolves names to the markets of one venue. The venue's own symbol and its documented aliases
/// come first, then base and quote with a separator, then both joined, then a ticker or an id whose
/// quote the request implies.
final class MarketNames {
  private static final int NEAREST = 3;

  private final List<Market> markets;
  private final NameIndex<Market> exact;
  private final Map<Symbol, Market> bySymbol = new HashMap<>();
  private final Map<String, List<Market>> joined;
  private final Map<String, Set<String>> tickersOfId;
  private final List<String> quotes;

  /// Creates an index.
  ///
  /// @param instrumentIds the instrument of each base, as far as known
  private MarketNames(Collection<Market> markets, Map<String, String> instrumentIds) {
    List<Market> ordered =
        markets.stream()
            .sorted(Comparator.comparing(Market::state).thenComparing(Market::venueSymbol))
            .toList();
    this.markets = ordered;
    this.exact = NameIndex.of(ordered, MarketNames::spellings);
    ordered.forEach(market -> bySymbol.putIfAbsent(market.symbol(), market));
    this.joined =
        bySymbol.values().stream()
            .collect(Collectors.groupingBy(market -> market.symbol().joined()));
    this.tickersOfId = new HashMap<>();
    instrumentIds.forEach(
        (ticker, id) -> tickersOfId.computeIfAbsent(id, _ -> new TreeSet<>()).add(ticker));
    this.quotes =
        ordered.stream()
            .filter(market -> market.state() == Market.State.LISTED)
            .map(market -> market.symbol().quote())
            .distinct()
            .sorted()
            .toList();
  }

  static MarketNames of(Collection<Market> markets, Map<String, String> instrumentIds) {
    return new MarketNames(markets, instrumentIds);
  }

  private static Stream<String> spellings(Market market) {
    return Stream.concat(Stream.of(market.venueSymbol()), market.aliases().stream())
        .map(MarketNames::withSlash);
  }

  /// Normalizes the separator: the three in use are equivalent.
  private static String withSlash(String name) {
    return name.replace('-', '/').replace('_', '/');
  }

  /// Resolves a name.
  ///
  /// @param quote of a name that states none, in capitals
  MarketMatch match(String text, String quote) {
    String name = withSlash(text.strip().toUpperCase(Locale.ROOT));
    List<Market> own = exact.find(name);
    if (!own.isEmpty()) return match(new LinkedHashSet<>(own));
    int slash = name.indexOf('/');
    if (slash > 0 && slash < name.length() - 1) {
      Market stated = bySymbol.get(new Symbol(name.substring(0, slash), name.substring(slash + 1)));
      if (stated != null) return new MarketMatch.Found(stated);
    }
    List<Market> spelt = joined.getOrDefault(name, List.of());
    if (!spelt.isEmpty()) return match(new LinkedHashSet<>(spelt));
    return matchImplied(text.strip(), name, quote);
  }

  private MarketMatch matchImplied(String text, String name, String quote) {
    if (name.isEmpty()) return new MarketMatch.Unknown(List.of());
    Market ofTicker = name.equals(quote) ? null : bySymbol.get(new Symbol(name, quote));
    if (ofTicker != null) return new MarketMatch.Found(ofTicker);
    String id = text.toLowerCase(Locale.ROOT);
    if (id.startsWith(InstrumentNames.ID_PREFIX)) {
      id = id.substring(InstrumentNames.ID_PREFIX.length()).strip();
    }
    Set<Market> ofId = new LinkedHashSet<>();
    for (String ticker : tickersOfId.getOrDefault(id, Set.of())) {
      Market market = ticker.equals(quote) ? null : bySymbol.get(new Symbol(ticker, quote));
      if (market != null) ofId.add(market);
    }
    return ofId.isEmpty() ? new MarketMatch.Unknown(nearest(name)) : match(ofId);
  }

  private static MarketMatch match(Set<Market> meant) {
    return meant.size() == 1
        ? new MarketMatch.Found(meant.iterator().next())
        : new MarketMatch.Ambiguous(List.copyOf(meant));
  }

  /// Returns all markets, those that can be traded first.
  List<Market> markets() {
    return markets;
  }

  Optional<Market> of(Symbol symbol) {
    return Optional.ofNullable(bySymbol.get(symbol));
  }

  /// Returns the markets whose base and quote, joined, equal the name.
  List<Market> joined(String name) {
    return joined.getOrDefault(name, List.of());
  }

  /// Returns the quotes of its markets now, in capitals.
  List<String> quotes() {
    return quotes;
  }

  /// Returns the markets of an instrument that can be traded now.
  ///
  /// @param id of CoinGecko
  Stream<Market> ofInstrument(String id) {
    Set<String> tickers = tickersOfId.getOrDefault(id, Set.of());
    return bySymbol.values().stream()
        .filter(market -> market.state() == Market.State.LISTED)
        .filter(market -> tickers.contains(market.symbol().base()));
  }

  /// Returns the quotes in which a base is priced now.
  List<String> quotesOf(String base) {
    return bySymbol.values().stream()
        .filter(market -> market.state() == Market.State.LISTED)
        .map(Market::symbol)
        .filter(symbol -> symbol.base().equals(base))
        .map(Symbol::quote)
        .sorted()
        .toList();
  }

  private List<String> nearest(String name) {
    return exact
        .near(name)
        .sorted(Comparator.comparingInt(NameIndex.Near::distance))
        .map(near -> near.entry().venueSymbol())
        .distinct()
        .limit(NEAREST)
        .toList();
  }
}
