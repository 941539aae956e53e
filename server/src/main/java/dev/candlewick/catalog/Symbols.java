package dev.candlewick.catalog;

import dev.candlewick.catalog.NameException.Kind;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.InstrumentMatch;
import dev.candlewick.market.Market;
import dev.candlewick.market.MarketMatch;
import dev.candlewick.market.QuotedText;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.listing.InstrumentStore;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The names in requests and commands: their meaning by the catalog, and a `NameException` where
/// there is none or more than one.
public final class Symbols {
  private static final Pattern WELL_FORMED = Pattern.compile("[\\p{L}\\p{M}\\p{N}]{2,20}");

  private final Catalog catalog;
  private final ClientSymbols clientSymbols;

  public Symbols(Catalog catalog, ClientSymbols clientSymbols) {
    this.catalog = catalog;
    this.clientSymbols = clientSymbols;
  }

  /// The instrument of a new holding.
  ///
  /// @param instrument null where no listing has the name; the holding is unpriced then
  public record HoldingInstrument(String ticker, @Nullable Instrument instrument) {}

  /// What a name means as an instrument.
  private InstrumentMatch match(String text) {
    return catalog.instrument(text);
  }

  /// The one instrument of a name.
  ///
  /// @throws NameException with the nearest known names or the candidates
  public Instrument instrument(String text) {
    return switch (match(text)) {
      case InstrumentMatch.Found found -> found.instrument();
      case InstrumentMatch.Ambiguous several -> throw ambiguous(text, several);
      case InstrumentMatch.Unknown unknown -> throw unknown(text, unknown);
    };
  }

  /// The instrument of a name, or null where a venue with markets of its own gives an unknown or
  /// ambiguous name a meaning.
  ///
  /// @param required whether the name must be that of one instrument
  public @Nullable Instrument instrument(String text, boolean required) {
    if (required) return instrument(text);
    return match(text) instanceof InstrumentMatch.Found found ? found.instrument() : null;
  }

  private static NameException ambiguous(String text, InstrumentMatch.Ambiguous several) {
    String message =
        "is ambiguous; name one by its id: "
            + several.candidates().stream()
                .limit(3)
                .map(one -> "id:" + one.id())
                .collect(Collectors.joining(", "));
    return new NameException(
        Kind.AMBIGUOUS, QuotedText.of(text) + " " + message, message, several.candidates());
  }

  private static NameException unknown(String text, InstrumentMatch.Unknown unknown) {
    String hint = hint("; the nearest known are ", unknown.nearest());
    return new NameException(
        Kind.UNKNOWN,
        "Unknown symbol " + QuotedText.of(text) + hint,
        "is unknown; got " + QuotedText.of(text) + hint,
        List.of());
  }

  private static String hint(String words, List<String> nearest) {
    return nearest.isEmpty() ? "" : words + String.join(", ", nearest);
  }

  /// The instrument of a write. A well-formed name that no listing has is kept as it is written.
  ///
  /// @throws NameException for an ambiguous name, and for a text that is no name
  public HoldingInstrument holdingInstrument(String text) {
    return switch (match(text)) {
      case InstrumentMatch.Found found ->
          new HoldingInstrument(found.instrument().ticker(), found.instrument());
      case InstrumentMatch.Ambiguous several -> throw ambiguous(text, several);
      case InstrumentMatch.Unknown unknown -> unlisted(text.strip(), unknown);
    };
  }

  private static HoldingInstrument unlisted(String text, InstrumentMatch.Unknown unknown) {
    if (WELL_FORMED.matcher(text).matches()) {
      return new HoldingInstrument(text.toUpperCase(Locale.ROOT), null);
    }
    throw malformed(
        "must be a coin's id, or 2 to 20 letters and digits, like BTC; got "
            + QuotedText.of(text)
            + hint("; the nearest known are ", unknown.nearest()));
  }

  private static NameException malformed(String message) {
    return new NameException(Kind.MALFORMED, "The symbol " + message, message, List.of());
  }

  /// A venue's market.
  ///
  /// @throws NameException with the nearest markets or the markets that are spelt so
  public Market market(String provider, String text) {
    return switch (catalog.market(provider, text, ClientSymbols.DEFAULT_QUOTE)) {
      case MarketMatch.Found found -> found.market();
      case MarketMatch.Ambiguous several -> throw ambiguousMarket(text, several);
      case MarketMatch.Unknown unknown -> throw unknownMarket(provider, text, unknown);
    };
  }

  private static NameException ambiguousMarket(String text, MarketMatch.Ambiguous several) {
    String message =
        "%s is spelt like several markets: %s"
            .formatted(
                QuotedText.of(text),
                several.candidates().stream()
                    .map(Market::venueSymbol)
                    .collect(Collectors.joining(", ")));
    return new NameException(Kind.AMBIGUOUS, message);
  }

  private NameException unknownMarket(String provider, String text, MarketMatch.Unknown unknown) {
    String name = QuotedText.of(text);
    String field =
        "is no market of "
            + provider
            + hint("; the nearest are ", unknown.nearest())
            + "; got "
            + name;
    return new NameException(
        Kind.UNKNOWN,
        "Unknown symbol "
            + name
            + " at "
            + provider
            + hint("; the nearest are ", nearest(text, unknown)),
        field,
        List.of());
  }

  /// The venue's own nearest symbols, or the nearest coins where it has none.
  private List<String> nearest(String text, MarketMatch.Unknown unknown) {
    return unknown.nearest().isEmpty()
            && catalog.listings().matchInstrument(text) instanceof InstrumentMatch.Unknown coins
        ? coins.nearest()
        : unknown.nearest();
  }

  /// The fault of a market that is listed although its venue does not know it.
  public static NameException notAtVenue(Market market) {
    String name = QuotedText.of(market.symbol().joined());
    return new NameException(
        Kind.UNKNOWN,
        "Unknown symbol " + name + " at " + market.provider(),
        "is no market of " + market.provider() + "; got " + name,
        List.of());
  }

  /// Whether a name means this market of a venue, by what is stored.
  public boolean means(String text, String provider, Symbol symbol) {
    return catalog.storedMarket(provider, text, ClientSymbols.DEFAULT_QUOTE)
            instanceof MarketMatch.Found found
        ? found.market().symbol().equals(symbol)
        : Symbol.parse(text).map(Symbol::joined).filter(symbol.joined()::equals).isPresent();
  }

  /// The name of the base of a venue's prices: CoinGecko's id where it is known, else the ticker in
  /// lower case.
  public String baseName(String base) {
    return catalog
        .listings()
        .instrumentOfTicker(base)
        .map(Instrument::id)
        .orElseGet(() -> base.toLowerCase(Locale.ROOT));
  }

  /// A symbol as a filter, joined; one that nothing is stored under matches nothing. Null without a
  /// filter.
  public @Nullable String symbolInFilter(@Nullable String text) {
    return text == null || text.isBlank() ? null : clientSymbols.storedName(text);
  }

  /// The symbol of a write of candles or prints: any well-formed one, as it is written.
  ///
  /// @throws NameException for a text that is no symbol
  public Symbol writtenSymbol(String text) {
    return clientSymbols
        .parse(text)
        .orElseThrow(() ->
            malformed("must be a symbol like BTCUSDT or BTC/USDT; got " + QuotedText.of(text)));
  }

  /// The symbol of a write in a journal.
  ///
  /// @throws NameException for a text that is no symbol
  public Symbol journalSymbol(String text) {
    return clientSymbols
        .positionSymbol(text)
        .orElseThrow(() -> malformed("must be a symbol like BTC/USDT; got " + QuotedText.of(text)));
  }

  /// The same as a filter, as it is printed; one that is no symbol matches nothing. Null without a
  /// filter.
  public @Nullable String journalSymbolInFilter(@Nullable String text) {
    if (text == null || text.isBlank()) return null;
    return clientSymbols.positionSymbol(text).map(Symbol::toString).orElse(text);
  }

  /// The stored instruments that a filter means; null without a filter, empty where nothing is
  /// stored of it.
  ///
  /// @throws NameException with the candidates when several instruments have the name
  public @Nullable Set<Long> instrumentIds(
      @Nullable String text, List<InstrumentStore.Row> stored) {
    if (text == null || text.isBlank()) return null;
    return switch (match(text)) {
      case InstrumentMatch.Found found -> rowIds(stored, Set.of(found.instrument().id()));
      case InstrumentMatch.Ambiguous several -> throw ambiguous(text, several);
      case InstrumentMatch.Unknown unknown ->
          stored.stream()
              .filter(row -> row.coinGeckoId() == null && isNamed(row, text))
              .map(InstrumentStore.Row::id)
              .collect(Collectors.toUnmodifiableSet());
    };
  }

  private static boolean isNamed(InstrumentStore.Row row, String text) {
    return row.ticker().equalsIgnoreCase(text.strip());
  }

  private static Set<Long> rowIds(List<InstrumentStore.Row> stored, Set<String> ids) {
    return stored.stream()
        .filter(row -> row.coinGeckoId() != null && ids.contains(row.coinGeckoId()))
        .map(InstrumentStore.Row::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Those of the held instruments that a name means, which may be several: by the listings, and by
  /// the name of a holding that no listing has.
  public List<InstrumentStore.Row> matching(List<InstrumentStore.Row> held, String text) {
    Set<String> ids =
        switch (match(text)) {
          case InstrumentMatch.Found found -> Set.of(found.instrument().id());
          case InstrumentMatch.Ambiguous several ->
              several.candidates().stream().map(Instrument::id).collect(Collectors.toSet());
          case InstrumentMatch.Unknown unknown -> Set.of();
        };
    return held.stream()
        .filter(
            row -> row.coinGeckoId() == null ? isNamed(row, text) : ids.contains(row.coinGeckoId()))
        .toList();
  }

  /// The one of the held instruments that a name means. A ticker that several of them have decides
  /// nothing.
  ///
  /// @throws NameException when none or several have the name
  public InstrumentStore.Row held(List<InstrumentStore.Row> held, String text) {
    List<InstrumentStore.Row> matches = matching(held, text);
    if (matches.size() == 1) return matches.getFirst();
    if (matches.isEmpty()) {
      String message = "There is no asset " + QuotedText.of(text);
      throw new NameException(Kind.UNKNOWN, message);
    }
    String message = "is ambiguous among your assets; name one by id:";
    throw new NameException(
        Kind.AMBIGUOUS,
        QuotedText.of(text) + " " + message,
        message,
        matches.stream()
            .filter(row -> row.coinGeckoId() != null)
            .map(row -> new Instrument(row.coinGeckoId(), row.ticker(), row.name()))
            .toList());
  }
}
