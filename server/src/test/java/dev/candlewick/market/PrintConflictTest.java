package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proves when two prints under one id differ, and that the conflict is shown with both.
class PrintConflictTest {
  private static final Instant TIME = Instant.parse("2024-01-01T00:00:00.000001Z");

  private final Print stored = print("89450.5", "0.20", TIME, Print.Side.BUY);

  private static Print print(String price, String qty, Instant time, Print.@Nullable Side taker) {
    return new Print(
        new Symbol("BTC", "USD"), new BigDecimal(price), new BigDecimal(qty), time, taker, "17");
  }

  private boolean differs(Print other) {
    return new PrintConflict(stored, other).differs();
  }

  @Test
  void anEqualPrintDoesNotDiffer() {
    assertThat(differs(print("89450.5", "0.20", TIME, Print.Side.BUY))).isFalse();
  }

  @Test
  void aPrintWithOtherTrailingZerosDoesNotDiffer() {
    assertThat(differs(print("89450.50", "0.2", TIME, Print.Side.BUY))).isFalse();
  }

  @Test
  void aPrintWithAnotherPriceDiffers() {
    assertThat(differs(print("89450.6", "0.20", TIME, Print.Side.BUY))).isTrue();
  }

  @Test
  void aPrintWithAnotherQuantityDiffers() {
    assertThat(differs(print("89450.5", "0.21", TIME, Print.Side.BUY))).isTrue();
  }

  @Test
  void aPrintOfTheOtherSideDiffers() {
    assertThat(differs(print("89450.5", "0.20", TIME, Print.Side.SELL))).isTrue();
  }

  @Test
  void aPrintOfUnknownSideDoesNotDiffer() {
    Print unknown = print("89450.5", "0.20", TIME, null);
    assertThat(differs(unknown)).isFalse();
    assertThat(new PrintConflict(unknown, stored).differs()).isFalse();
    assertThat(new PrintConflict(unknown, unknown).differs()).isFalse();
  }

  @Test
  void aPrintAMicrosecondLaterDiffers() {
    assertThat(differs(print("89450.5", "0.20", TIME.plusNanos(1000), Print.Side.BUY))).isTrue();
  }

  @Test
  void aPrintLessThanAMicrosecondLaterDoesNotDiffer() {
    assertThat(differs(print("89450.5", "0.20", TIME.plusNanos(999), Print.Side.BUY))).isFalse();
  }

  @Test
  void aConflictIsShownWithBothPrints() {
    Print other = print("1E+5", "0.3", TIME.plusSeconds(1), null);
    assertThat(new PrintConflict(stored, other))
        .hasToString(
            "BTC/USD states two prints under the id 17: 0.20 at 89450.5,"
                + " 2024-01-01T00:00:00.000001Z, and 0.3 at 100000, 2024-01-01T00:00:01.000001Z");
  }
}
