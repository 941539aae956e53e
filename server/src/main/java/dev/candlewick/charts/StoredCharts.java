package dev.candlewick.charts;

import dev.candlewick.charts.CandleCharts.Window;
import dev.candlewick.charts.PointCharts.Range;
import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.Providers;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.store.price.ChartStore;
import dev.candlewick.store.price.ChartStore.StoredChart;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Charts of stored prices, without requests to venues: from the first source in order that has any
/// of the range, as dense as a venue's response would be, or else the nearest to it.
final class StoredCharts {
  private static final Duration RECHECK_INTERVAL = Duration.ofSeconds(30);
  private static final int LATE_INTERVALS = 2;

  private final Providers providers;
  private final SeriesStore series;
  private final ChartStore charts;
  private final CandleCharts candles;
  private final PointCharts points;
  private final List<String> order;
  private final InstantSource clock;

  StoredCharts(
      Ingest ingest,
      ChartStore charts,
      CandleCharts candles,
      PointCharts points,
      List<String> order) {
    this.providers = ingest.providers();
    this.series = ingest.series();
    this.clock = ingest.clock();
    this.charts = charts;
    this.candles = candles;
    this.points = points;
    this.order = Stream.concat(order.stream(), Stream.of(Series.POSTED)).toList();
  }

  /// Returns the stored chart; empty when nothing of the range is stored.
  Optional<MarketChart> chart(ChartRequest request) {
    return order.stream()
        .flatMap(
            provider -> Stream.concat(ofPoints(provider, request), ofCandles(provider, request)))
        .filter(chart -> !chart.prices().isEmpty())
        .findFirst();
  }

  private Stream<MarketChart> ofCandles(String provider, ChartRequest request) {
    Interval wanted = CandleCharts.interval(providers, provider, request.days());
    return candles.storedNames(provider, request).stream()
        .flatMap(name -> series.list(provider, name, null).stream())
        .filter(entry -> entry.lastOpen() != null)
        .sorted(Comparator.comparingLong(entry -> distance(entry.interval(), wanted)))
        .map(entry -> candles(entry, request));
  }

  private MarketChart candles(Series entry, ChartRequest request) {
    Instant last = entry.lastOpen() == null ? Instant.EPOCH : entry.lastOpen();
    Instant newest = entry.grid().next(last);
    Range range = range(request, newest);
    // A candle's price applies from its end on, so the candles that end in the range are read.
    Instant from = entry.grid().plus(entry.grid().ceiling(range.from()), -1);
    MarketChart chart =
        candles.read(
            new Window(entry, from, range.to()), staleReason(entry.interval(), newest, request));
    return within(withQuote(chart, entry, request), range);
  }

  private Stream<MarketChart> ofPoints(String provider, ChartRequest request) {
    Instrument instrument = request.instrument();
    if (instrument == null) return Stream.of();
    Interval wanted = CandleCharts.interval(providers, provider, request.days());
    String currency = request.currency().toLowerCase(Locale.ROOT);
    return charts.findAll(instrument.id(), currency).stream()
        .filter(chart -> chart.key().provider().equals(provider))
        .sorted(Comparator.comparingLong(chart -> distance(chart.key().granularity(), wanted)))
        .flatMap(chart -> points(instrument, chart, request).stream());
  }

  private Optional<MarketChart> points(
      Instrument instrument, StoredChart chart, ChartRequest request) {
    return charts
        .findNewestTime(chart.id())
        .map(newest ->
            points.read(
                instrument,
                chart,
                range(request, newest),
                staleReason(chart.key().granularity(), newest, request),
                clock.instant().plus(RECHECK_INTERVAL)));
  }

  /// Returns the requested start and end, or else the days before the newest price, without their
  /// first instant.
  private static Range range(ChartRequest request, Instant newest) {
    Instant to = request.to() == null ? newest : request.to();
    Instant from =
        request.from() == null
            ? to.minus(Duration.ofDays(request.days())).plusNanos(1000)
            : request.from();
    return new Range(from, to);
  }

  /// Sets the quote from the request where a posted name states none.
  private static MarketChart withQuote(MarketChart chart, Series entry, ChartRequest request) {
    if (entry.symbol().isSplit()) return chart;
    String joined = entry.symbol().joined();
    String base = joined.substring(0, joined.length() - request.currency().length());
    return new MarketChart(
        chart.prices(),
        chart.provider(),
        base,
        request.currency(),
        chart.granularity(),
        chart.asOf(),
        chart.fault(),
        chart.validity());
  }

  private static MarketChart within(MarketChart chart, Range range) {
    return new MarketChart(
        chart.prices().between(Grid.micros(range.from()), Grid.micros(range.to())),
        chart.provider(),
        chart.base(),
        chart.quote(),
        chart.granularity(),
        chart.asOf(),
        chart.fault(),
        chart.validity());
  }

  /// Returns the reason that newer prices are not stored, for a request up to now; else null.
  private @Nullable String staleReason(Interval interval, Instant newest, ChartRequest request) {
    if (request.to() != null) return null;
    Duration allowed = interval.length().multipliedBy(LATE_INTERVALS);
    return newest.plus(allowed).isBefore(clock.instant())
        ? "nothing newer than " + newest + " is stored"
        : null;
  }

  /// Orders finer intervals before coarser ones, the nearest first.
  private static long distance(Interval one, Interval wanted) {
    long length = one.length().toSeconds();
    long target = wanted.length().toSeconds();
    return length <= target ? target - length : length * 1000 - target;
  }
}
