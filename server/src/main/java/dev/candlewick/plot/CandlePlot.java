package dev.candlewick.plot;

import dev.candlewick.market.Interval;
import dev.candlewick.series.CandleSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A plot of candles with their volume below. Where there are more than the picture can resolve,
/// neighbours are merged.
public record CandlePlot(Subject subject, Interval interval, CandleSeries candles) {
  /// The least width of a candle in pixels, and the part of the picture's width that is left for
  /// candles.
  private static final double LEAST_PIXELS = 5;

  private static final double DATA_WIDTH = 0.88;
  private static final double PADDING = 0.05;

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
        List.of(subject.symbol(), interval.code() + " candles", subject.provider()),
        facts(merged ? shown.size() : 0),
        span,
        List.of(prices(shown, slot, style, note), volumes(shown, slot, style, subject.base())));
  }

  private long length() {
    return interval.length().toNanos() / 1000;
  }

  /// Returns the span up to the end of the last candle.
  private TimeSpan span() {
    long[] times = candles.openMicros();
    if (times.length == 0) return TimeSpan.around(times);
    return new TimeSpan(times[0], times[times.length - 1] + length());
  }

  private Panel prices(CandleSeries shown, long slot, Style style, @Nullable String note) {
    var low = new Points(shown.openMicros(), drawableValues(shown.low()));
    var high = new Points(shown.openMicros(), drawableValues(shown.high()));
    Extent extent = Extent.of(List.of(low, high)).paddedAboveZero(PADDING);
    var layer = new CandleLayer(shown, slot, style, false);
    var side = new Panel.Side(List.of(layer), extent, Unit.PLAIN, null);
    var keys =
        List.of(
            new Panel.Key("rising", style.rising(), false),
            new Panel.Key("falling", style.falling(), false));
    String heading = Subject.withUnit("Price", subject.quote());
    return new Panel(heading, keys, side, null, 3, note);
  }

  private static Panel volumes(CandleSeries shown, long slot, Style style, String unit) {
    var points = new Points(shown.openMicros(), drawableValues(shown.volume()));
    Extent extent = Extent.of(List.of(points)).fromZero();
    var side =
        new Panel.Side(
            List.of(new CandleLayer(shown, slot, style, true)), extent, Unit.PLAIN, null);
    return new Panel(Subject.withUnit("Volume", unit), List.of(), side, null, 1, null);
  }

  private static double[] drawableValues(double[] values) {
    double[] drawable = values.clone();
    for (int i = 0; i < drawable.length; i++) {
      if (!Points.isDrawable(drawable[i])) drawable[i] = Double.NaN;
    }
    return drawable;
  }

  private List<String> facts(int drawn) {
    if (candles.size() == 0) return List.of("no candles in this range");
    var all = CandleColumns.merge(candles, span(), 1);
    if (all.size() == 0) return List.of("no candle has a price");
    Precision prices =
        Precision.ofPrices(candles.open(), candles.high(), candles.low(), candles.close());
    double open = all.open()[0];
    double close = all.close()[0];
    String volume = Precision.ofAmounts(candles.volume()).format(all.volume()[0]);
    String count = NumberText.count(candles.size(), "candle");
    return List.of(
        "open " + prices.format(open),
        "high " + prices.format(all.high()[0]),
        "low " + prices.format(all.low()[0]),
        "close " + prices.format(close),
        "change " + Summary.signed((close / open - 1) * 100),
        ("volume " + volume + " " + subject.base()).strip(),
        drawn > 0 ? count + " drawn as " + drawn : count,
        TimeTicks.range(candles.openMicros()));
  }
}
