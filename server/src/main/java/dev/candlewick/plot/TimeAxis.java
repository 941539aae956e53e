package dev.candlewick.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/// The axis of microseconds in UTC below all panels.
@SuppressWarnings("serial")
final class TimeAxis extends NumberAxis {
  private static final long serialVersionUID = 1;

  private final transient TimeSpan span;
  private final transient Style style;

  TimeAxis(TimeSpan span, Style style) {
    this.span = span;
    this.style = style;
    setRange((double) span.fromMicros(), (double) span.toMicros());
    style.dress(this);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    double label = graphics.getFontMetrics(style.small()).stringWidth("00 MMM");
    int room = (int) (area.getWidth() / (label * 1.7));
    double edgeMicros = label / 2 / Math.max(area.getWidth(), 1) * span.micros();
    return TimeTicks.of(span, Math.clamp(room, 1, 14)).stream()
        .filter(tick -> tick.value() <= span.toMicros() - edgeMicros / 4)
        .map(tick -> numberTick(tick, TextAnchor.TOP_CENTER))
        .toList();
  }

  static NumberTick numberTick(Tick tick, TextAnchor anchor) {
    return new NumberTick(tick.value(), tick.label(), anchor, TextAnchor.CENTER, 0);
  }
}
