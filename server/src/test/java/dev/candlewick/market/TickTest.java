package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that a polled price is above 0.
class TickTest {
  private static Tick tick(String price) {
    Instrument bitcoin = new Instrument("bitcoin", "BTC", "Bitcoin");
    return new Tick(bitcoin, "USD", "venue", Instant.EPOCH, new BigDecimal(price));
  }

  @Test
  void theSmallestPriceAboveZeroIsAccepted() {
    assertThat(tick("0.000000000000000001").price()).isEqualTo("0.000000000000000001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.00", "-1"})
  void aPriceOfZeroOrLessIsRefused(String price) {
    assertThatThrownBy(() -> tick(price))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a price is above 0: bitcoin at 1970-01-01T00:00:00Z is " + price);
  }
}
