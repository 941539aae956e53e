package dev.candlewick.overview;

import dev.candlewick.market.Grid;
import dev.candlewick.market.Series;
import dev.candlewick.overview.SeriesOverview.Row;
import dev.candlewick.series.Coverage;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.series.CoverageStrip;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The stretch of one series that is shown, added up from the spans of its coverage one by one.
final class SeriesStretch {
  private static final int PERCENT_DECIMALS = 2;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal ALMOST_ALL = new BigDecimal("99.99");

  private final Series series;
  private final Instant end;
  private final int buckets;
  private final List<Span> leading = new ArrayList<>();
  private CoverageStrip.@Nullable Builder strip;
  private Instant start;

  /// A stretch that begins with the first candle, or with the earliest time that was requested and
  /// is not unavailable.
  ///
  /// @param end a grid time
  SeriesStretch(Series series, Instant end, int buckets) {
    this.series = series;
    this.end = end;
    this.buckets = buckets;
    this.start = end;
  }

  /// A stretch between two grid times.
  static SeriesStretch between(Series series, Instant start, Instant end, int buckets) {
    SeriesStretch stretch = new SeriesStretch(series, end, buckets);
    stretch.begin(start);
    return stretch;
  }

  /// Adds a span; each follows the one before it.
  void add(Span span) {
    if (strip != null) {
      strip.add(span);
    } else if (span.state() == State.UNAVAILABLE) {
      leading.add(span);
    } else {
      Instant first = series.firstOpen();
      begin(first != null && first.isBefore(span.from()) ? first : span.from()).add(span);
    }
  }

  private CoverageStrip.Builder begin(Instant time) {
    start = min(end, series.grid().floor(time));
    strip = new CoverageStrip.Builder(series.grid(), start, end, buckets);
    return strip;
  }

  /// Returns the row of a series of a venue.
  ///
  /// @param note what limits the series; null when nothing does
  Row row(@Nullable String note) {
    CoverageStrip built = build();
    boolean whole =
        built.notKept() == 0
            && leading.stream().noneMatch(span -> Coverage.NOT_KEPT.equals(span.reason()));
    long covered = built.count(State.COVERED);
    long missing = built.count(State.MISSING);
    return new Row(
        series,
        start,
        end,
        built,
        whole ? percent(covered, covered + missing + built.count(State.FAILED)) : null,
        missing,
        note);
  }

  private CoverageStrip build() {
    if (strip != null) return strip.build();
    Instant first = series.firstOpen();
    Instant earliest = leading.isEmpty() ? end : leading.getFirst().from();
    CoverageStrip.Builder builder = begin(first == null ? earliest : first);
    leading.forEach(builder::add);
    return builder.build();
  }

  /// Returns the row of posted candles, of which only those that are stored are known.
  static Row posted(Series series, Instant none) {
    Grid grid = series.grid();
    Instant first = series.firstOpen();
    Instant last = series.lastOpen();
    Instant from = first == null ? none : first;
    Instant to = last == null ? none : grid.next(last);
    long times = grid.count(from, to);
    boolean complete = times == series.candles();
    List<CoverageStrip.Part> parts =
        complete && times > 0
            ? List.of(new CoverageStrip.Part(from, to, State.COVERED, times))
            : List.of();
    return new Row(
        series,
        from,
        to,
        new CoverageStrip(parts, Map.of(State.COVERED, series.candles()), 0),
        complete ? percent(times, times) : null,
        complete ? 0L : null,
        complete ? null : "Posted candles; whether others exist between them is not known.");
  }

  /// Returns a share with two decimals, which is 100 only for all of them.
  private static @Nullable BigDecimal percent(long part, long whole) {
    if (whole == 0) return null;
    BigDecimal share =
        BigDecimal.valueOf(part)
            .multiply(HUNDRED)
            .divide(BigDecimal.valueOf(whole), PERCENT_DECIMALS, RoundingMode.HALF_UP);
    return part < whole ? share.min(ALMOST_ALL) : share;
  }

  private static Instant min(Instant one, Instant two) {
    return one.isBefore(two) ? one : two;
  }
}
