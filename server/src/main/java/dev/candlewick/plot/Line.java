package dev.candlewick.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/// A line of a panel with its name. A point without neighbours is drawn as a dot.
///
/// @param width in pixels of a picture of the usual size
record Line(String label, Points points, Color color, double width, boolean dashed, Style style)
    implements Layer {
  private static final double DOT_SIZE = 5;

  /// A dashed line of more points than this is drawn solid, because its dashes would not be
  /// visible.
  private static final int MOST_DASHED = 600;

  /// A solid line is drawn in pieces of this many points: the cost of antialiasing it grows with
  /// how often it crosses a row of pixels.
  private static final int POINTS_PER_PIECE = 100;

  static Line solid(String label, Points points, Color color, double width, Style style) {
    return new Line(label, points, color, width, false, style);
  }

  static Line dashed(String label, Points points, Color color, double width, Style style) {
    return new Line(label, points, color, width, points.size() <= MOST_DASHED, style);
  }

  Line withLabel(String other) {
    return new Line(other, points, color, width, dashed, style);
  }

  boolean isEmpty() {
    return points.size() == 0;
  }

  @Override
  public void draw(Graphics2D graphics, Area area) {
    graphics.setPaint(color);
    if (Envelope.isSuitable(points, area)) {
      graphics.fill(Envelope.of(points, area, width * style.scale()));
    } else {
      stroke(graphics, area);
    }
  }

  private void stroke(Graphics2D graphics, Area area) {
    long[] times = points.timeMicros();
    double[] values = points.values();
    var path =
        new Path2D.Double(Path2D.WIND_NON_ZERO, Math.min(values.length, POINTS_PER_PIECE) + 1);
    graphics.setStroke(dashed ? style.dashed(width) : style.line(width));
    boolean down = false;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        down = false;
        continue;
      }
      double x = area.x(times[i]);
      double y = area.y(values[i]);
      if (down) {
        path.lineTo(x, y);
      } else if (i + 1 == values.length || Double.isNaN(values[i + 1])) {
        drawDot(graphics, x, y);
      } else {
        path.moveTo(x, y);
        down = true;
      }
      if (down && !dashed && i % POINTS_PER_PIECE == POINTS_PER_PIECE - 1) {
        graphics.draw(path);
        path.reset();
        path.moveTo(x, y);
      }
    }
    graphics.draw(path);
  }

  private void drawDot(Graphics2D graphics, double x, double y) {
    double size = DOT_SIZE * style.scale();
    graphics.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size));
  }
}
