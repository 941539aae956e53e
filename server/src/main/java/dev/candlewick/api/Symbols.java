package dev.candlewick.api;

import dev.candlewick.ingest.KnownInstruments;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.InstrumentRegistry;
import dev.candlewick.market.InstrumentRegistry.SymbolResolution;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.InstrumentStore;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a caller calls a symbol, in the three places it may stand: a path, a filter, a write.
public final class Symbols {
  /// The quote of a symbol that names none, as Binance's markets are.
  private static final String QUOTE = "USDT";

  private static final String DOLLAR = "USD";

  private static final Pattern WELL_FORMED = Pattern.compile("[\\p{L}\\p{N}]{2,20}");

  private static final Pattern WRITTEN =
      Pattern.compile("([\\p{L}\\p{N}]{1,20})/([\\p{L}\\p{N}]{1,20})");

  private final KnownInstruments known;

  public Symbols(KnownInstruments known) {
    this.known = known;
  }

  /// What prices are wanted of, whatever they are paid in.
  ///
  /// @param name as the answer prints it: CoinGecko's id, or the ticker in lower case
  record Base(String name, String ticker, @Nullable Instrument instrument) {}

  /// An instrument by any name, a symbol by its base; 404 with the nearest known ones when no venue
  /// lists it either.
  Base base(String text) {
    SymbolResolution resolution = known.get().symbol(text, DOLLAR);
    if (vague(resolution)) resolution = known.learnt().symbol(text, DOLLAR);
    return switch (resolution) {
      case SymbolResolution.Found found -> base(found);
      case SymbolResolution.Ambiguous ambiguous ->
          throw new ApiException(
              ErrorCode.INVALID_PARAMETER, Faults.shown(text) + " " + several(ambiguous));
      case SymbolResolution.Unknown unknown -> throw unknown(text, unknown.nearest());
    };
  }

  /// What somebody holds, by any name, a symbol by its base: any well-formed one is taken. Null
  /// when it is none, which is a fault.
  @Nullable Base held(Faults faults, String field, @Nullable String text) {
    if (text == null) {
      faults.add(field, "is required");
      return null;
    }
    SymbolResolution resolution = known.get().symbol(text, DOLLAR);
    if (vague(resolution)) resolution = known.learnt().symbol(text, DOLLAR);
    return switch (resolution) {
      case SymbolResolution.Found found -> base(found);
      case SymbolResolution.Ambiguous ambiguous -> {
        faults.add(field, several(ambiguous));
        yield null;
      }
      case SymbolResolution.Unknown unknown -> unlisted(faults, field, text.strip());
    };
  }

  private static @Nullable Base unlisted(Faults faults, String field, String text) {
    if (WELL_FORMED.matcher(text).matches()) {
      return new Base(text.toLowerCase(Locale.ROOT), text.toUpperCase(Locale.ROOT), null);
    }
    faults.add(field, "must be 2 to 20 letters and digits, like BTC; got " + Faults.shown(text));
    return null;
  }

  private static boolean vague(SymbolResolution resolution) {
    return switch (resolution) {
      case SymbolResolution.Found found -> found.instrument() == null;
      case SymbolResolution.Ambiguous ambiguous -> false;
      case SymbolResolution.Unknown unknown -> true;
    };
  }

  private static Base base(SymbolResolution.Found found) {
    Instrument instrument = found.instrument();
    String ticker = found.symbol().base();
    String name = instrument == null ? ticker.toLowerCase(Locale.ROOT) : instrument.id();
    return new Base(name, ticker, instrument);
  }

  /// A symbol in a path: 404 with the nearest known ones when there is no such.
  Symbol inPath(String text) {
    return switch (known.get().symbol(text, QUOTE)) {
      case SymbolResolution.Found found -> found.symbol();
      case SymbolResolution.Ambiguous ambiguous ->
          throw new ApiException(
              ErrorCode.INVALID_PARAMETER, Faults.shown(text) + " " + several(ambiguous));
      case SymbolResolution.Unknown unknown -> throw unknown(text, unknown.nearest());
    };
  }

  ApiException unknown(String text) {
    return switch (known.get().symbol(text, QUOTE)) {
      case SymbolResolution.Unknown unknown -> unknown(text, unknown.nearest());
      case SymbolResolution.Found found -> unknown(text, nearest(found.symbol().base()));
      case SymbolResolution.Ambiguous ambiguous -> unknown(text, List.of());
    };
  }

  private List<String> nearest(String base) {
    return switch (known.get().resolve(base)) {
      case InstrumentRegistry.Resolution.Unknown unknown -> unknown.nearest();
      case InstrumentRegistry.Resolution.Found found -> List.of(found.instrument().ticker());
      case InstrumentRegistry.Resolution.Ambiguous ambiguous ->
          ambiguous.candidates().stream().map(Instrument::id).toList();
    };
  }

  private static ApiException unknown(String text, List<String> nearest) {
    String hint = nearest.isEmpty() ? "" : "; the nearest known are " + String.join(", ", nearest);
    return ApiException.notFound("Unknown symbol " + Faults.shown(text) + hint);
  }

  /// Binance has no market in US dollars; what people call so is its USDT market.
  static Symbol atVenue(String venue, Symbol symbol) {
    boolean dollars = symbol.quote().equals(DOLLAR) && venue.equals("binance");
    return dollars ? new Symbol(symbol.base(), QUOTE) : symbol;
  }

  /// A symbol as a filter, joined; one that nobody knows matches nothing.
  @Nullable String inFilter(@Nullable String text) {
    if (text == null || text.isBlank()) return null;
    return switch (known.get().symbol(text, QUOTE)) {
      case SymbolResolution.Found found -> found.symbol().joined();
      case SymbolResolution.Ambiguous ambiguous -> text;
      case SymbolResolution.Unknown unknown -> text.toUpperCase(Locale.ROOT);
    };
  }

  /// The stored instruments a filter means, by any of their names; null without a filter.
  @Nullable Set<Long> instruments(@Nullable String text, List<InstrumentStore.Row> stored) {
    if (text == null || text.isBlank()) return null;
    Predicate<InstrumentStore.Row> meant =
        switch (known.get().symbol(text, DOLLAR)) {
          case SymbolResolution.Found found -> found(found, text);
          case SymbolResolution.Ambiguous ambiguous ->
              row ->
                  ambiguous.candidates().stream()
                      .anyMatch(one -> one.id().equals(row.coinGeckoId()));
          case SymbolResolution.Unknown unknown -> row -> called(row, text.strip());
        };
    return stored.stream()
        .filter(meant)
        .map(InstrumentStore.Row::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The same among what somebody holds; where no other name fits, by the one it is listed under.
  Set<Long> assets(String text, List<InstrumentStore.Row> held) {
    Set<Long> meant = instruments(text, held);
    if (meant == null || !meant.isEmpty()) return Objects.requireNonNullElse(meant, Set.of());
    return held.stream()
        .filter(row -> called(row, text.strip()))
        .map(InstrumentStore.Row::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Predicate<InstrumentStore.Row> found(SymbolResolution.Found found, String text) {
    Instrument instrument = found.instrument();
    return instrument == null
        ? row -> row.ticker().equals(found.symbol().base()) || called(row, text.strip())
        : row -> instrument.id().equals(row.coinGeckoId());
  }

  private static boolean called(InstrumentStore.Row row, String text) {
    return text.equalsIgnoreCase(row.coinGeckoId())
        || text.equalsIgnoreCase(row.ticker())
        || text.equalsIgnoreCase(row.name());
  }

  /// A symbol in a write: any well-formed one is taken.
  @Nullable Symbol inBody(Faults faults, String field, @Nullable String text) {
    if (text == null) {
      faults.add(field, "is required");
      return null;
    }
    return switch (known.get().symbol(text, QUOTE)) {
      case SymbolResolution.Found found -> found.symbol();
      case SymbolResolution.Ambiguous ambiguous -> {
        faults.add(field, several(ambiguous));
        yield null;
      }
      case SymbolResolution.Unknown unknown ->
          unregistered(text)
              .orElseGet(() -> {
                faults.add(
                    field, "must be a symbol like BTCUSDT or BTC/USDT; got " + Faults.shown(text));
                return null;
              });
    };
  }

  /// A symbol of a journal, in a write: as `inBody`, and any base in any quote as it is written.
  @Nullable Symbol inJournal(Faults faults, String field, @Nullable String text) {
    Optional<Symbol> written = text == null ? Optional.empty() : written(text);
    if (written.isEmpty()) return inBody(faults, field, text);
    return found(String.valueOf(text)).or(() -> written).orElseThrow();
  }

  /// The same as a filter, as it is printed; one that nobody knows matches nothing.
  @Nullable String inJournalFilter(@Nullable String text) {
    if (text == null || text.isBlank()) return null;
    return found(text)
        .or(() -> written(text))
        .or(() -> unregistered(text))
        .map(Symbol::toString)
        .orElse(text);
  }

  private Optional<Symbol> found(String text) {
    return known.get().symbol(text, QUOTE) instanceof SymbolResolution.Found found
        ? Optional.of(found.symbol())
        : Optional.empty();
  }

  private static Optional<Symbol> written(String text) {
    Matcher parts = WRITTEN.matcher(text.strip());
    return parts.matches()
        ? Optional.of(new Symbol(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  private static Optional<Symbol> unregistered(String text) {
    return WELL_FORMED.matcher(text.strip()).matches()
        ? Optional.of(new Symbol(text.strip(), QUOTE))
        : Optional.empty();
  }

  private static String several(SymbolResolution.Ambiguous ambiguous) {
    return "is ambiguous: "
        + String.join(", ", ambiguous.candidates().stream().map(Instrument::id).toList());
  }
}
