package dev.candlewick.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/// The time axis below all panels, in microseconds, labelled in UTC.
@SuppressWarnings("serial")
final class TimeAxis extends NumberAxis {
  private static final long serialVersionUID = 1;

  /// Distances of labels, as multiples of their width.
  private static final double COMFORTABLE = 1.7;

  private static final double CLOSE = 1.25;
  private static final int MOST = 24;

  private final transient TimeSpan span;
  private final transient Style style;

  TimeAxis(TimeSpan span, Style style) {
    this.span = span;
    this.style = style;
    setRange((double) span.fromMicros(), (double) span.toMicros());
    style.applyTo(this);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    double label = graphics.getFontMetrics(style.small()).stringWidth("00 MMM");
    double labels = area.getWidth() / label;
    int comfortable = Math.clamp((int) (labels / COMFORTABLE), 1, MOST);
    int room = Math.max((int) (labels / CLOSE), 2);
    long edgeMicros = (long) (span.micros() / Math.max(labels, 1) / 8);
    var labelled = new TimeSpan(span.fromMicros(), span.toMicros() - edgeMicros);
    return TimeTicks.of(labelled, comfortable, room).stream()
        .map(tick -> numberTick(tick, TextAnchor.TOP_CENTER))
        .toList();
  }

  static NumberTick numberTick(AxisTick tick, TextAnchor anchor) {
    return new NumberTick(tick.value(), tick.label(), anchor, TextAnchor.CENTER, 0);
  }
}
