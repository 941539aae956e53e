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

  /// Distances of labels, as multiples of their height.
  private static final double COMFORTABLE = 3;

  private static final double CLOSE = 1.5;
  private static final int MOST = 8;

  /// The part of the axis below its upper end without a label, which the heading would touch.
  private static final double TOP = 0.015;

  private final transient Unit unit;
  private final transient Style style;

  ValueScale(Extent extent, Unit unit, Style style) {
    this.unit = unit;
    this.style = style;
    setRange(extent.low(), extent.high());
    style.applyTo(this);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    double labels = area.getHeight() / style.small().getSize2D();
    int comfortable = Math.clamp((int) (labels / COMFORTABLE), 1, MOST);
    int room = Math.max((int) (labels / CLOSE), 2);
    TextAnchor anchor =
        edge.equals(RectangleEdge.LEFT) ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT;
    double top = getUpperBound() - getRange().getLength() * TOP;
    return unit.ticks(getLowerBound(), top, comfortable, room, style.narrow()).stream()
        .map(tick -> TimeAxis.numberTick(tick, anchor))
        .toList();
  }
}
