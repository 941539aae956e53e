package dev.candlewick.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleInsets;

/// Panels above each other on one axis of time, below a title and a line of facts.
///
/// @param name of the whole, for readers that do not see it
record Figure(String name, String facts, TimeSpan span, List<Panel> panels) {
  private static final int MOST_LINES = 3;

  Figure {
    panels = List.copyOf(panels);
  }

  /// Fills the rectangle from 0, 0.
  void draw(Graphics2D graphics, PictureOptions options) {
    Style style = Style.of(options);
    var plot = new CombinedDomainXYPlot(new TimeAxis(span, style));
    double heading = style.body().getSize2D() * 1.9;
    plot.setGap(heading);
    plot.setInsets(new RectangleInsets(heading, 0, 0, 0));
    for (Panel panel : panels) plot.add(box(panel, style), panel.weight());
    var chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(style.background());
    chart.setBorderVisible(false);
    double margin = (style.narrow() ? 8 : 14) * style.scale();
    chart.setPadding(new RectangleInsets(margin * 0.8, margin, margin / 2, margin * 1.6));
    chart.setTitle(text(name, style.title(), style, true));
    chart.addSubtitle(text(facts, style.small(), style, false));
    var info = new ChartRenderingInfo(null);
    chart.draw(
        graphics, new Rectangle2D.Double(0, 0, options.width(), options.height()), null, info);
    headings(graphics, info.getPlotInfo(), style);
  }

  private static TextTitle text(String words, Font font, Style style, boolean first) {
    var title = new TextTitle(words, font);
    title.setPaint(first ? style.text() : style.muted());
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setTextAlignment(HorizontalAlignment.LEFT);
    title.setMaximumLinesToDisplay(first ? MOST_LINES - 1 : MOST_LINES);
    title.setPadding(first ? 0 : 2 * style.scale(), 2, 0, 2);
    return title;
  }

  private static XYPlot box(Panel panel, Style style) {
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
    side(plot, 0, panel.left(), style);
    Panel.Side right = panel.right();
    if (right != null) side(plot, 1, right, style);
    return plot;
  }

  private static void side(XYPlot plot, int index, Panel.Side side, Style style) {
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

  private void headings(Graphics2D graphics, PlotRenderingInfo info, Style style) {
    for (int i = 0; i < panels.size() && i < info.getSubplotCount(); i++) {
      Rectangle2D pixels = info.getSubplotInfo(i).getDataArea();
      new Heading(graphics, pixels, style).draw(panels.get(i));
    }
  }
}
