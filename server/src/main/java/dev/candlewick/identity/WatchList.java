package dev.candlewick.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The markets that an account watches, in its order and each once.
///
/// @param markets each as in the topics of the stream: `BTCUSDT@binance`
public record WatchList(List<String> markets) {
  /// The most markets of a list.
  public static final int MAX_MARKETS = 200;

  private static final Pattern MARKET = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[a-z0-9_-]{1,20}");

  /// @throws IllegalArgumentException for a text that is no name of a market, a market that is in
  ///   the list twice, and too many markets
  public WatchList {
    markets = List.copyOf(markets);
    for (String market : markets) {
      if (!isMarketName(market)) throw new IllegalArgumentException("no market: " + market);
    }
    if (markets.stream().distinct().count() < markets.size()) {
      throw new IllegalArgumentException("a market is in the list twice");
    }
    if (markets.size() > MAX_MARKETS) {
      throw new IllegalArgumentException("more than " + MAX_MARKETS + " markets");
    }
  }

  public static WatchList empty() {
    return new WatchList(List.of());
  }

  /// Returns whether a text has the form of a market's name. Whether a venue lists it is not
  /// checked: a market stays watched when its venue ends it.
  public static boolean isMarketName(String text) {
    return MARKET.matcher(text).matches();
  }

  public boolean contains(String market) {
    return markets.contains(market);
  }

  public boolean isFull() {
    return markets.size() == MAX_MARKETS;
  }

  /// Returns the list with a market at its end; the same list where it has the market.
  public WatchList with(String market) {
    if (contains(market)) return this;
    List<String> more = new ArrayList<>(markets);
    more.add(market);
    return new WatchList(more);
  }

  public WatchList without(String market) {
    return new WatchList(markets.stream().filter(one -> !one.equals(market)).toList());
  }
}
