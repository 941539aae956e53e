package dev.candlewick.plot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.series.PriceSeries;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Proves that the header of a picture formats values with the digits of their data, in one
/// notation, and is broken between facts.
class HeaderTextTest {
  @Test
  void pricesKeepTheDigitsOfTheirData() {
    assertThat(facts(1.2825, 1.2831, 1.2829))
        .startsWith("min 1.2825", "max 1.2831", "mean 1.2828", "last 1.2829");
    assertThat(facts(66_052.71, 79_308.6)).startsWith("min 66,052.71", "max 79,308.60");
    assertThat(facts(1, 1)).startsWith("min 1.00", "max 1.00", "mean 1.00", "last 1.00");
  }

  @Test
  void aMeanThatIsNotTheLastPriceLooksDifferent() {
    assertThat(facts(1.0001, 1, 1, 1, 1, 1, 1, 1, 1, 0.9999, 1, 1.0001, 1))
        .startsWith("min 0.9999", "max 1.0001", "mean 1.00001", "last 1.0000");
    assertThat(facts(1, 1.0001, 1)).startsWith("min 1.0000", "max 1.0001", "mean 1.00003");
  }

  @Test
  void computedPricesHaveSixDigitsOrAsManyAsDistinguishThem() {
    assertThat(facts(90_869.12691365478, 90_578.80838013266))
        .startsWith("min 90,578.81", "max 90,869.13");
    assertThat(facts(100_000.00012345, 100_000.00024321))
        .startsWith("min 100,000.000123", "max 100,000.000243");
    assertThat(facts(2.3 / 7, 25.123456789)).startsWith("min 0.328571", "max 25.1235");
  }

  @Test
  void tinyAndHugePricesAreWrittenPlainly() {
    assertThat(facts(2.99e-10, 0.000000002411))
        .startsWith("min 0.000000000299", "max 0.000000002411");
    assertThat(facts(3_690_089_500_000.0, 3_965_430_000_000.0))
        .startsWith("min 3,690,089,500,000", "max 3,965,430,000,000");
  }

  @Test
  void aNumberThatNeedsAnExponentGivesTheWholeLineThatNotation() {
    assertThat(facts(1.5, 1e300)).startsWith("min 1.50000e+00", "max 1.00000e+300");
    assertThat(facts(1.5e-30, 2e-3)).startsWith("min 1.50000e-30", "max 2.00000e-03");
  }

  @Test
  void amountsNeedNoDecimals() {
    assertThat(Precision.ofAmounts(new double[] {12, 30}).format(42)).isEqualTo("42");
    assertThat(Precision.ofAmounts(new double[] {0.12345678}).format(483_653.4412))
        .isEqualTo("483,653");
    assertThat(Precision.ofAmounts(new double[] {0, Double.NaN}).format(0)).isEqualTo("0");
    assertThat(Precision.ofAmounts().format(Double.NaN)).isEqualTo("–");
  }

  @Test
  void aSmallChangeIsNotWrittenAsNone() {
    assertThat(Summary.signed(-3.456)).isEqualTo("−3.46%");
    assertThat(Summary.signed(0.00031)).isEqualTo("+0.00031%");
    assertThat(Summary.signed(-0.01)).isEqualTo("−0.01%");
    assertThat(Summary.signed(0)).isEqualTo("0.00%");
    assertThat(Summary.signed(123_456.7)).isEqualTo("+123,456.70%");
    assertThat(Summary.signed(Double.NaN)).isEqualTo("–");
  }

  @Test
  void linesAreBrokenBetweenFacts() {
    List<String> facts = List.of("min 1.2825", "max 1.2831", "2025-10-12 to 2026-04-29 UTC");
    assertThat(lines(facts, 30, 4))
        .containsExactly("min 1.2825 · max 1.2831", "2025-10-12 to 2026-04-29 UTC");
    assertThat(lines(facts, 60, 4))
        .containsExactly("min 1.2825 · max 1.2831 · 2025-10-12 to 2026-04-29 UTC");
  }

  @Test
  void aFactWiderThanALineIsBrokenAtItsSpaces() {
    assertThat(lines(List.of("max 1.2831", "2025-10-12 to 2026-04-29 UTC"), 15, 4))
        .containsExactly("max 1.2831", "2025-10-12 to", "2026-04-29 UTC");
    assertThat(lines(List.of("币安人生".repeat(5) + "/USD", "binance"), 10, 4))
        .containsExactly("币安人生币安人生币…", "binance");
  }

  @Test
  void aFactWithoutRoomIsLeftOutAsAWhole() {
    List<String> facts = List.of("min 3,690,089", "max 3,965,430", "mean 3,846,384", "last 3.7");
    assertThat(lines(facts, 30, 1)).containsExactly("min 3,690,089 · …");
    assertThat(lines(facts, 40, 1)).containsExactly("min 3,690,089 · max 3,965,430 · …");
    assertThat(lines(facts, 14, 2)).containsExactly("min 3,690,089", "max 3,965,430…");
  }

  private static List<String> facts(double... prices) {
    long[] times = Samples.times(prices.length, Samples.HOUR);
    PriceSeries series = new PriceSeries(times, Arrays.copyOf(prices, prices.length));
    return Summary.of(series).facts(Precision.ofPrices(prices));
  }

  private static List<String> lines(List<String> facts, int width, int most) {
    return TextLines.of(facts, width, most, String::length);
  }
}
