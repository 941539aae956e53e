package dev.candlewick.market;

import dev.candlewick.market.SearchHit.Match;
import dev.candlewick.market.SearchHit.NameKind;

/// A name under which a search finds an entry.
///
/// @param entry the place of the entry in its index
/// @param shown as it is printed
/// @param base the part of the name that is the base's; empty for a name that is not divided
/// @param baseLength letters of the base
/// @param baseKind what kind of name the base is
record SearchSpelling(
    int entry,
    SearchText text,
    String shown,
    NameKind kind,
    String base,
    int baseLength,
    NameKind baseKind) {

  static SearchSpelling whole(int entry, String name, NameKind kind) {
    return new SearchSpelling(entry, SearchText.of(name), name, kind, "", 0, kind);
  }

  /// A market's base and quote under one of its base's names.
  static SearchSpelling divided(int entry, String base, String quote, NameKind baseKind) {
    String shown = base + "/" + quote;
    NameKind kind = baseKind == NameKind.TICKER ? NameKind.SYMBOL : baseKind;
    return new SearchSpelling(
        entry, SearchText.of(shown), shown, kind, base, SearchText.of(base).length(), baseKind);
  }

  /// Returns how it matches a query that its letters begin with.
  Match match(SearchText query) {
    if (!query.fits(text)) return Match.INSIDE;
    int length = query.length();
    return length == text.length() || length == baseLength ? Match.EXACT : Match.PREFIX;
  }

  /// Returns the hit of a match.
  ///
  /// @param distance edits from the query
  SearchHit hit(SearchEntry found, SearchText query, Match match, int distance) {
    boolean begins = match == Match.EXACT || match == Match.PREFIX;
    return begins && query.length() <= baseLength
        ? new SearchHit(found, base, baseKind, match, distance)
        : new SearchHit(found, shown, kind, match, distance);
  }
}
