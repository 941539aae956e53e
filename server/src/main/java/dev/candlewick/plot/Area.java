package dev.candlewick.plot;

import java.awt.geom.Rectangle2D;
import org.jfree.data.Range;

/// The data area of a panel: maps times and values to pixels.
record Area(Rectangle2D pixels, Range time, Range value) {
  double x(long micros) {
    return pixels.getX() + (micros - time.getLowerBound()) * (pixels.getWidth() / time.getLength());
  }

  double y(double amount) {
    return pixels.getMaxY()
        - (amount - value.getLowerBound()) * (pixels.getHeight() / value.getLength());
  }
}
