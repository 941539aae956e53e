package dev.candlewick.market;

import java.util.Comparator;
import java.util.Locale;

/// An entry that a search found.
///
/// @param spelling the name that matches, or the part of it that is the base's
/// @param name what kind of name it is
/// @param match how well it matches
/// @param distance edits from the query; 0 unless it is only near
public record SearchHit(
    SearchEntry entry, String spelling, NameKind name, Match match, int distance) {
  /// The better of the hits of one entry first.
  static final Comparator<SearchHit> BEST_FIRST =
      Comparator.comparing(SearchHit::match)
          .thenComparingInt(SearchHit::distance)
          .thenComparing(SearchHit::name);

  /// The kinds of names.
  public enum NameKind {
    /// A market's base and quote, or the venue's own symbol.
    SYMBOL,
    TICKER,
    /// Another documented name.
    ALIAS,
    NAME,
    /// CoinGecko's id.
    ID;

    /// As it is written: `alias`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// How a name matches a query, the best first.
  public enum Match {
    /// It is the query, or its base is.
    EXACT,
    /// It begins with the query.
    PREFIX,
    /// The query is inside of it, or its letters with other separators.
    INSIDE,
    /// It is a few edits away.
    NEAR
  }
}
