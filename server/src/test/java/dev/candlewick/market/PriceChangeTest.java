package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The change of a price, with numbers computed by hand.
class PriceChangeTest {
  private static @Nullable PriceChange change(String earlier, String later) {
    return PriceChange.of(new BigDecimal(earlier), new BigDecimal(later));
  }

  @ParameterizedTest
  @CsvSource({
    "100, 123.5, 23.5, 23.50",
    "88000, 89450.02, 1450.02, 1.65",
    "3, 2, -1, -33.33",
    "0.00000002, 0.00000003, 0.00000001, 50.00",
    "200, 200.01, 0.01, 0.00",
    "200, 200.03, 0.03, 0.02",
    "5, 5.0, 0.0, 0.00"
  })
  void theAmountIsExactAndThePercentageIsRoundedHalfEven(
      String earlier, String later, String amount, String percent) {
    PriceChange change = Objects.requireNonNull(change(earlier, later));
    assertThat(change.amount()).isEqualTo(amount);
    assertThat(change.percent()).isEqualTo(percent);
  }

  @Test
  void thereIsNoPercentageOfZero() {
    PriceChange change = Objects.requireNonNull(change("0", "2"));
    assertThat(change.amount()).isEqualTo("2");
    assertThat(change.percent()).isNull();
  }

  @Test
  void aChangeNeedsBothPrices() {
    assertThat(PriceChange.of(null, BigDecimal.ONE)).isNull();
    assertThat(PriceChange.of(BigDecimal.ONE, null)).isNull();
  }
}
