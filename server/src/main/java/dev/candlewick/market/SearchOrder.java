package dev.candlewick.market;

import dev.candlewick.market.SearchEntry.OfInstrument;
import dev.candlewick.market.SearchEntry.OfMarket;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// The order of the hits of a search: by match, then what is stored, then what is listed, then by
/// the rank of the instrument, an instrument before its markets, markets by quote and by venue.
///
/// @param stored whether this installation has data of an entry
/// @param venues by preference; others come last
/// @param quotes how many markets are listed in each quote
record SearchOrder(
    Predicate<SearchEntry> stored, List<String> venues, Map<String, Integer> quotes) {

  Comparator<SearchHit> comparator() {
    return Comparator.comparing(SearchHit::match)
        .thenComparingInt(SearchHit::distance)
        .thenComparing(
            SearchHit::entry,
            Comparator.<SearchEntry>comparingInt(entry -> stored.test(entry) ? 0 : 1)
                .thenComparingInt(SearchOrder::ending)
                .thenComparingInt(SearchOrder::rank)
                .thenComparingInt(entry -> entry instanceof OfInstrument ? 0 : 1)
                .thenComparingInt(this::quote)
                .thenComparingInt(this::venue)
                .thenComparing(SearchOrder::text));
  }

  /// Returns 1 for a market that has ended.
  private static int ending(SearchEntry entry) {
    return switch (entry) {
      case OfInstrument instrument -> 0;
      case OfMarket market ->
          market.state() == null || market.state() == Market.State.LISTED ? 0 : 1;
    };
  }

  private static int rank(SearchEntry entry) {
    Instrument instrument = entry.instrument();
    Integer rank = instrument == null ? null : instrument.rank();
    return rank == null ? Integer.MAX_VALUE : rank;
  }

  private int quote(SearchEntry entry) {
    return entry instanceof OfMarket market ? -quotes.getOrDefault(market.symbol().quote(), 0) : 0;
  }

  private int venue(SearchEntry entry) {
    if (!(entry instanceof OfMarket market)) return 0;
    int place = venues.indexOf(market.provider());
    return place < 0 ? venues.size() : place;
  }

  private static String text(SearchEntry entry) {
    return switch (entry) {
      case OfInstrument(Instrument instrument) -> instrument.id();
      case OfMarket market -> market.symbol() + "@" + market.provider();
    };
  }
}
