package dev.candlewick.charts;

import dev.candlewick.ingest.SingleFlight;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Interval;
import dev.candlewick.provider.ChartProvider;
import dev.candlewick.provider.ChartProvider.Chart;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.price.ChartStore;
import dev.candlewick.store.price.ChartStore.StoredChart;
import dev.candlewick.store.price.ChartStore.VenueChart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Charts of venues that have points instead of candles, read through the store. Another request is
/// sent to a venue only when its response would differ, and then for no more days than are missing.
final class PointCharts {
  private static final int HOURLY_DAYS = 2;
  private static final int DAILY_DAYS = 91;
  private static final Duration RETRY = Duration.ofSeconds(5);

  private final ChartStore charts;
  private final ChangeFeed changes;
  private final InstantSource clock;
  private final SingleFlight<ChartStore.Key, Integer, StoredChart> flights = new SingleFlight<>();

  PointCharts(ChartStore charts, ChangeFeed changes, InstantSource clock) {
    this.charts = charts;
    this.changes = changes;
    this.clock = clock;
  }

  /// Returns the last `days` days; fetches them where the stored chart is too old or too short.
  MarketChart chart(ChartProvider provider, ChartRequest request) {
    Instrument instrument = instrument(provider, request);
    ChartStore.Key key = key(provider, instrument, request);
    StoredChart known = charts.find(key).orElse(null);
    if (known != null && isFresh(provider, known, request.days())) {
      return read(provider, instrument, known, request.days(), null);
    }
    try {
      StoredChart fetched =
          flights.run(key, request.days(), () -> fetch(provider, instrument, key, request.days()));
      return read(provider, instrument, fetched, request.days(), null);
    } catch (ProviderException e) {
      if (known == null || isRejection(e.kind())) throw e;
      MarketChart old = read(provider, instrument, known, request.days(), e.getMessage());
      if (old.prices().isEmpty()) throw e;
      return old;
    }
  }

  /// Returns the same chart without a request to a venue; null when the stored one is too old or
  /// too short.
  @Nullable MarketChart stored(ChartProvider provider, ChartRequest request) {
    Instrument instrument = request.instrument();
    if (instrument == null) return null;
    StoredChart known = charts.find(key(provider, instrument, request)).orElse(null);
    return known != null && isFresh(provider, known, request.days())
        ? read(provider, instrument, known, request.days(), null)
        : null;
  }

  private static Instrument instrument(ChartProvider provider, ChartRequest request) {
    if (request.instrument() != null) return request.instrument();
    throw new ProviderException(
        provider.name(), Kind.UNKNOWN_SYMBOL, "has no coin of the name " + request.name());
  }

  private static ChartStore.Key key(
      ChartProvider provider, Instrument instrument, ChartRequest request) {
    return new ChartStore.Key(
        provider.name(),
        instrument.id(),
        request.currency().toLowerCase(Locale.ROOT),
        provider.granularity(request.days()));
  }

  private static boolean isRejection(Kind kind) {
    return switch (kind) {
      case UNKNOWN_SYMBOL, UNKNOWN_QUOTE, NO_DATA, RANGE_LIMIT -> true;
      case REJECTED, RATE_LIMITED, BANNED, BLOCKED, UNAVAILABLE, TIMEOUT, MALFORMED, CIRCUIT_OPEN ->
          false;
    };
  }

  private boolean isFresh(ChartProvider provider, StoredChart known, int days) {
    Instant fetchedAt = known.fetchedAt();
    if (fetchedAt == null || !reaches(known, days)) return false;
    return clock.instant().isBefore(fetchedAt.plus(provider.freshness(known.key().granularity())));
  }

  /// Returns whether nothing is missing in so many days before the last response.
  private static boolean reaches(StoredChart known, int days) {
    Instant whole = known.completeFrom();
    Instant fetchedAt = known.fetchedAt();
    return whole != null
        && fetchedAt != null
        && !whole.isAfter(fetchedAt.minus(Duration.ofDays(days)));
  }

  private StoredChart fetch(
      ChartProvider provider, Instrument instrument, ChartStore.Key key, int days) {
    StoredChart known = charts.find(key).orElse(null);
    if (known != null && isFresh(provider, known, days)) return known;
    Instant now = clock.instant();
    int wanted = known == null ? days : daysMissing(known, days, now);
    Chart chart = provider.fetchChart(instrument, key.currency(), wanted);
    Instant completeFrom = now.minus(Duration.ofDays(wanted));
    Instant before = known == null ? null : known.completeFrom();
    boolean adjoins =
        known != null && known.fetchedAt() != null && !known.fetchedAt().isBefore(completeFrom);
    if (before != null && adjoins && before.isBefore(completeFrom)) completeFrom = before;
    return charts.save(key, new VenueChart(chart.points(), chart.running(), completeFrom, now));
  }

  /// Returns the fewest days of the same granularity that reach back to the last response; all of
  /// them where that response did not reach far enough.
  private static int daysMissing(StoredChart known, int days, Instant now) {
    Instant fetchedAt = known.fetchedAt();
    Instant whole = known.completeFrom();
    if (fetchedAt == null || whole == null || whole.isAfter(now.minus(Duration.ofDays(days)))) {
      return days;
    }
    long since = Duration.between(fetchedAt, now).toDays() + 1;
    long minDays = minDays(known.key().granularity());
    return (int) Math.min(days, Math.max(minDays, since));
  }

  private static int minDays(Interval granularity) {
    if (granularity == Interval.M5) return 1;
    return granularity == Interval.H1 ? HOURLY_DAYS : DAILY_DAYS;
  }

  /// Returns the days before the newest point. A venue's first point may lie a little before them,
  /// so one more step is included.
  private MarketChart read(
      ChartProvider provider,
      Instrument instrument,
      StoredChart stored,
      int days,
      @Nullable String fault) {
    Duration freshness = provider.freshness(stored.key().granularity());
    Instant fetchedAt = stored.fetchedAt() == null ? clock.instant() : stored.fetchedAt();
    Instant until = fault == null ? fetchedAt.plus(freshness) : clock.instant().plus(RETRY);
    Instant newest = charts.findNewestTime(stored.id()).orElse(fetchedAt);
    Instant from = newest.minus(Duration.ofDays(days)).minus(stored.key().granularity().length());
    return read(instrument, stored, new Range(from, newest), fault, until);
  }

  /// A range of times; both ends are inclusive.
  record Range(Instant from, Instant to) {}

  MarketChart read(
      Instrument instrument,
      StoredChart stored,
      Range range,
      @Nullable String fault,
      Instant until) {
    String topic = ChangeFeed.chartTopic(stored.id());
    long stamp = changes.version(topic);
    return new MarketChart(
        charts.series(stored.id(), range.from(), range.to()),
        stored.key().provider(),
        instrument.ticker(),
        stored.key().currency().toUpperCase(Locale.ROOT),
        stored.key().granularity(),
        stored.fetchedAt() == null ? clock.instant() : stored.fetchedAt(),
        fault,
        new MarketChart.Validity(until, topic, stamp));
  }
}
