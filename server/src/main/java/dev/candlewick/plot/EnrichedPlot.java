package dev.candlewick.plot;

import dev.candlewick.analytics.Frame;
import dev.candlewick.analytics.Frame.Column;
import dev.candlewick.series.PriceSeries;
import java.awt.Color;
import java.awt.Stroke;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A frame in three panels on one axis of time: the price with its rolling mean, the returns, and
/// the normalised price with the volatility. A column that is not there leaves its line out, the
/// last panel goes when it would be empty.
///
/// @param raw every point, drawn whatever the frame was resampled to
/// @param resampled drawn dashed over it; null where nothing was resampled
public record EnrichedPlot(
    Subject subject, Frame frame, PriceSeries raw, @Nullable PriceSeries resampled) {
  private static final double AIR = 0.06;
  private static final double GAP_FACTOR = 3;

  /// Two lines share an axis unless one has less than this part of the other's height.
  private static final double SHARED = 0.2;

  public Picture picture(PictureOptions options) {
    return Painter.paint(new Drawing(this, options).figure(), options);
  }

  /// The work on one picture: what all its lines have in common.
  private static final class Drawing {
    private final EnrichedPlot plot;
    private final Style style;
    private final TimeSpan span;
    private final int columns;
    private final long frameGap;

    Drawing(EnrichedPlot plot, PictureOptions options) {
      this.plot = plot;
      style = Style.of(options);
      columns = options.width();
      long[] frameTimes = plot.frame.timeMicros();
      span = TimeSpan.around(plot.raw.timeMicros(), frameTimes);
      frameGap = Gaps.limit(frameTimes, GAP_FACTOR);
    }

    Figure figure() {
      List<Panel> panels = new ArrayList<>(List.of(prices(), returns()));
      base().ifPresent(panels::add);
      return new Figure(plot.subject.title(), facts(), span, panels);
    }

    private String facts() {
      Summary summary = Summary.of(plot.raw);
      if (summary.size() == 0) return "no prices in this range";
      long[] times = plot.raw.timeMicros();
      return "%s · %,d points, %s to %s UTC"
          .formatted(
              summary.text(),
              summary.size(),
              TimeTicks.text(times[0]),
              TimeTicks.text(times[times.length - 1]));
    }

    private Panel prices() {
      List<Line> lines = new ArrayList<>();
      lines.add(line("price", plot.raw, style.blue(), style.line(1.3)));
      PriceSeries resampled = plot.resampled;
      if (resampled != null) {
        Stroke dashes = resampled.size() > columns / 2 ? style.line(1.4) : style.dashed(1.8);
        lines.add(line("resampled", resampled, style.green(), dashes));
      }
      column("rolling_mean_")
          .ifPresent(mean ->
              lines.add(line("mean " + suffix(mean), mean, style.orange(), style.line(1.6))));
      String quote = plot.subject.quote();
      return panel(quote.isEmpty() ? "Price" : "Price, " + quote, lines, Unit.PLAIN, 4);
    }

    private Panel returns() {
      Optional<Line> each =
          column("pct_change").map(c -> line("each point", c, style.orange(), style.line(1)));
      Optional<Line> total =
          column("acum_pct_change").map(c -> line("accumulated", c, style.blue(), style.line(1.6)));
      if (each.isPresent() && total.isPresent() && !comparable(each.get(), total.get())) {
        return twoAxes("Change", total.get(), Unit.PERCENT, each.get(), Unit.PERCENT);
      }
      List<Line> lines = Stream.of(each, total).flatMap(Optional::stream).toList();
      return panel("Change", lines, Unit.PERCENT, 3);
    }

    private Optional<Panel> base() {
      Optional<Line> normal =
          column("normalized_price_base_")
              .map(c -> line("normalised to " + base(c), c, style.blue(), style.line(1.6)));
      Optional<Line> volatility =
          column("volatility_")
              .map(c -> line("volatility " + suffix(c), c, style.orange(), style.line(1.3)));
      if (normal.isPresent() && volatility.isPresent()) {
        return Optional.of(
            twoAxes("Relative", normal.get(), Unit.PLAIN, volatility.get(), Unit.SHARE));
      }
      return normal
          .map(line -> panel("Normalised", List.of(line), Unit.PLAIN, 3))
          .or(() -> volatility.map(line -> panel("Volatility", List.of(line), Unit.SHARE, 3)));
    }

    private Panel panel(String heading, List<Line> lines, Unit unit, int weight) {
      var side = new Panel.Side(lines, extent(lines), unit, null);
      return new Panel(heading, keys(lines), side, null, weight, note(lines));
    }

    private Panel twoAxes(String heading, Line left, Unit leftUnit, Line right, Unit rightUnit) {
      var marked =
          new Line(
              right.label() + " (right)",
              right.points(),
              right.color(),
              right.stroke(),
              right.dot());
      var under = new Panel.Side(List.of(left), extent(List.of(left)), leftUnit, left.color());
      var over = new Panel.Side(List.of(marked), extent(List.of(right)), rightUnit, right.color());
      List<Line> both = List.of(left, marked);
      return new Panel(heading, keys(both), under, over, 3, note(both));
    }

    private static Extent extent(List<Line> lines) {
      return Extent.of(lines.stream().map(Line::points).toList()).aired(AIR);
    }

    private static boolean comparable(Line one, Line other) {
      double a = Extent.of(List.of(one.points())).span();
      double b = Extent.of(List.of(other.points())).span();
      return Math.min(a, b) >= SHARED * Math.max(a, b);
    }

    private static List<Panel.Key> keys(List<Line> lines) {
      return lines.stream()
          .map(line -> new Panel.Key(line.label(), line.color(), line.label().equals("resampled")))
          .toList();
    }

    private static @Nullable String note(List<Line> lines) {
      boolean empty = lines.stream().allMatch(line -> line.points().size() == 0);
      return empty ? "too few points for a value" : null;
    }

    /// The first column whose name begins so.
    private Optional<Column> column(String prefix) {
      return plot.frame.columns().stream().filter(c -> c.name().startsWith(prefix)).findFirst();
    }

    private static String suffix(Column column) {
      return column.name().substring(column.name().lastIndexOf('_') + 1);
    }

    private static String base(Column column) {
      String text = suffix(column);
      return text.toLowerCase(Locale.ROOT).endsWith(".0")
          ? text.substring(0, text.length() - 2)
          : text;
    }

    private Line line(String label, Column column, Color color, Stroke stroke) {
      long[] times = plot.frame.timeMicros();
      Points points = Thinning.thin(times, column.values(), span, columns, frameGap);
      return new Line(label, points, color, stroke, 5 * style.scale());
    }

    private Line line(String label, PriceSeries series, Color color, Stroke stroke) {
      long[] times = series.timeMicros();
      long gap = Gaps.limit(times, GAP_FACTOR);
      Points points = Thinning.thin(times, series.price(), span, columns, gap);
      return new Line(label, points, color, stroke, 5 * style.scale());
    }
  }

  public EnrichedPlot {
    Objects.requireNonNull(frame);
  }
}
