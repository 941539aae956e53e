package dev.candlewick.overview;

import dev.candlewick.ingest.Providers;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.series.Coverage;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.series.CoverageStrip;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesStore;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The stored series, each with its coverage at the resolution of a screen, from its first candle
/// to the last one that must be there by now.
public final class SeriesOverview {
  /// The time in which a candle that has closed arrives by a feed or a request.
  private static final Duration ARRIVAL = Duration.ofSeconds(15);

  private static final Comparator<Series> ORDER =
      Comparator.comparing((Series series) -> series.symbol().joined())
          .thenComparing(Series::interval);

  private final SeriesStore series;
  private final CoverageStore coverage;
  private final Providers providers;
  private final InstantSource clock;

  /// A series and the coverage of a stretch of it.
  ///
  /// @param from the first grid time of the stretch
  /// @param to its end, exclusive
  /// @param strip without parts where nothing is known of the stretch
  /// @param covered how many percent of the candles that the venue has or may have are stored; null
  ///   when it is not known how many that are
  /// @param missing grid times not requested yet, or holes not confirmed yet; null when not known
  /// @param note what limits the series; null when nothing does
  public record Row(
      Series series,
      Instant from,
      Instant to,
      CoverageStrip strip,
      @Nullable BigDecimal covered,
      @Nullable Long missing,
      @Nullable String note) {
    /// Whether candles can be fetched that are not stored.
    public boolean lacksCandles() {
      return (missing != null && missing > 0) || strip.count(State.FAILED) > 0;
    }
  }

  /// A range without candles.
  ///
  /// @param candles grid times in it
  public record Gap(Span span, long candles) {}

  /// A series with the gaps of a stretch.
  ///
  /// @param gaps the newest of them first
  /// @param total the number of all gaps
  public record Detail(Row row, List<Gap> gaps, long total) {}

  /// A part of a series to look at.
  ///
  /// @param from null: the beginning of the stretch in the list
  /// @param to null: the end of that stretch; a later time is cut to it
  /// @param buckets most parts of the strip
  /// @param gaps most gaps
  public record Zoom(@Nullable Instant from, @Nullable Instant to, int buckets, int gaps) {}

  public SeriesOverview(
      SeriesStore series, CoverageStore coverage, Providers providers, InstantSource clock) {
    this.series = series;
    this.coverage = coverage;
    this.providers = providers;
    this.clock = clock;
  }

  /// Returns the series that match all filters; a null filter matches everything.
  ///
  /// @param symbol in joined form: `BTCUSDT`
  /// @param buckets most parts of a strip
  public List<Row> list(
      @Nullable String provider,
      @Nullable String symbol,
      @Nullable Interval interval,
      int buckets) {
    Instant now = clock.instant();
    List<Series> all = series.list(provider, symbol, interval).stream().sorted(ORDER).toList();
    Map<Integer, SeriesStretch> stretches = new LinkedHashMap<>();
    for (Series one : all) {
      if (!isPosted(one)) stretches.put(one.id(), new SeriesStretch(one, end(one, now), buckets));
    }
    coverage.forEach(
        stretches.keySet(),
        (id, span) -> {
          SeriesStretch stretch = stretches.get(id);
          if (stretch != null) stretch.add(span);
        });
    return all.stream().map(one -> row(one, stretches.get(one.id()), now)).toList();
  }

  /// Returns a series with the gaps of a stretch.
  public Detail detail(Series one, Zoom zoom) {
    Instant now = clock.instant();
    if (isPosted(one)) return new Detail(row(one, null, now), List.of(), 0);
    Grid grid = one.grid();
    Coverage known = coverage.find(one.id());
    Instant end = end(one, now);
    if (zoom.to() != null && zoom.to().isBefore(end)) end = grid.ceiling(zoom.to());
    SeriesStretch stretch =
        zoom.from() == null
            ? new SeriesStretch(one, end, zoom.buckets())
            : SeriesStretch.between(one, grid.floor(zoom.from()), end, zoom.buckets());
    known.spans().forEach(stretch::add);
    Row row = row(one, stretch, now);
    List<Span> gaps =
        known.tiles(row.from(), row.to()).stream()
            .filter(span -> span.state() != State.COVERED)
            .toList();
    List<Gap> newest =
        gaps.reversed().stream()
            .limit(zoom.gaps())
            .map(span -> new Gap(span, grid.count(span.from(), span.to())))
            .toList();
    return new Detail(row, newest, gaps.size());
  }

  private Row row(Series one, @Nullable SeriesStretch stretch, Instant now) {
    return stretch == null ? SeriesStretch.posted(one, now) : stretch.row(note(one));
  }

  private @Nullable String note(Series one) {
    return providers
        .find(one.provider())
        .filter(CandleProvider::keepsLimited)
        .map(venue ->
            String.format(
                Locale.ROOT,
                "%s keeps only its last %,d candles.",
                venue.displayName(),
                venue.maxCandles()))
        .orElse(null);
  }

  private static boolean isPosted(Series one) {
    return one.provider().equals(Series.POSTED);
  }

  /// Returns the end of the last candle that must be there by now, or of the last one that is.
  private static Instant end(Series one, Instant now) {
    Grid grid = one.grid();
    Instant due = grid.floor(now.minus(ARRIVAL));
    Instant last = one.lastOpen();
    return last == null || grid.next(last).isBefore(due) ? due : grid.next(last);
  }
}
