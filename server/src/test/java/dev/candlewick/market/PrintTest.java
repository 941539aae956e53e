package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves which ids of prints are numbers.
class PrintTest {
  private static OptionalLong number(@Nullable String tradeId) {
    BigDecimal one = BigDecimal.ONE;
    return new Print(new Symbol("BTC", "USD"), one, one, Instant.EPOCH, null, tradeId).number();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "17, 17", "017, 17", "999999999999999999, 999999999999999999"})
  void anIdOfUpToEighteenDigitsIsANumber(String id, long number) {
    assertThat(number(id)).hasValue(number);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "-1", "17a", " 17", "1.5", "1000000000000000000"})
  void anyOtherIdIsNoNumber(@Nullable String id) {
    assertThat(number(id)).isEmpty();
  }
}
