package dev.candlewick.plot;

import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/// The line above a panel: its name and its legend, so that no key covers the data.
///
/// @param end the right end of the heading; nothing else is beside it
record Heading(Graphics2D graphics, Rectangle2D panel, double end, Style style) {
  private static final double SAMPLE = 20;

  void draw(Panel content) {
    graphics.setFont(style.body());
    FontMetrics metrics = graphics.getFontMetrics();
    double space = 8 * style.scale();
    double baseline = panel.getY() - metrics.getDescent() - 4 * style.scale();
    double x = panel.getX();
    if (x + width(content, metrics) <= end) {
      x += drawText(content.heading(), x, baseline, style.text()) + 2 * space;
    }
    for (Panel.Key key : content.keys()) {
      if (x + keyWidth(key, metrics) > end + space) break;
      drawSample(key, x, baseline - metrics.getAscent() * 0.35);
      x += (SAMPLE + 5) * style.scale();
      x += drawText(key.label(), x, baseline, style.muted()) + 2 * space;
    }
    if (content.note() != null) drawNote(content.note(), metrics);
  }

  private double width(Panel content, FontMetrics metrics) {
    return metrics.stringWidth(content.heading())
        + content.keys().stream().mapToDouble(key -> keyWidth(key, metrics)).sum();
  }

  private double keyWidth(Panel.Key key, FontMetrics metrics) {
    return metrics.stringWidth(key.label()) + (SAMPLE + 5 + 16) * style.scale();
  }

  private void drawSample(Panel.Key key, double x, double y) {
    graphics.setPaint(key.color());
    graphics.setStroke(key.dashed() ? style.dashed(2) : style.line(2.5));
    graphics.draw(new Line2D.Double(x, y, x + SAMPLE * style.scale(), y));
  }

  private double drawText(String text, double x, double y, Color color) {
    graphics.setPaint(color);
    graphics.drawString(text, (float) x, (float) y);
    return graphics.getFontMetrics().stringWidth(text);
  }

  private void drawNote(String text, FontMetrics metrics) {
    double x = panel.getCenterX() - metrics.stringWidth(text) / 2.0;
    drawText(text, x, panel.getCenterY(), style.muted());
  }
}
