package dev.candlewick.market;

import java.util.Locale;

/// What is searched for: `xbt`, `btc-usdt`, `BTCUSDT@kraken`, `id:rose`.
///
/// @param provider the beginning of the venue's name; empty for everything
/// @param onlyIds whether only the ids of instruments are searched
record SearchQuery(SearchText text, String provider, boolean onlyIds) {
  static SearchQuery parse(String query) {
    String text = query.strip();
    boolean onlyIds = text.toLowerCase(Locale.ROOT).startsWith(InstrumentNames.ID_PREFIX);
    if (onlyIds) text = text.substring(InstrumentNames.ID_PREFIX.length());
    int at = text.lastIndexOf('@');
    return at < 0
        ? new SearchQuery(SearchText.of(text), "", onlyIds)
        : new SearchQuery(
            SearchText.of(text.substring(0, at)),
            text.substring(at + 1).toLowerCase(Locale.ROOT),
            onlyIds);
  }

  /// Whether it is about an entry under a kind of name.
  boolean admits(SearchEntry entry, SearchHit.NameKind kind) {
    return switch (entry) {
      case SearchEntry.OfInstrument instrument ->
          provider.isEmpty() && (!onlyIds || kind == SearchHit.NameKind.ID);
      case SearchEntry.OfMarket market -> !onlyIds && market.provider().startsWith(provider);
    };
  }
}
