package dev.candlewick.overview;

import dev.candlewick.market.Instrument;
import dev.candlewick.market.Listings;
import dev.candlewick.market.Symbol;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The newest known prices of an instrument at all venues, and the names it has there. Sends no
/// request to a venue.
public final class InstrumentPrices {
  private static final int MAX_ALIASES = 12;

  private final KnownMarkets known;
  private final MarketPrices prices;
  private final Supplier<Listings> listings;

  /// The newest price of an instrument at one venue.
  ///
  /// @param market its name as in topics of the stream
  /// @param expectedSeconds between two updates; null when none are expected
  public record VenuePrice(
      String market,
      String provider,
      Symbol symbol,
      NewestPrice price,
      @Nullable Long expectedSeconds) {}

  InstrumentPrices(KnownMarkets known, MarketPrices prices, Supplier<Listings> listings) {
    this.known = known;
    this.prices = prices;
    this.listings = listings;
  }

  /// Returns the prices of the markets whose base is this instrument, as far as any is known, by
  /// symbol and venue.
  public List<VenuePrice> prices(Instrument instrument) {
    List<MarketEntry> markets =
        known.read().values().stream()
            .filter(market -> !market.isPosted())
            .filter(market ->
                market.instrument() != null && market.instrument().id().equals(instrument.id()))
            .sorted(
                Comparator.comparing((MarketEntry market) -> market.symbol().toString())
                    .thenComparing(MarketEntry::provider))
            .toList();
    Map<String, NewestPrice> newest = prices.newest(markets);
    return markets.stream()
        .filter(market -> newest.containsKey(market.name()))
        .map(market -> price(market, newest))
        .toList();
  }

  private VenuePrice price(MarketEntry market, Map<String, NewestPrice> newest) {
    NewestPrice price = newest.get(market.name());
    if (price == null) throw new IllegalStateException("no price of " + market.name());
    return new VenuePrice(
        market.name(), market.provider(), market.symbol(), price, prices.expectedSeconds(market));
  }

  /// Returns names of the instrument in small letters: its id, its tickers, and the symbols of its
  /// markets at venues with their documented aliases.
  public List<String> aliases(Instrument instrument) {
    return listings.get().spellings(instrument).stream().limit(MAX_ALIASES).toList();
  }
}
