package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Proves which candles are invalid, and that every fault names its field.
class CandleTest {
  private static final Instant OPEN = Instant.parse("2024-01-01T00:00:00Z");

  private final BigDecimal one = BigDecimal.ONE;
  private final BigDecimal zero = BigDecimal.ZERO;

  private static Candle prices(BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close) {
    BigDecimal volume = BigDecimal.ZERO;
    return new Candle(
        OPEN, open, high, low, close, volume, OPEN.plusMillis(1), 0, null, null, null);
  }

  private static Candle.Fault notPositive(String field) {
    return new Candle.Fault(field, "must be greater than 0");
  }

  @Test
  void aCandleOfOnePriceWithoutTradesIsValid() {
    assertThat(prices(one, one, one, one).faults()).isEmpty();
  }

  @Test
  void anOpenOfZeroIsAFaultBesideTheLow() {
    assertThat(prices(zero, one, zero, one).faults())
        .containsExactly(notPositive("open"), notPositive("low"));
  }

  @Test
  void aCloseOfZeroIsAFaultBesideTheLow() {
    assertThat(prices(one, one, zero, zero).faults())
        .containsExactly(notPositive("low"), notPositive("close"));
  }

  @Test
  void aHighOfZeroIsAFaultAndBelowTheOthers() {
    assertThat(prices(one, zero, one, one).faults())
        .containsExactly(
            notPositive("high"), new Candle.Fault("high", "must be at least open, close and low"));
  }

  @Test
  void everyPriceOfZeroIsAFaultOfItsOwn() {
    assertThat(prices(zero, zero, zero, zero).faults())
        .containsExactly(
            notPositive("open"), notPositive("high"), notPositive("low"), notPositive("close"));
  }
}
