package dev.candlewick.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.title.Title;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleInsets;

/// Panels above each other on one time axis, below a title and a line of facts.
///
/// @param name of the whole picture, also for screen readers
/// @param facts in words, the most important first
record Figure(List<String> name, List<String> facts, TimeSpan span, List<Panel> panels) {
  private static final int MOST_NAME_LINES = 2;
  private static final int MOST_FACT_LINES = 4;

  /// The margin beside the lines of the header, in pixels.
  private static final double INSET = 2;

  Figure {
    name = List.copyOf(name);
    facts = List.copyOf(facts);
    panels = List.copyOf(panels);
  }

  /// Returns the name as one text.
  String title() {
    return String.join(TextLines.SEPARATOR, name);
  }

  /// Draws into the rectangle from 0, 0.
  void draw(Graphics2D graphics, PictureOptions options) {
    Style style = Style.of(options);
    var plot = new CombinedDomainXYPlot(new TimeAxis(span, style));
    double heading = style.body().getSize2D() * 1.9;
    plot.setGap(heading);
    plot.setInsets(new RectangleInsets(heading, 0, 0, 0));
    for (Panel panel : panels) plot.add(subplot(panel, style), panel.weight());
    var chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(style.background());
    chart.setBorderVisible(false);
    double margin = (style.narrow() ? 8 : 14) * style.scale();
    double right = margin * 1.6;
    chart.setPadding(new RectangleInsets(margin * 0.8, margin, margin / 2, right));
    header(graphics, style, options.width() - margin - right).forEach(chart::addSubtitle);
    var info = new ChartRenderingInfo(null);
    chart.draw(
        graphics, new Rectangle2D.Double(0, 0, options.width(), options.height()), null, info);
    drawHeadings(graphics, info.getPlotInfo(), options.width() - margin, style);
  }

  /// Returns one title per line, so that JFreeChart has no reason to break it.
  private List<Title> header(Graphics2D graphics, Style style, double width) {
    double room = width - 2 * INSET - 1;
    List<Title> header = new ArrayList<>();
    for (String line : lines(graphics, name, style.title(), room, MOST_NAME_LINES)) {
      header.add(title(line, style.title(), style.text(), 0));
    }
    double space = 2 * style.scale();
    for (String line : lines(graphics, facts, style.small(), room, MOST_FACT_LINES)) {
      header.add(title(line, style.small(), style.muted(), space));
      space = 0;
    }
    return header;
  }

  private static List<String> lines(
      Graphics2D graphics, List<String> words, Font font, double width, int most) {
    FontMetrics metrics = graphics.getFontMetrics(font);
    return TextLines.of(
        words, width, most, text -> metrics.getStringBounds(text, graphics).getWidth());
  }

  private static TextTitle title(String words, Font font, Color color, double above) {
    var title = new TextTitle(words, font);
    title.setPaint(color);
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setTextAlignment(HorizontalAlignment.LEFT);
    title.setMaximumLinesToDisplay(1);
    title.setPadding(above, INSET, 0, INSET);
    return title;
  }

  private static XYPlot subplot(Panel panel, Style style) {
    var plot = new XYPlot();
    plot.setBackgroundPaint(null);
    plot.setOutlinePaint(style.frame());
    plot.setDomainGridlinePaint(style.grid());
    plot.setRangeGridlinePaint(style.grid());
    plot.setDomainGridlineStroke(style.line(1));
    plot.setRangeGridlineStroke(style.line(1));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.REVERSE);
    plot.setRangeZeroBaselineVisible(panel.left().extent().low() < 0);
    plot.setRangeZeroBaselinePaint(style.frame());
    addSide(plot, 0, panel.left(), style);
    Panel.Side right = panel.right();
    if (right != null) addSide(plot, 1, right, style);
    return plot;
  }

  private static void addSide(XYPlot plot, int index, Panel.Side side, Style style) {
    var axis = new ValueScale(side.extent(), side.unit(), style);
    axis.setTickLabelsVisible(!side.layers().isEmpty());
    if (side.tint() != null) axis.setTickLabelPaint(side.tint());
    plot.setRangeAxis(index, axis);
    plot.setRangeAxisLocation(
        index, index == 0 ? AxisLocation.BOTTOM_OR_LEFT : AxisLocation.BOTTOM_OR_RIGHT);
    plot.setDataset(index, LayerRenderer.singleItem());
    plot.setRenderer(index, new LayerRenderer(side.layers()));
    plot.mapDatasetToRangeAxis(index, index);
  }

  private void drawHeadings(Graphics2D graphics, PlotRenderingInfo info, double end, Style style) {
    for (int i = 0; i < panels.size() && i < info.getSubplotCount(); i++) {
      Rectangle2D pixels = info.getSubplotInfo(i).getDataArea();
      new Heading(graphics, pixels, end, style).draw(panels.get(i));
    }
  }
}
