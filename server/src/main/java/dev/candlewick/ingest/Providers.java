package dev.candlewick.ingest;

import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.ChartProvider;
import dev.candlewick.provider.FeedProvider;
import dev.candlewick.provider.PriceProvider;
import dev.candlewick.provider.PrintProvider;
import dev.candlewick.provider.Venue;
import dev.candlewick.provider.binance.BinanceProvider;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The venues this installation can ask, by name and by what they offer.
public final class Providers {
  /// The venue of a request that names none.
  public static final String DEFAULT_VENUE = BinanceProvider.NAME;

  private final Map<String, Venue> byName = new LinkedHashMap<>();

  /// Puts the venues together.
  ///
  /// @throws IllegalArgumentException when two have one name
  public Providers(Collection<? extends Venue> all) {
    for (Venue venue : all) {
      if (byName.put(venue.name(), venue) != null) {
        throw new IllegalArgumentException("two providers are called " + venue.name());
      }
    }
  }

  /// Those with candles, by name.
  public Optional<CandleProvider> find(String name) {
    return offering(CandleProvider.class, name);
  }

  public Optional<ChartProvider> charts(String name) {
    return offering(ChartProvider.class, name);
  }

  public Optional<PriceProvider> prices(String name) {
    return offering(PriceProvider.class, name);
  }

  public Optional<PrintProvider> prints(String name) {
    return offering(PrintProvider.class, name);
  }

  public Optional<FeedProvider> feeds(String name) {
    return offering(FeedProvider.class, name);
  }

  private <T extends Venue> Optional<T> offering(Class<T> kind, String name) {
    return Optional.ofNullable(byName.get(name)).filter(kind::isInstance).map(kind::cast);
  }

  public List<Venue> all() {
    return List.copyOf(byName.values());
  }

  /// The names of those that offer this.
  public List<String> names(Class<? extends Venue> kind) {
    return byName.values().stream().filter(kind::isInstance).map(Venue::name).toList();
  }

  /// The names of those with candles.
  public List<String> names() {
    return names(CandleProvider.class);
  }
}
