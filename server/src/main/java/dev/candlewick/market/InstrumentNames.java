package dev.candlewick.market;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Resolves names to instruments. A well-known coin owns its id, ticker and name. Any other id or
/// ticker is decisive only if no second instrument has it, as id or as ticker.
final class InstrumentNames {
  /// The prefix of a name that is only an id: `id:rose`.
  static final String ID_PREFIX = "id:";

  private static final int NEAREST = 3;
  private static final Comparator<Instrument> LARGEST_FIRST =
      Comparator.comparing(
              Instrument::rank, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
          .thenComparing(Instrument::id);

  private final Map<String, Instrument> byId = new LinkedHashMap<>();
  private final NameIndex<Instrument> best;
  private final NameIndex<Instrument> tickers;
  private final NameIndex<Instrument> names;
  private final NameIndex<Instrument> all;
  private final Map<String, Instrument> labels = new HashMap<>();

  private InstrumentNames(Collection<Instrument> listed) {
    listed.forEach(one -> labels.putIfAbsent(one.id(), one));
    List<Instrument> known = new ArrayList<>();
    for (Instrument one : WellKnownInstruments.INSTRUMENTS) {
      Instrument label = labels.getOrDefault(one.id(), one);
      known.add(new Instrument(one.id(), one.ticker(), one.name(), label.rank()));
    }
    known.forEach(one -> byId.put(one.id(), one));
    labels.values().stream()
        .sorted(Comparator.comparing(Instrument::id))
        .forEach(one -> byId.putIfAbsent(one.id(), one));
    this.best = NameIndex.of(known, one -> Stream.of(one.id(), one.ticker(), one.name()));
    this.tickers = NameIndex.of(byId.values(), this::allTickers);
    this.names = NameIndex.of(byId.values(), one -> Stream.of(one.name()));
    this.all = NameIndex.of(byId.values(), one -> Stream.of(one.id(), one.ticker(), one.name()));
  }

  /// Creates an index.
  ///
  /// @param listed CoinGecko's list; empty when it is not available
  static InstrumentNames of(Collection<Instrument> listed) {
    return new InstrumentNames(listed);
  }

  /// Returns the tickers that some venues use for a well-known coin instead of its own.
  static Stream<String> otherTickers(Instrument one) {
    return WellKnownInstruments.OTHER_TICKERS.entrySet().stream()
        .filter(entry -> entry.getValue().equals(one.id()))
        .map(Map.Entry::getKey);
  }

  /// Returns every ticker of an instrument, its own first.
  private Stream<String> allTickers(Instrument one) {
    return Stream.concat(
        Stream.of(one.ticker(), labels.getOrDefault(one.id(), one).ticker()), otherTickers(one));
  }

  /// Returns the same, each once.
  List<String> tickersOf(Instrument one) {
    return allTickers(one).distinct().toList();
  }

  /// Returns all instruments, the well-known first.
  Collection<Instrument> instruments() {
    return byId.values();
  }

  Optional<Instrument> ofId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// Returns the instrument that alone has this ticker, or the well-known one that has it.
  Optional<Instrument> ofTicker(String ticker) {
    List<Instrument> having = tickers.find(ticker);
    Optional<Instrument> known =
        having.stream()
            .filter(one -> one.ticker().equalsIgnoreCase(ticker) && isWellKnown(one.id()))
            .findFirst();
    return known.isEmpty() && having.size() == 1 ? Optional.of(having.getFirst()) : known;
  }

  /// Whether the name has the same meaning whatever CoinGecko lists.
  boolean isWellKnown(String name) {
    return !best.find(name).isEmpty();
  }

  InstrumentMatch match(String text) {
    String name = text.strip();
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith(ID_PREFIX)) return exact(lower.substring(ID_PREFIX.length()).strip());
    List<Instrument> known = best.find(name);
    if (!known.isEmpty()) return new InstrumentMatch.Found(known.getFirst());
    Set<Instrument> meant = new LinkedHashSet<>(tickers.find(name));
    ofId(lower).ifPresent(meant::add);
    if (meant.isEmpty()) meant.addAll(names.find(name));
    return switch (meant.size()) {
      case 0 -> new InstrumentMatch.Unknown(nearest(name));
      case 1 -> new InstrumentMatch.Found(meant.iterator().next());
      default -> new InstrumentMatch.Ambiguous(meant.stream().sorted(LARGEST_FIRST).toList());
    };
  }

  private InstrumentMatch exact(String id) {
    return ofId(id)
        .<InstrumentMatch>map(InstrumentMatch.Found::new)
        .orElseGet(() -> new InstrumentMatch.Unknown(nearest(id)));
  }

  /// Returns the nearest names: the well-known first, then by distance.
  private List<String> nearest(String name) {
    return Stream.of(best, all)
        .flatMap(
            index -> index.near(name).sorted(Comparator.comparingInt(NameIndex.Near::distance)))
        .map(NameIndex.Near::entry)
        .map(one -> one.ticker() + " (" + one.id() + ")")
        .distinct()
        .limit(NEAREST)
        .toList();
  }
}
