package dev.candlewick.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.analytics.Frame;
import dev.candlewick.analytics.Frame.Column;
import dev.candlewick.market.Interval;
import dev.candlewick.series.CandleSeries;
import dev.candlewick.series.PriceSeries;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/// Proves that pictures are correct in their edge cases: sizes, themes, spikes, gaps, no data.
class PlotTest {
  private static final int BLUE = 0xFF0072B2;
  private static final PictureOptions PNG = PictureOptions.DEFAULT;

  @Test
  void aPngHasTheRequestedSize() throws Exception {
    var plot = Samples.plot(Samples.walk(1000, Samples.DAY));
    int[][] sizes = {{1200, 900}, {390, 500}, {200, 200}, {4000, 200}, {200, 4000}, {801, 333}};
    for (int[] size : sizes) {
      Picture picture =
          plot.picture(new PictureOptions(PictureFormat.PNG, size[0], size[1], Theme.LIGHT));
      BufferedImage image = image(picture);
      assertThat(new int[] {image.getWidth(), image.getHeight()}).containsExactly(size);
      assertThat(picture.mediaType()).isEqualTo("image/png");
    }
  }

  @Test
  void sizesOutsideTheBoundsAreRefusedWithTheirValue() {
    assertThatThrownBy(() -> new PictureOptions(PictureFormat.PNG, 199, 900, Theme.LIGHT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("width must be 200 to 4000 pixels, not 199");
    assertThatThrownBy(() -> new PictureOptions(PictureFormat.PNG, 1200, 4001, Theme.LIGHT))
        .hasMessage("height must be 200 to 4000 pixels, not 4001");
  }

  @Test
  void oneSpikeInAMillionPointsIsSeen() throws Exception {
    PriceSeries calm = Samples.flat(1_000_000);
    calm.price()[123_456] = 2;
    var frame = new Frame(calm.timeMicros(), List.of(new Column("price", calm.price())));
    BufferedImage image = image(new EnrichedPlot(Samples.BTC, frame, calm, null).picture(PNG));
    long blue =
        IntStream.range(80, 300)
            .filter(y -> IntStream.range(180, 260).anyMatch(x -> bluish(image.getRGB(x, y))))
            .count();
    assertThat(blue).as("rows of pixels with the spike").isGreaterThan(200);
  }

  @Test
  void aHoleIsLeftOpen() throws Exception {
    PriceSeries whole = Samples.flat(1000);
    BufferedImage closed = image(prices(whole));
    BufferedImage open = image(prices(Samples.without(whole, 400, 600)));
    assertThat(blueAround(closed, 600)).isTrue();
    assertThat(blueAround(open, 600)).isFalse();
    assertThat(blueAround(open, 300)).isTrue();
  }

  @Test
  void theDarkThemeIsDark() throws Exception {
    var plot = Samples.plot(Samples.walk(100, Samples.HOUR));
    var dark = new PictureOptions(PictureFormat.PNG, 600, 400, Theme.DARK);
    assertThat(image(plot.picture(dark)).getRGB(2, 2)).isEqualTo(0xFF131722);
    assertThat(image(plot.picture(PNG)).getRGB(2, 2)).isEqualTo(0xFFFFFFFF);
  }

  @Test
  void anSvgIsXmlWithItsTitle() throws Exception {
    var subject = new Subject("币安<人生>&/USD \u0007", "USD", "coingecko");
    var walk = Samples.walk(1000, Samples.DAY);
    var plot = new EnrichedPlot(subject, Samples.frame(walk, 20), walk, Samples.every(walk, 7));
    Picture picture = plot.picture(new PictureOptions(PictureFormat.SVG, 800, 600, Theme.DARK));
    Document document = xml(picture);
    assertThat(picture.mediaType()).isEqualTo("image/svg+xml");
    assertThat(document.getDocumentElement().getAttribute("width")).isEqualTo("800");
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .startsWith("币安<人生>&/USD")
        .endsWith("· coingecko");
    assertThat(new String(picture.bytes(), StandardCharsets.UTF_8))
        .contains("sans-serif")
        .contains("resampled")
        .contains("volatility 20");
  }

  @Test
  void anythingThatCanBeASeriesIsDrawn() throws Exception {
    PriceSeries odd = Samples.walk(50, Samples.HOUR);
    odd.price()[7] = Double.NaN;
    odd.price()[8] = Double.POSITIVE_INFINITY;
    odd.price()[9] = 1e300;
    for (PriceSeries series :
        List.of(PriceSeries.empty(), Samples.flat(1), Samples.flat(2), Samples.flat(500), odd)) {
      assertThat(image(Samples.plot(series).picture(PNG)).getWidth()).isEqualTo(1200);
      xml(Samples.plot(series).picture(svg()));
    }
  }

  @Test
  void aMissingColumnLeavesItsLineOutAndAnEmptyPanelIsRemoved() {
    PriceSeries walk = Samples.walk(100, Samples.HOUR);
    Frame all = Samples.frame(walk, 10);
    var least = new Frame(all.timeMicros(), all.columns().subList(0, 3));
    assertThat(text(new EnrichedPlot(Samples.BTC, least, walk, null).picture(svg())))
        .contains("accumulated")
        .doesNotContain("volatility")
        .doesNotContain("Relative")
        .doesNotContain("mean 10");
    var tooFew = Samples.frame(Samples.flat(1), 10);
    assertThat(text(new EnrichedPlot(Samples.BTC, tooFew, walk, null).picture(svg())))
        .contains("too few points for a value");
  }

  @Test
  void candlesAreDrawnFromNoneToMany() throws Exception {
    for (int size : new int[] {0, 1, 2, 100, 5000, 200_000}) {
      var plot = new CandlePlot(Samples.BTC, Interval.H1, Samples.candles(size));
      assertThat(image(plot.picture(PNG)).getHeight()).isEqualTo(900);
      assertThat(text(plot.picture(svg()))).contains("1h candles");
    }
  }

  @Test
  void aCandleThatCannotBeDrawnIsLeftOut() throws Exception {
    CandleSeries candles = Samples.candles(10);
    candles.low()[3] = Double.NEGATIVE_INFINITY;
    candles.volume()[4] = Double.NaN;
    var plot = new CandlePlot(Samples.BTC, Interval.H1, candles);
    assertThat(image(plot.picture(PNG)).getHeight()).isEqualTo(900);
  }

  /// At every width, the header above the panels keeps whole facts on each line.
  @Test
  void theHeaderIsBrokenBetweenFactsOnly() throws Exception {
    PriceSeries walk = Samples.walk(720, Samples.HOUR);
    for (int width : new int[] {300, 400, 550, 1200, 4000}) {
      var options = new PictureOptions(PictureFormat.SVG, width, 300, Theme.LIGHT);
      List<String> texts = texts(Samples.plot(walk).picture(options));
      for (String fact : List.of("720 points", "2024-01-01 to 2024-01-30 23:00 UTC")) {
        assertThat(texts).as("at %s", width).anyMatch(line -> line.contains(fact));
      }
      assertThat(texts).anyMatch(line -> line.matches("min [\\d,.]+ · max [\\d,.]+( · .*)?"));
    }
  }

  @Test
  void everyAxisOfALowPictureHasTwoLabels() throws Exception {
    for (int[] size : new int[][] {{400, 300}, {4000, 400}}) {
      var options = new PictureOptions(PictureFormat.SVG, size[0], size[1], Theme.DARK);
      List<String> texts = texts(Samples.plot(Samples.walk(720, Samples.HOUR)).picture(options));
      assertThat(texts.stream().filter(text -> text.matches("−?[\\d.]+%")))
          .as("changes and volatility at %s", options)
          .hasSizeGreaterThanOrEqualTo(4);
      assertThat(texts.stream().filter(text -> text.matches("[\\d,]+k?")))
          .as("prices and normalised prices at %s", options)
          .hasSizeGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void volumeIsLabelledWithItsUnit() {
    var plot = new CandlePlot(Samples.BTC, Interval.H1, Samples.candles(50));
    assertThat(text(plot.picture(svg())))
        .contains("Volume, BTC")
        .containsPattern("volume [\\d,.]+ BTC");
    var unknown = new Subject("BTCUSD", "", "posted");
    assertThat(text(new CandlePlot(unknown, Interval.H1, Samples.candles(50)).picture(svg())))
        .contains(">Volume<")
        .containsPattern("volume [\\d,.]+ ·");
  }

  @Test
  void severalAtOnceGiveTheSamePicture() throws Exception {
    var plot = Samples.plot(Samples.walk(2000, Samples.HOUR));
    byte[] alone = plot.picture(PNG).bytes();
    Callable<byte[]> draw = () -> plot.picture(PNG).bytes();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var other : threads.invokeAll(List.of(draw, draw, draw, draw, draw, draw))) {
        assertThat(other.get()).isEqualTo(alone);
      }
    }
  }

  private static Picture prices(PriceSeries series) {
    var frame = new Frame(series.timeMicros(), List.of(new Column("price", series.price())));
    return new EnrichedPlot(Samples.BTC, frame, series, null).picture(PNG);
  }

  private static boolean blueAround(BufferedImage image, int x) {
    return IntStream.range(100, 500).anyMatch(y -> bluish(image.getRGB(x, y)));
  }

  private static boolean bluish(int rgb) {
    return Math.abs((rgb & 0xFF) - (BLUE & 0xFF)) < 60 && (rgb >> 16 & 0xFF) < 120;
  }

  private static PictureOptions svg() {
    return new PictureOptions(PictureFormat.SVG, 900, 700, Theme.LIGHT);
  }

  private static String text(Picture picture) {
    return new String(picture.bytes(), StandardCharsets.UTF_8);
  }

  private static List<String> texts(Picture picture) throws Exception {
    NodeList nodes = xml(picture).getElementsByTagName("text");
    return IntStream.range(0, nodes.getLength())
        .mapToObj(i -> nodes.item(i).getTextContent())
        .toList();
  }

  private static BufferedImage image(Picture picture) throws Exception {
    return ImageIO.read(new ByteArrayInputStream(picture.bytes()));
  }

  private static Document xml(Picture picture) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(picture.bytes()));
  }
}
