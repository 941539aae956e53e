package dev.candlewick.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CrosshairState;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.XYItemRendererState;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.XYDataset;

/// Draws layers instead of JFreeChart's single items: the chart has a data set of one item, and
/// drawing that item draws all layers.
@SuppressWarnings("serial")
final class LayerRenderer extends AbstractXYItemRenderer {
  private static final long serialVersionUID = 1;

  private final transient List<? extends Layer> layers;

  LayerRenderer(List<? extends Layer> layers) {
    this.layers = List.copyOf(layers);
  }

  static XYDataset singleItem() {
    var items = new DefaultXYDataset();
    items.addSeries("", new double[][] {{0}, {0}});
    return items;
  }

  @Override
  public XYItemRendererState initialise(
      Graphics2D graphics, Rectangle2D area, XYPlot plot, XYDataset data, PlotRenderingInfo info) {
    var state = new XYItemRendererState(info);
    state.setProcessVisibleItemsOnly(false);
    return state;
  }

  @Override
  public void drawItem(
      Graphics2D graphics,
      XYItemRendererState state,
      Rectangle2D pixels,
      PlotRenderingInfo info,
      XYPlot plot,
      ValueAxis time,
      ValueAxis values,
      XYDataset data,
      int series,
      int item,
      CrosshairState crosshair,
      int pass) {
    var area = new Area(pixels, time.getRange(), values.getRange());
    for (Layer layer : layers) layer.draw(graphics, area);
  }
}
