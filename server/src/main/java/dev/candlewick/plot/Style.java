package dev.candlewick.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleInsets;

/// The colours, fonts and strokes of one picture, in proportion to its size. The colours of lines
/// are Okabe and Ito's, which colour-blind readers can distinguish, a shade lighter on dark.
record Style(Theme theme, float scale, boolean narrow) {
  private static final int NARROW = 600;

  static Style of(PictureOptions options) {
    double scale = Math.min(options.width() / 1200.0, options.height() / 900.0);
    return new Style(options.theme(), (float) Math.clamp(scale, 0.82, 4), options.width() < NARROW);
  }

  private Color pick(int light, int dark) {
    return new Color(theme == Theme.LIGHT ? light : dark);
  }

  Color background() {
    return pick(0xFFFFFF, 0x131722);
  }

  Color grid() {
    return pick(0xE4E7EB, 0x2A2F3C);
  }

  Color frame() {
    return pick(0xB4BAC2, 0x4A5162);
  }

  Color text() {
    return pick(0x1B1F24, 0xE6E8EC);
  }

  Color muted() {
    return pick(0x59616B, 0xA3ABB8);
  }

  Color blue() {
    return pick(0x0072B2, 0x56B4E9);
  }

  Color orange() {
    return pick(0xD55E00, 0xF5A623);
  }

  Color green() {
    return pick(0x00805C, 0x2BC79A);
  }

  Color rising() {
    return pick(0x0072B2, 0x56B4E9);
  }

  Color falling() {
    return pick(0xD55E00, 0xE8743B);
  }

  Font title() {
    return Typeface.sized((narrow ? 15 : 17) * scale);
  }

  Font body() {
    return Typeface.sized(12.5f * scale);
  }

  Font small() {
    return Typeface.sized(11.5f * scale);
  }

  Stroke line(double width) {
    return new BasicStroke((float) width * scale, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL);
  }

  Stroke dashed(double width) {
    float[] dash = {7 * scale, 4 * scale};
    return new BasicStroke(
        (float) width * scale, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, dash, 0);
  }

  void applyTo(ValueAxis axis) {
    axis.setTickLabelFont(small());
    axis.setTickLabelPaint(muted());
    axis.setTickLabelInsets(new RectangleInsets(2 * scale, 4 * scale, 2 * scale, 4 * scale));
    axis.setTickMarksVisible(false);
    axis.setAxisLineVisible(false);
    axis.setLowerMargin(0);
    axis.setUpperMargin(0);
  }
}
