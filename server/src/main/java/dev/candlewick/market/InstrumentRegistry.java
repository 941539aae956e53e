package dev.candlewick.market;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Every instrument by every name it goes by. A name that several share is reported, never guessed.
public final class InstrumentRegistry {
  /// Quotes a symbol may end in, the longest first, so that `BTCUSDT` is not BTCUS in DT.
  private static final List<String> QUOTES =
      List.of(
          "FDUSD", "USDT", "USDC", "TUSD", "BUSD", "USDP", "DAI", "USD", "EUR", "GBP", "CHF", "JPY",
          "AUD", "CAD", "TRY", "BRL", "BTC", "XBT", "ETH", "BNB");

  private static final Pattern SEPARATED =
      Pattern.compile("([\\p{L}\\p{N}]{1,20})[/_-]([\\p{L}\\p{N}]{2,10})");
  private static final Pattern JOINED = Pattern.compile("[\\p{L}\\p{N}]{2,30}");
  private static final int NEAREST = 3;

  private final List<Instrument> all;
  private final Map<String, Set<Instrument>> byName = new LinkedHashMap<>();

  /// What a name stands for.
  public sealed interface Resolution {
    record Found(Instrument instrument) implements Resolution {}

    record Ambiguous(List<Instrument> candidates) implements Resolution {}

    /// Nobody is called so; the nearest known tickers and ids.
    record Unknown(List<String> nearest) implements Resolution {}
  }

  /// What a symbol stands for.
  public sealed interface SymbolResolution {
    /// A base in a quote.
    ///
    /// @param instrument the base; null when nobody knows it yet
    record Found(Symbol symbol, @Nullable Instrument instrument) implements SymbolResolution {}

    record Ambiguous(List<Instrument> candidates) implements SymbolResolution {}

    record Unknown(List<String> nearest) implements SymbolResolution {}
  }

  private InstrumentRegistry(List<Instrument> all) {
    this.all = all;
    for (Instrument instrument : all) {
      names(instrument)
          .forEach(
              name -> byName.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(instrument));
    }
  }

  /// The best-known coins.
  public static InstrumentRegistry wellKnown() {
    return new InstrumentRegistry(WellKnown.INSTRUMENTS);
  }

  /// These and more; one with a known id replaces it.
  public InstrumentRegistry with(Collection<Instrument> more) {
    Map<String, Instrument> byId = new LinkedHashMap<>();
    all.forEach(instrument -> byId.put(instrument.id(), instrument));
    more.forEach(instrument -> byId.put(instrument.id(), instrument));
    return new InstrumentRegistry(List.copyOf(byId.values()));
  }

  public List<Instrument> all() {
    return all;
  }

  /// What an id, ticker, name or alias in any case stands for.
  public Resolution resolve(String text) {
    Set<Instrument> found = byName.getOrDefault(key(text), Set.of());
    if (found.size() == 1) return new Resolution.Found(found.iterator().next());
    return found.isEmpty()
        ? new Resolution.Unknown(nearest(text))
        : new Resolution.Ambiguous(List.copyOf(found));
  }

  /// What `bitcoin`, `BTC`, `BTCUSDT`, `BTC/USDT`, `BTC-USD` or `XBTUSD` stands for. A whole name
  /// goes first: `usd-coin` and `binance-usd` are instruments. A base nobody knows is taken when
  /// its quote is known.
  ///
  /// @param defaultQuote the quote of a name that has none
  public SymbolResolution symbol(String text, String defaultQuote) {
    String name = text.strip();
    return switch (resolve(name)) {
      case Resolution.Found found ->
          new SymbolResolution.Found(
              new Symbol(found.instrument().ticker(), defaultQuote), found.instrument());
      case Resolution.Ambiguous ambiguous -> new SymbolResolution.Ambiguous(ambiguous.candidates());
      case Resolution.Unknown unknown ->
          parts(name).orElseGet(() -> new SymbolResolution.Unknown(unknown.nearest()));
    };
  }

  private Optional<SymbolResolution> parts(String name) {
    var separated = SEPARATED.matcher(name);
    return separated.matches() && isQuote(separated.group(2))
        ? Optional.of(inQuote(separated.group(1), separated.group(2)))
        : split(name);
  }

  /// A split that leaves a known base comes before one that does not: `XBTUSD` is not XB in TUSD.
  private Optional<SymbolResolution> split(String name) {
    if (!JOINED.matcher(name).matches()) return Optional.empty();
    String upper = name.toUpperCase(Locale.ROOT);
    List<SymbolResolution> splits =
        QUOTES.stream()
            .filter(quote -> upper.endsWith(quote) && upper.length() > quote.length())
            .map(quote -> inQuote(upper.substring(0, upper.length() - quote.length()), quote))
            .toList();
    return splits.stream()
        .filter(split -> !(split instanceof SymbolResolution.Found(_, var base) && base == null))
        .findFirst()
        .or(() -> splits.stream().findFirst());
  }

  private SymbolResolution inQuote(String base, String quote) {
    String known = quote.toUpperCase(Locale.ROOT).replace("XBT", "BTC");
    return switch (resolve(base)) {
      case Resolution.Found found ->
          new SymbolResolution.Found(
              new Symbol(found.instrument().ticker(), known), found.instrument());
      case Resolution.Ambiguous ambiguous -> new SymbolResolution.Ambiguous(ambiguous.candidates());
      case Resolution.Unknown unknown -> new SymbolResolution.Found(new Symbol(base, known), null);
    };
  }

  private static boolean isQuote(String text) {
    return QUOTES.contains(text.toUpperCase(Locale.ROOT));
  }

  private List<String> nearest(String text) {
    String key = key(text);
    return byName.keySet().stream()
        .filter(name -> distance(key, name) <= Math.max(1, key.length() / 3) || starts(name, key))
        .sorted(Comparator.comparingInt(name -> distance(key, name)))
        .flatMap(name -> byName.getOrDefault(name, Set.of()).stream())
        .map(instrument -> instrument.ticker() + " (" + instrument.id() + ")")
        .distinct()
        .limit(NEAREST)
        .toList();
  }

  private static boolean starts(String name, String key) {
    return key.length() >= 3
        && (name.startsWith(key) || (key.startsWith(name) && name.length() >= 3));
  }

  /// Levenshtein's distance.
  private static int distance(String one, String two) {
    int[] row = new int[two.length() + 1];
    for (int j = 0; j < row.length; j++) row[j] = j;
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int cost = one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1;
        int next = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + cost);
        diagonal = row[j];
        row[j] = next;
      }
    }
    return row[two.length()];
  }

  private static List<String> names(Instrument instrument) {
    List<String> names = new ArrayList<>();
    names.add(key(instrument.id()));
    names.add(key(instrument.ticker()));
    names.add(key(instrument.name()));
    instrument.aliases().forEach(alias -> names.add(key(alias)));
    return names;
  }

  private static String key(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
