package dev.candlewick.charts;

import dev.candlewick.analytics.Frame;
import dev.candlewick.analytics.FrameOptions;
import dev.candlewick.plot.EnrichedPlot;
import dev.candlewick.plot.Picture;
import dev.candlewick.plot.PictureOptions;
import dev.candlewick.plot.Subject;
import dev.candlewick.series.Frequency;
import dev.candlewick.series.PriceSeries;
import dev.candlewick.series.Resample;
import java.util.Locale;

/// The picture of a market chart: prices, returns, rolling mean and volatility.
public final class ChartPicture {
  private ChartPicture() {}

  /// Draws prices of a chart.
  ///
  /// @param prices at least one, of the chart
  /// @param columns what is computed of them
  /// @throws dev.candlewick.analytics.FrameException for options that do not fit the prices
  public static Picture draw(
      MarketChart chart, PriceSeries prices, FrameOptions columns, PictureOptions options) {
    Frequency frequency = columns.frequency();
    String quote = chart.quote().toUpperCase(Locale.ROOT);
    return new EnrichedPlot(
            new Subject(chart.base() + "/" + chart.quote(), quote, chart.provider()),
            Frame.of(prices, columns),
            prices,
            frequency == null ? null : Resample.to(frequency, prices))
        .picture(options);
  }
}
