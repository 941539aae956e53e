package dev.candlewick.market;

import dev.candlewick.market.SearchHit.Match;
import dev.candlewick.market.SearchHit.NameKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/// An index of instruments and markets by all their names, sorted by letters: names that begin with
/// a query are neighbours, and a few bits for each name exclude most of the others.
public final class SearchIndex {
  /// The shortest query that is searched inside of names.
  private static final int MIN_INSIDE = 2;

  /// The shortest query for which near names are searched.
  private static final int MIN_NEAR = 3;

  private final List<SearchEntry> entries;
  private final SearchSpelling[] spellings;

  /// The letters of each name, one bit for each.
  private final long[] letters;

  /// How many markets are listed in each quote.
  private final Map<String, Integer> quotes = new HashMap<>();

  private SearchIndex(List<SearchEntry> entries, Collection<SearchSpelling> names) {
    this.entries = List.copyOf(entries);
    this.spellings = names.toArray(SearchSpelling[]::new);
    Arrays.sort(spellings, Comparator.comparing(name -> name.text().letters()));
    this.letters =
        Arrays.stream(spellings).mapToLong(name -> letters(name.text().letters())).toArray();
    for (SearchEntry entry : entries) {
      if (entry instanceof SearchEntry.OfMarket market && market.state() == Market.State.LISTED) {
        quotes.merge(market.symbol().quote(), 1, Integer::sum);
      }
    }
  }

  private static long letters(String name) {
    return name.chars().mapToLong(letter -> 1L << (letter & 63)).reduce(0, (a, b) -> a | b);
  }

  /// Returns the best entries for a query, each once. Entries whose names are only a few edits away
  /// are returned when there are no others, the nearest first.
  ///
  /// @param stored whether this installation has data of an entry; such entries come first among
  ///   those that match as well
  /// @param venues by preference
  public List<SearchHit> search(
      String query, Predicate<SearchEntry> stored, List<String> venues, int limit) {
    Search search = new Search(SearchQuery.parse(query));
    if (search.length() == 0) return List.of();
    search.addBeginning();
    if (search.size() < limit && search.length() >= MIN_INSIDE) search.addContaining();
    if (search.size() == 0 && search.length() >= MIN_NEAR) search.addNear();
    return first(search.hits.values(), new SearchOrder(stored, venues, quotes).comparator(), limit);
  }

  /// Returns the first hits in order. One letter has thousands, of which most are compared with the
  /// last that is kept only.
  private static List<SearchHit> first(
      Collection<SearchHit> hits, Comparator<SearchHit> order, int limit) {
    PriorityQueue<SearchHit> kept = new PriorityQueue<>(limit + 1, order.reversed());
    for (SearchHit hit : hits) {
      if (kept.size() == limit && order.compare(hit, kept.peek()) >= 0) continue;
      kept.add(hit);
      if (kept.size() > limit) kept.poll();
    }
    return kept.stream().sorted(order).toList();
  }

  /// One search: the best hit of each entry so far.
  private final class Search {
    private final Map<Integer, SearchHit> hits = new HashMap<>();
    private final SearchQuery query;
    private final String wanted;

    Search(SearchQuery query) {
      this.query = query;
      this.wanted = query.text().letters();
    }

    int length() {
      return wanted.length();
    }

    int size() {
      return hits.size();
    }

    private void add(SearchSpelling spelling, Match match, int distance) {
      SearchEntry entry = entries.get(spelling.entry());
      if (!query.admits(entry, spelling.kind())) return;
      SearchHit hit = spelling.hit(entry, query.text(), match, distance);
      hits.merge(
          spelling.entry(),
          hit,
          (known, one) -> SearchHit.BEST_FIRST.compare(one, known) < 0 ? one : known);
    }

    void addBeginning() {
      for (int i = firstFrom(wanted); i < spellings.length; i++) {
        if (!spellings[i].text().letters().startsWith(wanted)) return;
        add(spellings[i], spellings[i].match(query.text()), 0);
      }
    }

    void addContaining() {
      long bits = SearchIndex.letters(wanted);
      for (int i = 0; i < spellings.length; i++) {
        if ((bits & ~letters[i]) == 0 && spellings[i].text().letters().indexOf(wanted) > 0) {
          add(spellings[i], Match.INSIDE, 0);
        }
      }
    }

    /// An edit changes the length by at most one, and removes and adds at most one letter, so only
    /// few names need a measured distance.
    void addNear() {
      long bits = SearchIndex.letters(wanted);
      int most = Math.max(1, wanted.length() / 3);
      for (int i = 0; i < spellings.length; i++) {
        String name = spellings[i].text().letters();
        if (Math.abs(name.length() - wanted.length()) > most
            || Long.bitCount(letters[i] & ~bits) > most
            || Long.bitCount(bits & ~letters[i]) > most) {
          continue;
        }
        int distance = EditDistance.distance(wanted, name);
        if (distance <= most) add(spellings[i], Match.NEAR, distance);
      }
    }
  }

  /// Returns the place of the first name that is not before the letters.
  private int firstFrom(String wanted) {
    int from = 0;
    int to = spellings.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (spellings[middle].text().letters().compareTo(wanted) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /// Collects entries and their names. Names of one entry that have the same letters and separators
  /// count once, by the first.
  static final class Builder {
    private final List<SearchEntry> entries = new ArrayList<>();
    private final List<SearchSpelling> spellings = new ArrayList<>();
    private final Map<SearchText, SearchSpelling> own = new LinkedHashMap<>();

    /// Adds an instrument.
    ///
    /// @param tickers all that it has, its own first
    void add(Instrument instrument, Collection<String> tickers) {
      int entry = begin(new SearchEntry.OfInstrument(instrument));
      put(SearchSpelling.whole(entry, instrument.ticker(), NameKind.TICKER));
      put(SearchSpelling.whole(entry, instrument.name(), NameKind.NAME));
      tickers.forEach(name -> put(SearchSpelling.whole(entry, name, NameKind.ALIAS)));
      end();
      spellings.add(SearchSpelling.whole(entry, instrument.id(), NameKind.ID));
    }

    /// Adds a market.
    ///
    /// @param names the venue's own symbol, then its aliases
    /// @param tickers all that its base's instrument has; empty where that is not known
    void add(SearchEntry.OfMarket market, List<String> names, List<String> tickers) {
      int entry = begin(market);
      Symbol symbol = market.symbol();
      if (symbol.isSplit()) put(divided(entry, symbol.base(), symbol, NameKind.TICKER));
      NameKind kind = NameKind.SYMBOL;
      for (String name : names) {
        put(SearchSpelling.whole(entry, name, kind));
        kind = NameKind.ALIAS;
      }
      Instrument base = market.instrument();
      if (base != null) {
        tickers.forEach(name -> put(divided(entry, name, symbol, NameKind.ALIAS)));
        put(divided(entry, base.name(), symbol, NameKind.NAME));
        put(divided(entry, base.id(), symbol, NameKind.ID));
      }
      end();
    }

    private static SearchSpelling divided(int entry, String base, Symbol symbol, NameKind kind) {
      return SearchSpelling.divided(entry, base, symbol.quote(), kind);
    }

    private int begin(SearchEntry entry) {
      entries.add(entry);
      return entries.size() - 1;
    }

    private void put(SearchSpelling spelling) {
      own.putIfAbsent(spelling.text(), spelling);
    }

    private void end() {
      spellings.addAll(own.values());
      own.clear();
    }

    SearchIndex build() {
      return new SearchIndex(entries, spellings);
    }
  }
}
