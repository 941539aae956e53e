package dev.candlewick.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/// An axis of values beside a panel.
@SuppressWarnings("serial")
final class ValueScale extends NumberAxis {
  private static final long serialVersionUID = 1;

  private final transient Unit unit;
  private final transient Style style;

  ValueScale(Extent extent, Unit unit, Style style) {
    this.unit = unit;
    this.style = style;
    setRange(extent.low(), extent.high());
    style.dress(this);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    int room = (int) (area.getHeight() / (style.small().getSize2D() * 3));
    TextAnchor anchor =
        edge.equals(RectangleEdge.LEFT) ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT;
    return unit
        .ticks(getLowerBound(), getUpperBound(), Math.clamp(room, 1, 8), style.narrow())
        .stream()
        .filter(tick -> tick.value() < getUpperBound() - getRange().getLength() * 0.015)
        .map(tick -> TimeAxis.numberTick(tick, anchor))
        .toList();
  }
}
