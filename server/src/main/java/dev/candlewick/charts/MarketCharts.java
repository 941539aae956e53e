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

/// Prices over time from any source there is: one venue, the store alone, or the first that can.
public final class MarketCharts {
  /// What is stored, no venue asked.
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

  /// Charts from these parts.
  ///
  /// @param order the venues of `auto`, the first that can is taken
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

  /// Every source a chart may be asked of.
  public List<String> names() {
    return Stream.concat(
            providers.all().stream()
                .filter(venue -> venue instanceof ChartProvider || venue instanceof CandleProvider)
                .map(Venue::name),
            Stream.of(STORED, AUTO))
        .toList();
  }

  /// Whether a name must mean one instrument before a source can be asked: for a venue without
  /// markets.
  public boolean needsInstrument(String provider) {
    return providers.charts(provider).isPresent();
  }

  /// A chart; it may be empty.
  ///
  /// @param provider a venue, `stored` or `auto`
  /// @throws ProviderException what the venue answered, when nothing is stored instead
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
        "nothing of " + request.name() + " in " + request.currency() + " in this range");
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

  /// @param quotes what there is instead, in capitals
  static ProviderException noQuote(
      String venue, String what, String currency, List<String> quotes) {
    String there = quotes.isEmpty() ? "" : "; there are " + lower(String.join(", ", quotes));
    return new ProviderException(
        venue, Kind.UNKNOWN_QUOTE, "has no %s in %s%s".formatted(what, lower(currency), there));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /// The first source that has it all: what is stored before any venue is asked, and something old
  /// only when nobody has anything better.
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

  /// The best that venues have answered so far.
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

  /// A venue that is unwell says more than one that merely has no such market.
  private static ProviderException worse(@Nullable ProviderException one, ProviderException two) {
    if (one == null) return two;
    boolean lacks = one.kind() == Kind.UNKNOWN_SYMBOL || one.kind() == Kind.UNKNOWN_QUOTE;
    return lacks ? two : one;
  }

  private static ProviderException noVenueAvailable() {
    return new ProviderException(AUTO, Kind.CIRCUIT_OPEN, "no venue can be asked just now");
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
