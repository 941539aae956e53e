package dev.candlewick.plot;

import com.pngencoder.PngEncoder;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// Renders figures to bytes.
final class Painter {
  private static final String SVG = "http://www.w3.org/2000/svg";

  /// Batik's document type; without it a reader sends no request to a server of the W3C.
  private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE[^>]*>\\s*");

  /// Files are 6 % larger than with the usual 6, in less than half the time.
  private static final int COMPRESSION = 2;

  private Painter() {}

  static Picture paint(Figure figure, PictureOptions options) {
    byte[] bytes =
        switch (options.format()) {
          case PNG -> png(figure, options);
          case SVG -> svg(figure, options);
        };
    return new Picture(bytes, options.format().mediaType());
  }

  private static byte[] png(Figure figure, PictureOptions options) {
    var image = new BufferedImage(options.width(), options.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.setRenderingHint(
          RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
      figure.draw(graphics, options);
    } finally {
      graphics.dispose();
    }
    return new PngEncoder()
        .withBufferedImage(image)
        .withCompressionLevel(COMPRESSION)
        .withMultiThreadedCompressionEnabled(false)
        .toBytes();
  }

  /// Text stays text: it can be searched, read aloud and copied, and the reader's own fonts supply
  /// the letters that this font lacks. This font is wide, so another one needs no more room.
  private static byte[] svg(Figure figure, PictureOptions options) {
    try {
      Document document =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .getDOMImplementation()
              .createDocument(SVG, "svg", null);
      var context = SVGGeneratorContext.createDefault(document);
      context.setPrecision(2);
      context.setComment(null);
      var graphics = new SVGGraphics2D(context, false);
      graphics.setSVGCanvasSize(new Dimension(options.width(), options.height()));
      figure.draw(graphics, options);
      Element root = graphics.getRoot();
      root.setAttribute("viewBox", "0 0 " + options.width() + " " + options.height());
      Element name = document.createElementNS(SVG, "title");
      name.setTextContent(figure.title());
      root.insertBefore(name, root.getFirstChild());
      var text = new StringWriter();
      graphics.stream(root, text, false, false);
      return DOCTYPE
          .matcher(text.toString())
          .replaceFirst("")
          .replace("'" + Typeface.FAMILY + "'", "'" + Typeface.FAMILY + "', Verdana, sans-serif")
          .getBytes(StandardCharsets.UTF_8);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK has no XML", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
