package dev.candlewick.market;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What all venues list, and the one place where a name is given its meaning: as an instrument, or
/// as a market of a venue. The answer depends on nothing but the lists.
public final class Listings {
  private final InstrumentNames instruments;
  private final Map<String, MarketNames> markets = new TreeMap<>();
  private final Map<String, List<String>> currencies;
  private final boolean hasInstrumentList;

  private Listings(
      Collection<Instrument> listed,
      Collection<Instrument> unlisted,
      Collection<Market> markets,
      Map<String, List<String>> currencies) {
    this.instruments =
        InstrumentNames.of(Stream.concat(listed.stream(), unlisted.stream()).toList());
    this.hasInstrumentList = !listed.isEmpty();
    this.currencies = Map.copyOf(currencies);
    markets.stream()
        .collect(Collectors.groupingBy(Market::provider))
        .forEach((provider, own) -> this.markets.put(provider, MarketNames.of(own, ids(own))));
  }

  /// The listings of these.
  ///
  /// @param listed CoinGecko's list; empty when it was never had
  /// @param unlisted instruments of this installation that are not in it
  /// @param markets of all venues
  /// @param currencies in capitals, of each venue without markets
  public static Listings of(
      Collection<Instrument> listed,
      Collection<Instrument> unlisted,
      Collection<Market> markets,
      Map<String, List<String>> currencies) {
    return new Listings(listed, unlisted, markets, currencies);
  }

  /// No list at hand: only the best-known coins have a meaning.
  public static Listings wellKnown() {
    return new Listings(List.of(), List.of(), List.of(), Map.of());
  }

  /// The best-known coins.
  public static List<Instrument> bestKnown() {
    return WellKnownInstruments.INSTRUMENTS;
  }

  /// The ticker that means this instrument whatever is listed; null for one that is not best-known.
  public static @Nullable String bestKnownTicker(String id) {
    return WellKnownInstruments.TICKERS.get(id);
  }

  /// The ids of the bases that mean one instrument.
  private Map<String, String> ids(Collection<Market> own) {
    Map<String, String> ids = new HashMap<>();
    own.stream()
        .map(market -> market.symbol().base())
        .distinct()
        .forEach(base -> instruments.ofTicker(base).ifPresent(one -> ids.put(base, one.id())));
    return ids;
  }

  /// What a name means as an instrument: an id, a ticker, or `id:` before an id. A pair is never
  /// cut to make a coin.
  public InstrumentMatch matchInstrument(String name) {
    return instruments.match(name);
  }

  /// Whether CoinGecko's list is at hand.
  public boolean hasInstrumentList() {
    return hasInstrumentList;
  }

  /// Whether a name has its meaning whatever is listed.
  public boolean isWellKnown(String name) {
    return instruments.isWellKnown(name);
  }

  /// The instrument of CoinGecko's id; one that is not listed is labelled by its id.
  public Instrument ofId(String id) {
    return instruments
        .ofId(id)
        .orElseGet(() -> new Instrument(id, id.toUpperCase(Locale.ROOT), id));
  }

  /// The one instrument that has this ticker, when no other has it and no other is named so; a name
  /// that was written before any list was at hand becomes that.
  public Optional<Instrument> instrumentOfTicker(String ticker) {
    return instruments
        .ofTicker(ticker)
        .filter(one ->
            instruments.match(ticker) instanceof InstrumentMatch.Found found
                && found.instrument().equals(one));
  }

  /// The instrument of a market's base, where its ticker tells.
  public Optional<Instrument> instrumentOf(Market market) {
    return instruments.ofTicker(market.symbol().base());
  }

  /// Whether a venue's markets are at hand.
  public boolean isListed(String provider) {
    return markets.containsKey(provider);
  }

  /// What a name means at a venue.
  ///
  /// @param quote of a name that states none, in capitals
  public MarketMatch market(String provider, String name, String quote) {
    MarketNames names = markets.get(provider);
    return names == null ? new MarketMatch.Unknown(List.of()) : names.match(name, quote);
  }

  /// A venue's market of a base in a quote.
  public Optional<Market> market(String provider, Symbol symbol) {
    return Optional.ofNullable(markets.get(provider)).flatMap(names -> names.of(symbol));
  }

  /// The markets of all venues whose base and quote, joined, are spelt so.
  public List<Market> marketsNamed(String name) {
    return markets.values().stream().flatMap(names -> names.joined(name).stream()).toList();
  }

  /// All markets of a venue.
  public List<Market> markets(String provider) {
    MarketNames names = markets.get(provider);
    return names == null ? List.of() : List.copyOf(names.all());
  }

  /// What a venue's prices are in, in capitals; empty when it is not known.
  public List<String> quotes(String provider) {
    MarketNames names = markets.get(provider);
    return names == null ? currencies.getOrDefault(provider, List.of()) : names.quotes();
  }

  /// In what a base is priced at a venue.
  public List<String> quotes(String provider, String base) {
    MarketNames names = markets.get(provider);
    return names == null ? List.of() : names.quotesOf(base);
  }

  /// Whether a venue's market of this ticker is the market of this instrument: tickers repeat, so
  /// that its price is this instrument's only then.
  public boolean hasPriceOf(String provider, Instrument instrument, String quote) {
    return market(provider, new Symbol(instrument.ticker(), quote))
        .flatMap(this::instrumentOf)
        .map(Instrument::id)
        .filter(instrument.id()::equals)
        .isPresent();
  }
}
