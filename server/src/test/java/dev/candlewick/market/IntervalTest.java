package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proves that an interval is shown by its code.
class IntervalTest {
  @ParameterizedTest
  @CsvSource({"S1, 1s", "M1, 1m", "MO1, 1M"})
  void anIntervalIsShownByItsCode(Interval interval, String code) {
    assertThat(interval).hasToString(code);
  }
}
