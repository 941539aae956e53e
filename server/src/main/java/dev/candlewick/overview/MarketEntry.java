package dev.candlewick.overview;

import dev.candlewick.market.Instrument;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A market, and what this installation has of it.
///
/// @param name as in topics of the stream: `BTCUSDT@binance`
/// @param instrument of its base; null where its ticker identifies none
/// @param series all of the market
/// @param prints whether prints are recorded from its venue's feed
/// @param polled the number of its instrument when its price is polled, else null
/// @param note why nothing may be known of it; null when something is stored
record MarketEntry(
    String name,
    String provider,
    Symbol symbol,
    @Nullable Instrument instrument,
    List<Series> series,
    boolean prints,
    @Nullable Long polled,
    @Nullable String note) {
  MarketEntry {
    series = List.copyOf(series);
  }

  static String nameOf(String provider, Symbol symbol) {
    return symbol.joined() + "@" + provider;
  }

  boolean isFollowed() {
    return series.stream().anyMatch(Series::follow);
  }

  boolean isPosted() {
    return provider.equals(Series.POSTED);
  }
}
