package dev.candlewick.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/// A line of a panel with its name. A point without neighbours becomes a dot.
///
/// @param dot the diameter of such a dot in pixels
record Line(String label, Points points, Color color, Stroke stroke, double dot) implements Layer {

  @Override
  public void draw(Graphics2D graphics, Area area) {
    long[] times = points.timeMicros();
    double[] values = points.values();
    var path = new Path2D.Double(Path2D.WIND_NON_ZERO, values.length);
    graphics.setPaint(color);
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
        graphics.fill(new Ellipse2D.Double(x - dot / 2, y - dot / 2, dot, dot));
      } else {
        path.moveTo(x, y);
        down = true;
      }
    }
    graphics.setStroke(stroke);
    graphics.draw(path);
  }
}
