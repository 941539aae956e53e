package dev.candlewick.plot;

import dev.candlewick.market.Interval;
import dev.candlewick.series.CandleSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Candles with their volume below. Where there are more than the picture can tell apart,
/// neighbours are merged.
public record CandlePlot(Subject subject, Interval interval, CandleSeries candles) {
  /// The least pixels a candle is drawn with, and the part of the width that is left for candles.
  private static final double LEAST_PIXELS = 5;

  private static final double DATA_WIDTH = 0.88;
  private static final double AIR = 0.05;

  public Picture picture(PictureOptions options) {
    return Painter.paint(figure(options), options);
  }

  private Figure figure(PictureOptions options) {
    Style style = Style.of(options);
    TimeSpan span = span();
    int room = (int) (options.width() * DATA_WIDTH / (LEAST_PIXELS * Math.max(1, style.scale())));
    boolean merged = candles.size() > room;
    CandleSeries shown = merged ? CandleColumns.merge(candles, span, room) : candles;
    long slot = merged ? span.micros() / room : length();
    String note = candles.size() == 0 ? "no candles in this range" : null;
    return new Figure(
        subject.symbol() + " · " + interval.code() + " candles · " + subject.provider(),
        facts(merged ? shown.size() : 0),
        span,
        List.of(prices(shown, slot, style, note), volumes(shown, slot, style)));
  }

  private long length() {
    return interval.length().toNanos() / 1000;
  }

  /// To the end of the last candle.
  private TimeSpan span() {
    long[] times = candles.openMicros();
    if (times.length == 0) return TimeSpan.around(times);
    return new TimeSpan(times[0], times[times.length - 1] + length());
  }

  private Panel prices(CandleSeries shown, long slot, Style style, @Nullable String note) {
    var low = new Points(shown.openMicros(), drawable(shown.low()));
    var high = new Points(shown.openMicros(), drawable(shown.high()));
    Extent extent = Extent.of(List.of(low, high)).aired(AIR);
    var layer = new CandleLayer(shown, slot, style, false);
    var side = new Panel.Side(List.of(layer), extent, Unit.PLAIN, null);
    var keys =
        List.of(
            new Panel.Key("rising", style.rising(), false),
            new Panel.Key("falling", style.falling(), false));
    String heading = subject.quote().isEmpty() ? "Price" : "Price, " + subject.quote();
    return new Panel(heading, keys, side, null, 3, note);
  }

  private static Panel volumes(CandleSeries shown, long slot, Style style) {
    var points = new Points(shown.openMicros(), drawable(shown.volume()));
    Extent extent = Extent.of(List.of(points)).fromZero();
    var side =
        new Panel.Side(
            List.of(new CandleLayer(shown, slot, style, true)), extent, Unit.PLAIN, null);
    return new Panel("Volume", List.of(), side, null, 1, null);
  }

  private static double[] drawable(double[] values) {
    double[] drawable = values.clone();
    for (int i = 0; i < drawable.length; i++) {
      if (!Points.drawable(drawable[i])) drawable[i] = Double.NaN;
    }
    return drawable;
  }

  private String facts(int drawn) {
    if (candles.size() == 0) return "no candles in this range";
    var all = CandleColumns.merge(candles, span(), 1);
    if (all.size() == 0) return "no candle has a price";
    double open = all.open()[0];
    double close = all.close()[0];
    return "open %s · high %s · low %s · close %s · change %s · volume %s · %s%s"
        .formatted(
            Unit.PLAIN.write(open),
            Unit.PLAIN.write(all.high()[0]),
            Unit.PLAIN.write(all.low()[0]),
            Unit.PLAIN.write(close),
            Summary.signed((close / open - 1) * 100),
            Unit.PLAIN.write(all.volume()[0]),
            TimeTicks.range("candle", candles.openMicros()),
            drawn > 0 ? ", drawn as " + drawn : "");
  }
}
