package dev.candlewick.api.market;

import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.Candidate;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.catalog.Catalog;
import dev.candlewick.catalog.ClientSymbols;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.InstrumentMatch;
import dev.candlewick.market.Market;
import dev.candlewick.market.MarketMatch;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.listing.InstrumentStore;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The names in requests: what the catalog gives them as meaning, and the error where there is none
/// or more than one.
public final class Symbols {
  private static final Pattern WELL_FORMED = Pattern.compile("[\\p{L}\\p{M}\\p{N}]{2,20}");

  private final Catalog catalog;
  private final ClientSymbols spellings;

  public Symbols(Catalog catalog, ClientSymbols spellings) {
    this.catalog = catalog;
    this.spellings = spellings;
  }

  /// What is to be held.
  ///
  /// @param instrument null where no list has the name; it is held unpriced then
  public record HoldingInstrument(String ticker, @Nullable Instrument instrument) {}

  /// What a name means as an instrument.
  public InstrumentMatch match(String text) {
    return catalog.instrument(text);
  }

  /// The instrument of a name in a path or topic: 404 with the nearest known ones when there is
  /// none, 422 with the candidates when there are several.
  public Instrument instrument(String text) {
    return switch (match(text)) {
      case InstrumentMatch.Found found -> found.instrument();
      case InstrumentMatch.Ambiguous several -> throw ambiguous(text, several);
      case InstrumentMatch.Unknown unknown -> throw unknown(text, unknown.nearest());
    };
  }

  public static ApiException ambiguous(String text, InstrumentMatch.Ambiguous several) {
    return ApiException.ambiguous(
        FieldReader.quoted(text) + " " + ambiguityMessage(several),
        Candidate.of(several.candidates()));
  }

  private static String ambiguityMessage(InstrumentMatch.Ambiguous several) {
    return "is ambiguous; name one by its id: "
        + several.candidates().stream()
            .limit(3)
            .map(one -> "id:" + one.id())
            .collect(Collectors.joining(", "));
  }

  public static ApiException unknown(String text, List<String> nearest) {
    String hint = nearest.isEmpty() ? "" : "; the nearest known are " + String.join(", ", nearest);
    return ApiException.notFound("Unknown symbol " + FieldReader.quoted(text) + hint);
  }

  /// The instrument of a write; a well-formed name that no list has is kept as it is written. Null
  /// after a fault.
  public @Nullable HoldingInstrument holdingInstrument(
      FieldReader reader, String field, @Nullable String text) {
    if (text == null) {
      reader.add(field, "is required");
      return null;
    }
    return switch (match(text)) {
      case InstrumentMatch.Found found ->
          new HoldingInstrument(found.instrument().ticker(), found.instrument());
      case InstrumentMatch.Ambiguous several -> {
        reader.addAmbiguous(field, ambiguityMessage(several), Candidate.of(several.candidates()));
        yield null;
      }
      case InstrumentMatch.Unknown unknown -> unlisted(reader, field, text.strip(), unknown);
    };
  }

  private static @Nullable HoldingInstrument unlisted(
      FieldReader reader, String field, String text, InstrumentMatch.Unknown unknown) {
    if (WELL_FORMED.matcher(text).matches())
      return new HoldingInstrument(text.toUpperCase(Locale.ROOT), null);
    String hint =
        unknown.nearest().isEmpty()
            ? ""
            : "; the nearest known are " + String.join(", ", unknown.nearest());
    reader.add(
        field,
        "must be a coin's id, or 2 to 20 letters and digits, like BTC; got "
            + FieldReader.quoted(text)
            + hint);
    return null;
  }

  /// A venue's market in a path: 404 with the nearest ones when there is none.
  Market market(String provider, String text) {
    return switch (catalog.market(provider, text, ClientSymbols.DEFAULT_QUOTE)) {
      case MarketMatch.Found found -> found.market();
      case MarketMatch.Ambiguous several ->
          throw ApiException.ambiguous(ambiguityMessage(text, several), List.of());
      case MarketMatch.Unknown unknown ->
          throw unknownMarket(provider, text, nearest(text, unknown));
    };
  }

  private static String ambiguityMessage(String text, MarketMatch.Ambiguous several) {
    return "%s is spelt like several markets: %s"
        .formatted(
            FieldReader.quoted(text),
            several.candidates().stream()
                .map(Market::venueSymbol)
                .collect(Collectors.joining(", ")));
  }

  /// The venue's own nearest symbols, or the nearest coins where it has none.
  private List<String> nearest(String text, MarketMatch.Unknown unknown) {
    return unknown.nearest().isEmpty()
            && catalog.listings().matchInstrument(text) instanceof InstrumentMatch.Unknown coins
        ? coins.nearest()
        : unknown.nearest();
  }

  private static ApiException unknownMarket(String provider, String text, List<String> nearest) {
    String hint = nearest.isEmpty() ? "" : "; the nearest are " + String.join(", ", nearest);
    return ApiException.notFound(
        "Unknown symbol " + FieldReader.quoted(text) + " at " + provider + hint);
  }

  /// The answer to a symbol that is listed and that the venue does not know all the same.
  static ApiException notAtVenue(Market market) {
    return unknownMarket(market.provider(), market.symbol().joined(), List.of());
  }

  /// A venue's market in a body; null after a fault.
  @Nullable Market marketInBody(
      FieldReader reader, String field, String provider, @Nullable String text) {
    if (text == null) {
      reader.add(field, "is required");
      return null;
    }
    return switch (catalog.market(provider, text, ClientSymbols.DEFAULT_QUOTE)) {
      case MarketMatch.Found found -> found.market();
      case MarketMatch.Ambiguous several -> {
        reader.add(field, ambiguityMessage(text, several));
        yield null;
      }
      case MarketMatch.Unknown unknown -> {
        String hint =
            unknown.nearest().isEmpty()
                ? ""
                : "; the nearest are " + String.join(", ", unknown.nearest());
        reader.add(
            field, "is no market of " + provider + hint + "; got " + FieldReader.quoted(text));
        yield null;
      }
    };
  }

  /// Whether a name means this market of a venue, by what is stored.
  public boolean means(String text, String provider, Symbol symbol) {
    return catalog.storedMarket(provider, text, ClientSymbols.DEFAULT_QUOTE)
            instanceof MarketMatch.Found found
        ? found.market().symbol().equals(symbol)
        : Symbol.parse(text).map(Symbol::joined).filter(symbol.joined()::equals).isPresent();
  }

  /// What an answer calls the base of a venue's prices: CoinGecko's id where it is known, else the
  /// ticker in lower case.
  public String baseName(String base) {
    return catalog
        .listings()
        .instrumentOfTicker(base)
        .map(Instrument::id)
        .orElseGet(() -> base.toLowerCase(Locale.ROOT));
  }

  /// A symbol as a filter, joined; one that nothing is stored under matches nothing.
  public @Nullable String symbolInFilter(@Nullable String text) {
    return text == null || text.isBlank() ? null : spellings.storedName(text);
  }

  /// A symbol in a write of candles or prints: any well-formed one, as it is written. Null after a
  /// fault.
  @Nullable Symbol symbolInBody(FieldReader reader, String field, @Nullable String text) {
    if (text == null) {
      reader.add(field, "is required");
      return null;
    }
    return spellings
        .parse(text)
        .orElseGet(() -> {
          reader.add(
              field, "must be a symbol like BTCUSDT or BTC/USDT; got " + FieldReader.quoted(text));
          return null;
        });
  }

  /// The stored instruments a filter means; null without a filter, empty where nothing is stored of
  /// it.
  ///
  /// @throws ApiException 422 with the candidates when several instruments have the name
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

  /// Whether something that no list has is held under this name.
  private static boolean isNamed(InstrumentStore.Row row, String text) {
    return row.ticker().equalsIgnoreCase(text.strip());
  }

  private static Set<Long> rowIds(List<InstrumentStore.Row> stored, Set<String> ids) {
    return stored.stream()
        .filter(row -> row.coinGeckoId() != null && ids.contains(row.coinGeckoId()))
        .map(InstrumentStore.Row::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Those of the held instruments that a name means, which may be several: by the lists, and by
  /// the name under which one is held that no list has.
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

  /// A symbol of a journal, in a write; null after a fault.
  public @Nullable Symbol journalSymbol(FieldReader reader, String field, @Nullable String text) {
    if (text == null) {
      reader.add(field, "is required");
      return null;
    }
    return spellings
        .positionSymbol(text)
        .orElseGet(() -> {
          reader.add(field, "must be a symbol like BTC/USDT; got " + FieldReader.quoted(text));
          return null;
        });
  }

  /// The same as a filter, as it is printed; one that is no symbol matches nothing.
  public @Nullable String journalSymbolInFilter(@Nullable String text) {
    if (text == null || text.isBlank()) return null;
    return spellings.positionSymbol(text).map(Symbol::toString).orElse(text);
  }
}
