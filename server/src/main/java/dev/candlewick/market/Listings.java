package dev.candlewick.market;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The listings of all venues. Resolves names to instruments and to listed markets; the result
/// depends on the listings alone.
public final class Listings {
  private static final List<String> USUAL_QUOTES = List.of("USDT", "USD", "USDC", "EUR");

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

  /// Creates listings.
  ///
  /// @param listed CoinGecko's list; empty when it was never received
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

  /// Returns empty listings, in which only the well-known coins resolve.
  public static Listings empty() {
    return new Listings(List.of(), List.of(), List.of(), Map.of());
  }

  /// Returns the well-known coins.
  public static List<Instrument> wellKnownInstruments() {
    return WellKnownInstruments.INSTRUMENTS;
  }

  /// Returns the ticker that means this instrument whatever is listed; null for one that is not
  /// well-known.
  public static @Nullable String wellKnownTicker(String id) {
    return WellKnownInstruments.TICKERS.get(id);
  }

  /// Maps each base ticker that identifies exactly one instrument to that instrument's id.
  private Map<String, String> ids(Collection<Market> own) {
    Map<String, String> ids = new HashMap<>();
    own.stream()
        .map(market -> market.symbol().base())
        .distinct()
        .forEach(base -> instruments.ofTicker(base).ifPresent(one -> ids.put(base, one.id())));
    return ids;
  }

  /// Resolves a name to an instrument: an id, a ticker, or `id:` before an id. A pair is never
  /// split to make a coin.
  public InstrumentMatch matchInstrument(String name) {
    return instruments.match(name);
  }

  /// Whether CoinGecko's list is available.
  public boolean hasInstrumentList() {
    return hasInstrumentList;
  }

  /// Whether a name has the same meaning whatever is listed.
  public boolean isWellKnown(String name) {
    return instruments.isWellKnown(name);
  }

  /// Returns the instrument of CoinGecko's id; one that is not listed is labelled by its id.
  public Instrument instrumentById(String id) {
    return instruments
        .ofId(id)
        .orElseGet(() -> new Instrument(id, id.toUpperCase(Locale.ROOT), id));
  }

  /// Returns the instrument with this ticker. A well-known coin takes precedence; otherwise the
  /// result is empty when another instrument has the ticker, or has the text as its id. A name that
  /// was stored before any list was available resolves to it.
  public Optional<Instrument> instrumentOfTicker(String ticker) {
    return instruments
        .ofTicker(ticker)
        .filter(one ->
            instruments.match(ticker) instanceof InstrumentMatch.Found found
                && found.instrument().equals(one));
  }

  /// Returns the instrument of a market's base, if its ticker identifies one.
  private Optional<Instrument> baseInstrument(Market market) {
    return instruments.ofTicker(market.symbol().base());
  }

  /// Returns an index of all instruments and markets by their names.
  ///
  /// @param unlisted symbols of which data is stored, by provider, that may have no market
  public SearchIndex searchIndex(Map<String, ? extends Collection<Symbol>> unlisted) {
    SearchIndex.Builder index = new SearchIndex.Builder();
    instruments.instruments().forEach(one -> index.add(one, instruments.tickersOf(one)));
    for (MarketNames names : markets.values()) {
      for (Market market : names.markets()) {
        addMarket(
            index,
            market.provider(),
            market.symbol(),
            market.state(),
            Stream.concat(Stream.of(market.venueSymbol()), market.aliases().stream()).toList());
      }
    }
    unlisted.forEach((provider, symbols) ->
        symbols.stream()
            .filter(symbol -> findMarket(provider, symbol).isEmpty())
            .forEach(symbol -> addMarket(index, provider, symbol, null, List.of(symbol.joined()))));
    return index.build();
  }

  private void addMarket(
      SearchIndex.Builder index,
      String provider,
      Symbol symbol,
      Market.@Nullable State state,
      List<String> names) {
    Instrument base = instruments.ofTicker(symbol.base()).orElse(null);
    List<String> tickers = base == null ? List.of() : instruments.tickersOf(base);
    index.add(new SearchEntry.OfMarket(provider, symbol, state, base), names, tickers);
  }

  /// Whether a venue's markets are available.
  public boolean hasMarkets(String provider) {
    return markets.containsKey(provider);
  }

  /// Resolves a name at a venue.
  ///
  /// @param quote of a name that states none, in capitals
  public MarketMatch matchMarket(String provider, String name, String quote) {
    MarketNames names = markets.get(provider);
    return names == null ? new MarketMatch.Unknown(List.of()) : names.match(name, quote);
  }

  /// Returns a venue's market of a base in a quote.
  public Optional<Market> findMarket(String provider, Symbol symbol) {
    return Optional.ofNullable(markets.get(provider)).flatMap(names -> names.of(symbol));
  }

  /// Returns the markets of all venues whose base and quote, joined, equal the name.
  public List<Market> marketsNamed(String name) {
    return markets.values().stream().flatMap(names -> names.joined(name).stream()).toList();
  }

  /// Returns the quotes of a venue's prices, in capitals; empty when unknown.
  public List<String> quoteCurrencies(String provider) {
    MarketNames names = markets.get(provider);
    return names == null ? currencies.getOrDefault(provider, List.of()) : names.quotes();
  }

  /// Returns the quotes in which a base is priced at a venue.
  public List<String> quoteCurrencies(String provider, String base) {
    MarketNames names = markets.get(provider);
    return names == null ? List.of() : names.quotesOf(base);
  }

  /// Returns names of an instrument in small letters, each once: its id and tickers, then the
  /// venues' symbols and documented aliases of its markets, those in the usual quotes first.
  public List<String> spellings(Instrument instrument) {
    Stream<String> own =
        Stream.concat(
            Stream.of(instrument.id(), instrument.ticker()),
            InstrumentNames.otherTickers(instrument).sorted());
    Stream<String> atVenues =
        markets.values().stream()
            .flatMap(names -> names.ofInstrument(instrument.id()))
            .sorted(
                Comparator.comparingInt((Market market) -> quoteRank(market.symbol().quote()))
                    .thenComparing(market -> market.symbol().quote())
                    .thenComparing(Market::provider))
            .flatMap(market ->
                Stream.concat(Stream.of(market.venueSymbol()), market.aliases().stream().sorted()));
    return Stream.concat(own, atVenues)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }

  private static int quoteRank(String quote) {
    int place = USUAL_QUOTES.indexOf(quote);
    return place < 0 ? USUAL_QUOTES.size() : place;
  }

  /// Returns whether a venue trades this instrument: whether its market of this ticker is trading
  /// and is a market of this instrument. Tickers are not unique, so only then is its price the
  /// instrument's; and the last price of an ended market is not a price of now.
  public boolean isTradedAt(String provider, Instrument instrument, String quote) {
    return findMarket(provider, new Symbol(instrument.ticker(), quote))
        .filter(market -> market.state() == Market.State.LISTED)
        .flatMap(this::baseInstrument)
        .map(Instrument::id)
        .filter(instrument.id()::equals)
        .isPresent();
  }
}
