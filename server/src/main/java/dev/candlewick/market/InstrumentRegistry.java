package dev.candlewick.market;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Every instrument by every name it goes by. A name that several share is reported, never guessed.
///
/// The best-known go first: a long list of others never makes one of their names mean anything
/// else. Among the listed an id comes before a ticker and a ticker before a name; the first of
/// these that anybody has decides.
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
  private static final int MOST_CANDIDATES = 10;
  private static final String DOLLAR = "USD";

  private final List<Instrument> all;
  private final List<Instrument> listed;
  private final Set<String> tickers;
  private final NameIndex known;
  private final NameIndex listedTickers;
  private final List<NameIndex> ranks;

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

  /// A text taken apart; the quote is a known one in capitals.
  private record Split(String base, String quote) {}

  private InstrumentRegistry(List<Instrument> all, List<Instrument> more, Set<String> tickers) {
    this.all = all;
    this.tickers = tickers;
    Set<String> ids = all.stream().map(Instrument::id).collect(Collectors.toSet());
    this.listed = more.stream().filter(instrument -> !ids.contains(instrument.id())).toList();
    this.known = NameIndex.of(all, InstrumentRegistry::names);
    this.listedTickers = NameIndex.of(listed, instrument -> Stream.of(instrument.ticker()));
    this.ranks =
        List.of(
            known,
            NameIndex.of(listed, instrument -> Stream.of(instrument.id())),
            listedTickers,
            NameIndex.of(listed, instrument -> Stream.of(instrument.name())));
  }

  /// The best-known coins.
  public static InstrumentRegistry wellKnown() {
    return new InstrumentRegistry(WellKnown.INSTRUMENTS, List.of(), Set.of());
  }

  /// These and more of the best-known; one with a known id replaces it.
  public InstrumentRegistry with(Collection<Instrument> more) {
    Map<String, Instrument> byId = new LinkedHashMap<>();
    all.forEach(instrument -> byId.put(instrument.id(), instrument));
    more.forEach(instrument -> byId.put(instrument.id(), instrument));
    return new InstrumentRegistry(List.copyOf(byId.values()), listed, tickers);
  }

  /// These, and a venue's whole list instead of the one there was: its instruments are found where
  /// no best-known one is called so.
  public InstrumentRegistry extended(Collection<Instrument> list) {
    Map<String, Instrument> byId = new TreeMap<>();
    list.forEach(instrument -> byId.putIfAbsent(instrument.id(), instrument));
    return new InstrumentRegistry(all, List.copyOf(byId.values()), tickers);
  }

  /// These, and the bare tickers of exchanges instead of those there were: one that no instrument
  /// has is a symbol all the same.
  public InstrumentRegistry withTickers(Set<String> exchanged) {
    Set<String> upper =
        exchanged.stream().map(InstrumentRegistry::upper).collect(Collectors.toUnmodifiableSet());
    return new InstrumentRegistry(all, listed, upper);
  }

  /// The best-known, without those that a venue merely lists.
  public List<Instrument> all() {
    return all;
  }

  /// The instrument of CoinGecko's id; one that nobody knows is called by its id in capitals.
  public Instrument ofId(String id) {
    return Stream.of(all, listed)
        .flatMap(List::stream)
        .filter(instrument -> instrument.id().equals(id))
        .findFirst()
        .orElseGet(() -> new Instrument(id, upper(id), id, Set.of()));
  }

  /// What an id, ticker, name or alias in any case stands for; of many candidates the first ten.
  public Resolution resolve(String text) {
    List<Instrument> found = find(text);
    if (found.size() == 1) return new Resolution.Found(found.getFirst());
    return found.isEmpty()
        ? new Resolution.Unknown(nearest(text))
        : new Resolution.Ambiguous(candidates(found));
  }

  private List<Instrument> find(String text) {
    return ranks.stream()
        .map(rank -> rank.find(text))
        .filter(found -> !found.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /// What `bitcoin`, `BTC`, `BTCUSDT`, `BTC/USDT`, `BTC-USD` or `XBTUSD` stands for. A whole name
  /// goes first, `usd-coin` is an instrument; but a best-known base in a known quote comes before
  /// the whole name of one that is merely listed. A base nobody knows, or that several listed ones
  /// share, is taken as it is when its quote is known.
  ///
  /// @param defaultQuote the quote of a name that has none; the dollar for that quote itself, since
  ///   nothing is priced in itself
  public SymbolResolution symbol(String text, String defaultQuote) {
    String name = text.strip();
    List<Split> splits = splits(name);
    return whole(known.find(name), defaultQuote)
        .or(() -> first(splits, split -> known.has(split.base())))
        .or(() -> whole(find(name), defaultQuote))
        .or(() -> exchanged(name, defaultQuote))
        .or(() -> first(splits, split -> traded(split.base())))
        .or(() -> first(splits, _ -> true))
        .orElseGet(() -> new SymbolResolution.Unknown(nearest(name)));
  }

  private static Optional<SymbolResolution> whole(List<Instrument> found, String defaultQuote) {
    if (found.isEmpty()) return Optional.empty();
    if (found.size() > 1) return Optional.of(new SymbolResolution.Ambiguous(candidates(found)));
    Instrument one = found.getFirst();
    return Optional.of(new SymbolResolution.Found(quoted(one.ticker(), defaultQuote), one));
  }

  private Optional<SymbolResolution> exchanged(String name, String defaultQuote) {
    return tickers.contains(upper(name))
        ? Optional.of(new SymbolResolution.Found(quoted(name, defaultQuote), null))
        : Optional.empty();
  }

  private static Symbol quoted(String ticker, String defaultQuote) {
    if (!ticker.equalsIgnoreCase(defaultQuote)) return new Symbol(ticker, defaultQuote);
    return new Symbol(ticker, ticker.equalsIgnoreCase(DOLLAR) ? "USDT" : DOLLAR);
  }

  private Optional<SymbolResolution> first(List<Split> splits, Predicate<Split> wanted) {
    return splits.stream().filter(wanted).findFirst().map(this::inQuote);
  }

  private boolean traded(String base) {
    return tickers.contains(upper(base)) || !find(base).isEmpty();
  }

  private SymbolResolution inQuote(Split split) {
    String base = split.base();
    List<Instrument> found = known.has(base) ? known.find(base) : listedAs(base);
    if (found.size() == 1) {
      Instrument one = found.getFirst();
      return new SymbolResolution.Found(new Symbol(one.ticker(), split.quote()), one);
    }
    return known.has(base)
        ? new SymbolResolution.Ambiguous(candidates(found))
        : new SymbolResolution.Found(new Symbol(base, split.quote()), null);
  }

  /// What stands before a quote is an exchange's ticker, and only else an id or a name: a listed
  /// `wif` that trades as another ticker is not meant by `WIFUSDT`.
  private List<Instrument> listedAs(String base) {
    boolean ticker = listedTickers.has(base) || tickers.contains(upper(base));
    return ticker ? listedTickers.find(base) : find(base);
  }

  /// Every way to take the text apart into a base and a known quote. Which base is known decides
  /// among them: `XBTUSD` is not XB in TUSD.
  private static List<Split> splits(String name) {
    var separated = SEPARATED.matcher(name);
    if (separated.matches() && QUOTES.contains(upper(separated.group(2)))) {
      return split(separated.group(1), upper(separated.group(2))).toList();
    }
    if (!JOINED.matcher(name).matches()) return List.of();
    String upper = upper(name);
    return QUOTES.stream()
        .filter(quote -> upper.endsWith(quote) && upper.length() > quote.length())
        .flatMap(quote -> split(upper.substring(0, upper.length() - quote.length()), quote))
        .toList();
  }

  private static Stream<Split> split(String base, String quote) {
    return base.equalsIgnoreCase(quote)
        ? Stream.empty()
        : Stream.of(new Split(base, quote.replace("XBT", "BTC")));
  }

  /// The best-known go first here too.
  private List<String> nearest(String text) {
    return Stream.of(List.of(known), ranks.subList(1, ranks.size()))
        .flatMap(some -> nearest(some, text))
        .map(instrument -> instrument.ticker() + " (" + instrument.id() + ")")
        .distinct()
        .limit(NEAREST)
        .toList();
  }

  private static Stream<Instrument> nearest(List<NameIndex> some, String text) {
    return some.stream()
        .flatMap(rank -> rank.near(text))
        .sorted(Comparator.comparingInt(NameIndex.Near::distance))
        .map(NameIndex.Near::instrument);
  }

  private static List<Instrument> candidates(List<Instrument> found) {
    return found.stream().limit(MOST_CANDIDATES).toList();
  }

  private static Stream<String> names(Instrument instrument) {
    return Stream.concat(
        Stream.of(instrument.id(), instrument.ticker(), instrument.name()),
        instrument.aliases().stream());
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }
}
