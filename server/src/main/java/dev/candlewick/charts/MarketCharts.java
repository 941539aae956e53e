package dev.candlewick.charts;

import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.MarketLookup;
import dev.candlewick.ingest.Providers;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.ChartProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.Venue;
import dev.candlewick.provider.VenueHealth;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.candle.SeriesCache;
import dev.candlewick.store.price.ChartStore;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Prices over time from any source: one venue, the store alone, or the first source that has them.
public final class MarketCharts {
  /// The stored prices, without a request to a venue.
  public static final String STORED = "stored";

  /// The store, then the venues in their order.
  public static final String AUTO = "auto";

  /// The currencies that every venue with charts has.
  private static final Set<String> COMMON = Set.of("USD", "EUR", "GBP", "AUD", "CHF", "JPY");

  private final Providers providers;
  private final MarketLookup markets;
  private final CandleCharts candles;
  private final PointCharts points;
  private final StoredCharts stored;
  private final List<String> order;

  /// Creates the charts from these parts.
  ///
  /// @param order the venues of `auto`; the first one with a result is used
  public MarketCharts(
      Ingest ingest,
      MarketLookup markets,
      SeriesCache cache,
      ChartStore charts,
      ChangeFeed changes,
      List<String> order) {
    this.providers = ingest.providers();
    this.markets = markets;
    this.candles = new CandleCharts(ingest, markets, cache, changes);
    this.points = new PointCharts(charts, changes, ingest.clock());
    this.stored = new StoredCharts(ingest, charts, candles, points, order);
    this.order = List.copyOf(order);
  }

  /// Returns the names of all sources of a chart.
  public List<String> names() {
    return Stream.concat(
            providers.all().stream()
                .filter(venue -> venue instanceof ChartProvider || venue instanceof CandleProvider)
                .map(Venue::name),
            Stream.of(STORED, AUTO))
        .toList();
  }

  /// Returns whether a name must mean one instrument for a request to this source: true for a venue
  /// without markets.
  public boolean needsInstrument(String provider) {
    return providers.charts(provider).isPresent();
  }

  /// Returns a chart; it may be empty.
  ///
  /// @param provider a venue, `stored` or `auto`
  /// @throws ProviderException the venue's error, when nothing is stored instead
  public MarketChart chart(String provider, ChartRequest request) {
    return switch (provider) {
      case STORED -> stored.chart(request).orElseThrow(() -> noData(request));
      case AUTO -> first(request);
      default -> venueChart(provider, request);
    };
  }

  private static ProviderException noData(ChartRequest request) {
    return new ProviderException(
        STORED,
        Kind.NO_DATA,
        "no prices of " + request.name() + " in " + request.currency() + " in this range");
  }

  private MarketChart venueChart(String name, ChartRequest request) {
    ChartProvider charts = providers.charts(name).orElse(null);
    if (charts != null) return pointChart(charts, request);
    return candles.chart(providers.find(name).orElseThrow(), request);
  }

  private MarketChart pointChart(ChartProvider provider, ChartRequest request) {
    String currency = request.currency();
    if (!COMMON.contains(currency)) {
      List<String> quotes = markets.quotes(provider.name());
      if (!quotes.isEmpty() && !quotes.contains(currency)) {
        throw noQuote(provider.name(), "prices", currency, quotes);
      }
    }
    try {
      return points.chart(provider, request);
    } catch (ProviderException e) {
      if (e.kind() != Kind.UNKNOWN_QUOTE) throw e;
      throw noQuote(provider.name(), request.name(), currency, markets.quotes(provider.name()));
    }
  }

  /// Returns the error for a currency that a venue has no prices in.
  ///
  /// @param quotes the available quotes, in capitals
  static ProviderException noQuote(
      String venue, String what, String currency, List<String> quotes) {
    String there = quotes.isEmpty() ? "" : "; there are " + lower(String.join(", ", quotes));
    return new ProviderException(
        venue, Kind.UNKNOWN_QUOTE, "has no %s in %s%s".formatted(what, lower(currency), there));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /// Returns the first complete result: stored prices before any request to a venue, and old prices
  /// only when no source has better ones.
  private MarketChart first(ChartRequest request) {
    for (String name : order) {
      MarketChart complete = storedChart(name, request);
      if (complete != null) return complete;
    }
    BestSoFar best = new BestSoFar(null, null);
    for (String name : order) {
      if (isAvailable(name)) best = best.tryNext(() -> venueChart(name, request));
      if (best.isFresh()) break;
    }
    if (best.chart() != null) return best.chart();
    ProviderException last = best.fault() == null ? noVenueAvailable() : best.fault();
    return stored.chart(request).orElseThrow(() -> last);
  }

  /// The best result of the venues so far.
  ///
  /// @param chart never empty; null when there is none
  private record BestSoFar(@Nullable MarketChart chart, @Nullable ProviderException fault) {
    boolean isFresh() {
      return chart != null && !chart.stale();
    }

    BestSoFar tryNext(Supplier<MarketChart> venue) {
      try {
        MarketChart next = venue.get();
        boolean better = !next.prices().isEmpty() && (chart == null || !next.stale());
        return better ? new BestSoFar(next, fault) : this;
      } catch (ProviderException e) {
        return new BestSoFar(chart, worse(fault, e));
      }
    }
  }

  /// Returns the more informative error: a venue's failure rather than a missing market.
  private static ProviderException worse(@Nullable ProviderException one, ProviderException two) {
    if (one == null) return two;
    boolean lacks = one.kind() == Kind.UNKNOWN_SYMBOL || one.kind() == Kind.UNKNOWN_QUOTE;
    return lacks ? two : one;
  }

  private static ProviderException noVenueAvailable() {
    return new ProviderException(AUTO, Kind.CIRCUIT_OPEN, "no venue is available just now");
  }

  private @Nullable MarketChart storedChart(String name, ChartRequest request) {
    MarketChart chart =
        providers
            .charts(name)
            .map(provider -> points.stored(provider, request))
            .orElseGet(() -> candles.stored(name, request));
    return chart == null || chart.prices().isEmpty() ? null : chart;
  }

  private boolean isAvailable(String name) {
    return providers.all().stream()
        .filter(venue -> venue.name().equals(name))
        .anyMatch(venue -> venue.health().state() != VenueHealth.State.OPEN);
  }
}
