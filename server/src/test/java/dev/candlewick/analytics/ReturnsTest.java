package dev.candlewick.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves the returns of a column by their definition, row by row across the steps in which they
/// are computed, and that no undefined value becomes infinite.
class ReturnsTest {
  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @Test
  void aFractionalReturnIsTheRatioToThePreviousPriceLessOne() {
    assertThat(Returns.fractional(new double[] {4, 5, 10, 10, 5}))
        .containsExactly(NAN, 0.25, 1, 0, -0.5);
  }

  @Test
  void aPercentReturnIsAHundredTimesTheFractionalOne() {
    assertThat(Returns.percent(new double[] {4, 5, 10, 10, 5}))
        .containsExactly(NAN, 25, 100, 0, -50);
  }

  @Test
  void anAccumulatedReturnIsTheChangeFromTheFirstPriceInPercent() {
    assertThat(Returns.accumulatedPercent(new double[] {4, 5, 10, 4, 2}))
        .containsExactly(0, 25, 150, 0, -50);
  }

  @Test
  void convertingToPercentMultipliesInTheSameArray() {
    double[] fractional = {NAN, 0.25, -0.5, 0};
    assertThat(Returns.convertToPercent(fractional)).isSameAs(fractional);
    assertThat(fractional).containsExactly(NAN, 25, -50, 0);
  }

  @Test
  void noPricesHaveNoReturns() {
    double[] none = {};
    assertThat(Returns.fractional(none)).isEmpty();
    assertThat(Returns.percent(none)).isEmpty();
    assertThat(Returns.accumulatedPercent(none)).isEmpty();
    assertThat(Returns.convertToPercent(none)).isEmpty();
  }

  @Test
  void onePriceHasAnUnknownReturnAndNoAccumulatedChange() {
    double[] one = {7};
    assertThat(Returns.fractional(one)).containsExactly(NAN);
    assertThat(Returns.percent(one)).containsExactly(NAN);
    assertThat(Returns.accumulatedPercent(one)).containsExactly(0);
  }

  @Test
  void theAccumulatedChangeOfTheFirstPriceIsZeroEvenFromZero() {
    assertThat(Returns.accumulatedPercent(new double[] {0, 1, 0})).containsExactly(0, NAN, NAN);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 1023, 1024, 1025, 1026, 2048, 2049, 2050, 3073})
  void everyRowOfALongColumnIsRelativeToItsPredecessor(int count) {
    double[] price = new double[count];
    for (int i = 0; i < count; i++) price[i] = 1 + i * 37L % 101;
    double[] before = price.clone();
    double[] fractional = Returns.fractional(price);
    double[] percent = Returns.percent(price);
    assertThat(fractional).hasSize(count);
    assertThat(percent).hasSize(count);
    assertThat(fractional[0]).isNaN();
    assertThat(percent[0]).isNaN();
    for (int i = 1; i < count; i++) {
      assertThat(fractional[i]).isEqualTo(price[i] / price[i - 1] - 1);
      assertThat(percent[i]).isEqualTo((price[i] / price[i - 1] - 1) * 100);
    }
    assertThat(price).containsExactly(before);
  }

  @Test
  void aChangeFromZeroIsUnknown() {
    assertThat(Returns.fractional(new double[] {0, 1, 0, 0})).containsExactly(NAN, NAN, -1, NAN);
    assertThat(Returns.percent(new double[] {0, -1, 0})).containsExactly(NAN, NAN, -100);
  }

  @Test
  void aChangeThatOverflowsIsUnknown() {
    assertThat(Returns.fractional(new double[] {1e-300, 1e300})).containsExactly(NAN, NAN);
    assertThat(Returns.percent(new double[] {1e-300, 1e7})).containsExactly(NAN, NAN);
    assertThat(Returns.accumulatedPercent(new double[] {1e-300, 1e300})).containsExactly(0, NAN);
  }

  @Test
  void anUnknownPriceMakesItsOwnAndTheNextReturnUnknown() {
    assertThat(Returns.fractional(new double[] {1, NAN, 2, 3})).containsExactly(NAN, NAN, NAN, 0.5);
  }

  @Test
  void finiteValuesAreKeptAndOthersAreUnknown() {
    double greatest = Double.MAX_VALUE;
    assertThat(Returns.finiteOrNaN(1.5)).isEqualTo(1.5);
    assertThat(Returns.finiteOrNaN(-1.5)).isEqualTo(-1.5);
    assertThat(Returns.finiteOrNaN(greatest)).isEqualTo(greatest);
    assertThat(Returns.finiteOrNaN(-greatest)).isEqualTo(-greatest);
    assertThat(Returns.finiteOrNaN(Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
    assertThat(Returns.finiteOrNaN(INFINITY)).isNaN();
    assertThat(Returns.finiteOrNaN(-INFINITY)).isNaN();
    assertThat(Returns.finiteOrNaN(NAN)).isNaN();
  }

  @Test
  void aZeroKeepsItsSign() {
    assertThat(1 / Returns.finiteOrNaN(0.0)).isEqualTo(INFINITY);
    assertThat(1 / Returns.finiteOrNaN(-0.0)).isEqualTo(-INFINITY);
  }
}
