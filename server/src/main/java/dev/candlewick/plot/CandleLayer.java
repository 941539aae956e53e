package dev.candlewick.plot;

import dev.candlewick.series.CandleSeries;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;

/// A layer of candles on whole pixels, or of the bars of their volume.
///
/// @param slotMicros the width of each on the time axis, from its open time on
/// @param volume whether volumes are drawn instead of prices
record CandleLayer(CandleSeries candles, long slotMicros, Style style, boolean volume)
    implements Layer {
  private static final double BODY_WIDTH = 0.72;

  /// In pixels of a picture of the usual size: limits the width of a single candle.
  private static final double MAX_BODY_WIDTH = 36;

  @Override
  public void draw(Graphics2D graphics, Area area) {
    Object smooth = graphics.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
    double slot = slotMicros * (area.pixels().getWidth() / area.time().getLength());
    int body =
        (int) Math.max(1, Math.round(Math.min(slot * BODY_WIDTH, MAX_BODY_WIDTH * style.scale())));
    int wick = Math.max(1, Math.round(style.scale()));
    if (body > wick && (body - wick) % 2 != 0) body += body + 1 < slot ? 1 : -1;
    for (int i = 0; i < candles.size(); i++) {
      if (!CandleColumns.isComplete(candles, i)) continue;
      boolean rising = candles.close()[i] >= candles.open()[i];
      graphics.setPaint(rising ? style.rising() : style.falling());
      int left = (int) Math.round(area.x(candles.openMicros()[i]) + (slot - body) / 2);
      if (volume) {
        fillBox(graphics, left, body, area.y(0), area.y(Math.max(candles.volume()[i], 0)));
      } else {
        int middle = left + (body - wick) / 2;
        fillBox(graphics, middle, wick, area.y(candles.low()[i]), area.y(candles.high()[i]));
        fillBox(graphics, left, body, area.y(candles.open()[i]), area.y(candles.close()[i]));
      }
    }
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, smooth);
  }

  private static void fillBox(Graphics2D graphics, int x, int width, double from, double to) {
    if (!Points.isDrawable(to)) return;
    long top = Math.round(Math.min(from, to));
    long bottom = Math.max(Math.round(Math.max(from, to)), top + 1);
    graphics.fill(new Rectangle2D.Double(x, top, width, bottom - top));
  }
}
