package dev.candlewick.overview;

import dev.candlewick.market.Instrument;
import dev.candlewick.overview.MarketQuery.Scope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// All markets with their newest figures, as a table shows them.
public final class MarketOverview {
  private static final Comparator<MarketEntry> LARGEST_FIRST =
      Comparator.comparingInt(MarketOverview::rank)
          .thenComparing(market -> market.symbol().toString())
          .thenComparing(MarketEntry::provider)
          .thenComparing(MarketEntry::name);

  private final KnownMarkets known;
  private final MarketDirectory directory;
  private final MarketRows rows;
  private final HeldInstruments held;
  private final InstantSource clock;

  /// The rows of a query.
  ///
  /// @param total of the query without limit and offset
  /// @param unknown the names of the query that no market has; with any there are no rows
  public record Page(long total, Instant asOf, List<MarketRow> rows, List<String> unknown) {}

  MarketOverview(
      KnownMarkets known,
      MarketDirectory directory,
      MarketRows rows,
      HeldInstruments held,
      InstantSource clock) {
    this.known = known;
    this.directory = directory;
    this.rows = rows;
    this.held = held;
    this.clock = clock;
  }

  /// Returns the rows of a query.
  public Page page(MarketQuery query) {
    Instant now = clock.instant();
    Map<String, MarketEntry> all = known.read();
    List<String> unknown =
        query.names().stream().filter(name -> directory.find(all, name).isEmpty()).toList();
    if (!unknown.isEmpty()) return new Page(0, now, List.of(), unknown);
    List<MarketEntry> selected = select(query, all);
    List<MarketEntry> shown = selected.stream().skip(query.offset()).limit(query.limit()).toList();
    MarketRows.Rows read = rows.find(shown, now);
    return new Page(selected.size(), read.asOf(), read.rows(), List.of());
  }

  private List<MarketEntry> select(MarketQuery query, Map<String, MarketEntry> all) {
    if (!query.names().isEmpty()) {
      return query.names().stream()
          .flatMap(name -> directory.find(all, name).stream())
          .distinct()
          .toList();
    }
    Set<MarketEntry> watched = new LinkedHashSet<>();
    query.watched().forEach(name -> watched.add(directory.watched(all, name)));
    if (query.scope() == Scope.WATCHED) return List.copyOf(watched);
    Predicate<MarketEntry> wanted = filter(query);
    Set<MarketEntry> selected = new LinkedHashSet<>();
    watched.stream().filter(market -> all.containsKey(market.name())).forEach(selected::add);
    all.values().stream()
        .filter(market -> !market.isPosted())
        .sorted(LARGEST_FIRST)
        .forEach(selected::add);
    return selected.stream().filter(wanted).toList();
  }

  private Predicate<MarketEntry> filter(MarketQuery query) {
    return switch (query.scope()) {
      case ALL, WATCHED -> market -> true;
      case FOLLOWED -> MarketEntry::isFollowed;
      case HELD -> {
        Set<String> ids = query.account() == null ? Set.of() : held.find(query.account());
        yield market -> market.instrument() != null && ids.contains(market.instrument().id());
      }
    };
  }

  private static int rank(MarketEntry market) {
    Instrument instrument = market.instrument();
    Integer rank = instrument == null ? null : instrument.rank();
    return rank == null ? Integer.MAX_VALUE : rank;
  }
}
