package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that a price at a time is above 0.
class PricePointTest {
  @Test
  void theSmallestPriceAboveZeroIsAccepted() {
    BigDecimal price = new BigDecimal("0.000000000000000001");
    assertThat(new PricePoint(Instant.EPOCH, price).price()).isEqualTo(price);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.00", "-1"})
  void aPriceOfZeroOrLessIsRefused(String text) {
    BigDecimal price = new BigDecimal(text);
    assertThatThrownBy(() -> new PricePoint(Instant.EPOCH, price))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a price of " + text + " at 1970-01-01T00:00:00Z");
  }
}
