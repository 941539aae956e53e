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

/// The venues of this installation, by name and by what they offer.
public final class Providers {
  /// The venue of a request that names none.
  public static final String DEFAULT_VENUE = BinanceProvider.NAME;

  private final Map<String, Venue> byName = new LinkedHashMap<>();

  /// Creates the registry of venues.
  ///
  /// @throws IllegalArgumentException when two venues have the same name
  public Providers(Collection<? extends Venue> all) {
    for (Venue venue : all) {
      if (byName.put(venue.name(), venue) != null) {
        throw new IllegalArgumentException("two providers are called " + venue.name());
      }
    }
  }

  /// Returns the venue of this name if it offers candles.
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

  /// Returns the names of the venues that implement this interface.
  public List<String> names(Class<? extends Venue> kind) {
    return byName.values().stream().filter(kind::isInstance).map(Venue::name).toList();
  }

  /// Returns the names of the venues that offer candles.
  public List<String> names() {
    return names(CandleProvider.class);
  }
}
