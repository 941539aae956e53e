package dev.candlewick.ingest;

import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.CandleProvider.Listing;
import dev.candlewick.provider.ChartProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.Venue;
import dev.candlewick.provider.VenueHealth;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.ChartStore;
import dev.candlewick.store.SeriesCache;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Prices over time from any source there is: one venue, the store alone, or the first that can.
public final class MarketCharts {
  /// What is stored, no venue asked.
  public static final String STORED = "stored";

  /// The store, then the venues in their order.
  public static final String AUTO = "auto";

  private final Providers providers;
  private final CandleCharts candles;
  private final PointCharts points;
  private final StoredCharts stored;
  private final List<String> order;

  /// @param order the venues of `auto`, the first that can is taken
  public MarketCharts(
      Ingest ingest, SeriesCache cache, ChartStore charts, ChangeFeed changes, List<String> order) {
    this.providers = ingest.providers();
    this.candles = new CandleCharts(ingest, cache, changes);
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

  /// A chart; it may be empty.
  ///
  /// @param provider a venue, `stored` or `auto`
  /// @throws ProviderException what the venue answered, when nothing is stored instead
  public MarketChart chart(String provider, ChartRequest request) {
    return switch (provider) {
      case STORED -> stored.chart(request).orElseThrow(() -> nothing(request));
      case AUTO -> first(request);
      default -> venue(provider, request);
    };
  }

  private static ProviderException nothing(ChartRequest request) {
    return new ProviderException(
        STORED,
        Kind.NO_DATA,
        "nothing of " + request.base() + "/" + request.currency() + " in this range");
  }

  private MarketChart venue(String name, ChartRequest request) {
    ChartProvider charts = providers.charts(name).orElse(null);
    if (charts != null) return ofPoints(charts, request);
    return ofCandles(providers.find(name).orElseThrow(), request);
  }

  private MarketChart ofPoints(ChartProvider provider, ChartRequest request) {
    try {
      return points.chart(provider, request);
    } catch (ProviderException e) {
      if (e.kind() != Kind.UNKNOWN_QUOTE) throw e;
      throw noMarket(provider, request, provider.currencies());
    }
  }

  private MarketChart ofCandles(CandleProvider provider, ChartRequest request) {
    try {
      return candles.chart(provider, request);
    } catch (ProviderException e) {
      if (e.kind() != Kind.UNKNOWN_SYMBOL) throw e;
      List<String> quotes = quotes(provider, request.base());
      if (quotes.isEmpty()) throw e;
      throw noMarket(provider, request, quotes);
    }
  }

  /// The quotes a venue has for a base; empty when it cannot say.
  private static List<String> quotes(CandleProvider provider, String base) {
    try {
      return provider.listing().stream()
          .filter(Listing::trading)
          .map(Listing::symbol)
          .filter(symbol -> symbol.base().equals(base))
          .map(Symbol::quote)
          .map(quote -> quote.toLowerCase(Locale.ROOT))
          .distinct()
          .sorted()
          .toList();
    } catch (ProviderException e) {
      // The fault that led here says what is wrong; without a list it only names no alternatives.
      return List.of();
    }
  }

  private static ProviderException noMarket(
      Venue venue, ChartRequest request, List<String> currencies) {
    return new ProviderException(
        venue.name(),
        Kind.UNKNOWN_QUOTE,
        "has no %s in %s; there are %s"
            .formatted(
                request.base(),
                request.currency().toLowerCase(Locale.ROOT),
                String.join(", ", currencies)));
  }

  /// The first source that has it all: what is stored before any venue is asked, and something old
  /// only when nobody has anything better.
  private MarketChart first(ChartRequest request) {
    for (String name : order) {
      MarketChart whole = storedOf(name, request);
      if (whole != null) return whole;
    }
    Asked asked = new Asked(null, null);
    for (String name : order) {
      if (answers(name)) asked = asked.then(() -> venue(name, request));
      if (asked.fresh()) break;
    }
    if (asked.chart() != null) return asked.chart();
    ProviderException last = asked.fault() == null ? nobody() : asked.fault();
    return stored.chart(request).orElseThrow(() -> last);
  }

  /// The best that venues have answered so far.
  ///
  /// @param chart never empty; null when there is none
  private record Asked(@Nullable MarketChart chart, @Nullable ProviderException fault) {
    boolean fresh() {
      return chart != null && !chart.stale();
    }

    Asked then(Supplier<MarketChart> venue) {
      try {
        MarketChart next = venue.get();
        boolean better = !next.prices().isEmpty() && (chart == null || !next.stale());
        return better ? new Asked(next, fault) : this;
      } catch (ProviderException e) {
        return new Asked(chart, worse(fault, e));
      }
    }
  }

  /// A venue that is unwell says more than one that merely has no such market.
  private static ProviderException worse(@Nullable ProviderException one, ProviderException two) {
    if (one == null) return two;
    boolean lacks = one.kind() == Kind.UNKNOWN_SYMBOL || one.kind() == Kind.UNKNOWN_QUOTE;
    return lacks ? two : one;
  }

  private static ProviderException nobody() {
    return new ProviderException(AUTO, Kind.CIRCUIT_OPEN, "no venue can be asked just now");
  }

  private @Nullable MarketChart storedOf(String name, ChartRequest request) {
    MarketChart chart =
        providers
            .charts(name)
            .map(provider -> points.stored(provider, request))
            .orElseGet(() -> candles.stored(name, request));
    return chart == null || chart.prices().isEmpty() ? null : chart;
  }

  private boolean answers(String name) {
    return providers.all().stream()
        .filter(venue -> venue.name().equals(name))
        .anyMatch(venue -> venue.health().state() != VenueHealth.State.OPEN);
  }
}
