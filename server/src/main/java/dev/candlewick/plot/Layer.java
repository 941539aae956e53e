package dev.candlewick.plot;

import java.awt.Graphics2D;

/// Something drawn into a panel, all at once.
@FunctionalInterface
interface Layer {
  void draw(Graphics2D graphics, Area area);
}
