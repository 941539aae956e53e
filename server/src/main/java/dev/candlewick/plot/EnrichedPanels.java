package dev.candlewick.plot;

import dev.candlewick.analytics.Frame;
import dev.candlewick.analytics.Frame.Column;
import dev.candlewick.series.PriceSeries;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The panels of an enriched plot. A line without a value is left out; a panel without a line shows
/// a note.
final class EnrichedPanels {
  private static final double PADDING = 0.06;
  private static final double GAP_FACTOR = 3;

  /// Two lines share an axis unless one has less than this part of the other's height.
  private static final double MIN_HEIGHT_RATIO = 0.2;

  private final EnrichedPlot plot;
  private final Frame frame;
  private final Style style;
  private final TimeSpan span;
  private final int columns;
  private final long frameGap;

  EnrichedPanels(EnrichedPlot plot, TimeSpan span, PictureOptions options) {
    this.plot = plot;
    this.span = span;
    frame = plot.frame();
    style = Style.of(options);
    columns = options.width();
    frameGap = Gaps.limit(frame.timeMicros(), GAP_FACTOR);
  }

  List<Panel> all() {
    List<Panel> panels = new ArrayList<>(List.of(prices(), returns()));
    relative().ifPresent(panels::add);
    return panels;
  }

  /// The mean is a broad line below the thin price, so that neither hides the other.
  private Panel prices() {
    List<Line> lines = new ArrayList<>();
    column("rolling_mean_")
        .map(c -> line("mean " + suffix(c), c, style.orange(), 2.6))
        .filter(line -> !line.isEmpty())
        .ifPresent(lines::add);
    boolean hasMean = !lines.isEmpty();
    lines.add(Line.solid("price", points(plot.raw()), style.blue(), 1.2, style));
    PriceSeries resampled = plot.resampled();
    if (resampled != null) {
      lines.add(Line.dashed("resampled", points(resampled), style.green(), 1.8, style));
    }
    String heading = Subject.withUnit("Price", plot.subject().quote());
    Panel panel = panel(heading, lines, Unit.PLAIN, 4);
    List<Panel.Key> keys = new ArrayList<>(panel.keys());
    if (keys.size() == lines.size()) Collections.rotate(keys, hasMean ? -1 : 0);
    return new Panel(heading, keys, panel.left(), null, panel.weight(), panel.note());
  }

  private Panel returns() {
    Optional<Line> each = column("pct_change").map(c -> line("each point", c, style.orange(), 1));
    Optional<Line> total =
        column("acum_pct_change").map(c -> line("accumulated", c, style.blue(), 1.6));
    if (isDrawn(each) && isDrawn(total) && !areComparable(each.get(), total.get())) {
      return twoAxes("Change", total.get(), Unit.PERCENT, each.get(), Unit.PERCENT);
    }
    return panel(
        "Change", Stream.of(each, total).flatMap(Optional::stream).toList(), Unit.PERCENT, 3);
  }

  private Optional<Panel> relative() {
    Optional<Line> normal =
        column("normalized_price_base_")
            .map(c -> line("normalised to " + base(c), c, style.blue(), 1.6));
    Optional<Line> volatility =
        column("volatility_").map(c -> line("volatility " + suffix(c), c, style.orange(), 1.2));
    if (isDrawn(normal) && isDrawn(volatility)) {
      return Optional.of(
          twoAxes("Relative", normal.get(), Unit.PLAIN, volatility.get(), Unit.FRACTION));
    }
    if (isDrawn(normal) || volatility.isEmpty()) {
      return normal.map(line -> panel("Normalised", List.of(line), Unit.PLAIN, 3));
    }
    return volatility.map(line -> panel("Volatility", List.of(line), Unit.FRACTION, 3));
  }

  private static boolean isDrawn(Optional<Line> line) {
    return line.isPresent() && !line.get().isEmpty();
  }

  private static Panel panel(String heading, List<Line> lines, Unit unit, int weight) {
    List<Line> drawn = lines.stream().filter(line -> !line.isEmpty()).toList();
    var side = new Panel.Side(drawn, extent(drawn, unit), unit, null);
    String note = drawn.isEmpty() ? "too few points for a value" : null;
    return new Panel(heading, keys(drawn), side, null, weight, note);
  }

  private static Panel twoAxes(
      String heading, Line left, Unit leftUnit, Line right, Unit rightUnit) {
    var under =
        new Panel.Side(List.of(left), extent(List.of(left), leftUnit), leftUnit, left.color());
    var over =
        new Panel.Side(List.of(right), extent(List.of(right), rightUnit), rightUnit, right.color());
    return new Panel(
        heading,
        keys(List.of(left, right.withLabel(right.label() + " (right)"))),
        under,
        over,
        3,
        null);
  }

  private static Extent extent(List<Line> lines, Unit unit) {
    Extent extent = Extent.of(lines.stream().map(Line::points).toList());
    return unit == Unit.PERCENT ? extent.padded(PADDING) : extent.paddedAboveZero(PADDING);
  }

  private static boolean areComparable(Line one, Line other) {
    double a = Extent.of(List.of(one.points())).span();
    double b = Extent.of(List.of(other.points())).span();
    return Math.min(a, b) >= MIN_HEIGHT_RATIO * Math.max(a, b);
  }

  private static List<Panel.Key> keys(List<Line> lines) {
    return lines.stream()
        .map(line -> new Panel.Key(line.label(), line.color(), line.dashed()))
        .toList();
  }

  /// Returns the first column whose name has this prefix.
  private Optional<Column> column(String prefix) {
    return frame.columns().stream().filter(c -> c.name().startsWith(prefix)).findFirst();
  }

  private static String suffix(Column column) {
    return column.name().substring(column.name().lastIndexOf('_') + 1);
  }

  private static String base(Column column) {
    String text = suffix(column);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  private Line line(String label, Column column, Color color, double width) {
    Points points =
        Downsampling.downsample(frame.timeMicros(), column.values(), span, columns, frameGap);
    return Line.solid(label, points, color, width, style);
  }

  private Points points(PriceSeries series) {
    long[] times = series.timeMicros();
    return Downsampling.downsample(
        times, series.price(), span, columns, Gaps.limit(times, GAP_FACTOR));
  }
}
