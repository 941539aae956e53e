package dev.candlewick.api.market;

import dev.candlewick.api.http.DecimalText;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.overview.SeriesOverview;
import dev.candlewick.series.Coverage;
import dev.candlewick.series.CoverageStrip;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A series with its coverage at the resolution of a screen.
///
/// @param market the name of its market: `BTCUSDT@binance`
/// @param symbol `BTC/USDT`; joined where base and quote of a posted name are not known
/// @param posted whether its candles were posted and are of no venue
/// @param candles all stored candles, whatever the stretch
/// @param from the first grid time of the stretch
/// @param to its end, exclusive: that of the last candle that must be there by now
/// @param coveredPercent of the candles that the venue has or may have; null when it is not known
///   how many these are
/// @param missing grid times of the stretch not requested yet, or holes not confirmed yet; null
///   when not known
/// @param spans at most `buckets`, which cover the stretch exactly; each shows the worst state in
///   it
/// @param note what limits the series; null when nothing does
public record SeriesView(
    int seriesId,
    String market,
    String provider,
    String symbol,
    Interval interval,
    boolean simulated,
    boolean posted,
    boolean follow,
    long candles,
    long corrections,
    @Nullable Instant firstOpen,
    @Nullable Instant lastOpen,
    Instant from,
    Instant to,
    @DecimalText @Nullable String coveredPercent,
    @Nullable Long missing,
    long failed,
    long confirmedEmpty,
    long unavailable,
    List<SeriesSpan> spans,
    @Nullable String note) {

  /// A part of a stretch, `from <= time < to`.
  ///
  /// @param candles grid times in it
  public record SeriesSpan(Instant from, Instant to, Coverage.State state, long candles) {
    static SeriesSpan of(CoverageStrip.Part part) {
      return new SeriesSpan(part.from(), part.to(), part.state(), part.candles());
    }
  }

  /// A range without candles, `from <= time < to`.
  ///
  /// @param candles grid times in it
  /// @param reason null where the state is sufficient
  public record SeriesGap(
      Instant from, Instant to, Coverage.State state, long candles, @Nullable String reason) {
    static SeriesGap of(SeriesOverview.Gap gap) {
      Coverage.Span span = gap.span();
      return new SeriesGap(span.from(), span.to(), span.state(), gap.candles(), span.reason());
    }
  }

  static SeriesView of(SeriesOverview.Row row) {
    Series series = row.series();
    CoverageStrip strip = row.strip();
    return new SeriesView(
        series.id(),
        series.symbol().joined() + "@" + series.provider(),
        series.provider(),
        series.symbol().toString(),
        series.interval(),
        series.provider().equals(Series.SIMULATED),
        series.provider().equals(Series.POSTED),
        series.follow(),
        series.candles(),
        series.corrections(),
        series.firstOpen(),
        series.lastOpen(),
        row.from(),
        row.to(),
        row.covered() == null ? null : row.covered().toPlainString(),
        row.missing(),
        strip.count(Coverage.State.FAILED),
        strip.count(Coverage.State.CONFIRMED_EMPTY),
        strip.count(Coverage.State.UNAVAILABLE),
        strip.parts().stream().map(SeriesSpan::of).toList(),
        row.note());
  }
}
