package dev.candlewick.plot;

import java.awt.Graphics2D;

/// A part of a panel that is drawn in one call.
@FunctionalInterface
interface Layer {
  void draw(Graphics2D graphics, Area area);
}
