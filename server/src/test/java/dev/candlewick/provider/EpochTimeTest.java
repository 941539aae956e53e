package dev.candlewick.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that a venue's number since 1970 yields the same time in each unit, and that no number
/// yields a year outside the range of market data.
class EpochTimeTest {
  @ParameterizedTest
  @CsvSource({
    "1614556860, 2021-03-01T00:01:00Z",
    "1614556860.5, 2021-03-01T00:01:00.500Z",
    "1614556860.1234567, 2021-03-01T00:01:00.123456Z",
    "1614556860776, 2021-03-01T00:01:00.776Z",
    "1614556860776.25, 2021-03-01T00:01:00.776250Z",
    "1614556860776123, 2021-03-01T00:01:00.776123Z",
    "0, 1970-01-01T00:00:00Z",
    "99999999999, 5138-11-16T09:46:39Z",
    "100000000000, 1973-03-03T09:46:40Z",
    "99999999999999, 5138-11-16T09:46:39.999Z",
    "100000000000000, 1973-03-03T09:46:40Z",
  })
  void theMagnitudeDeterminesTheUnit(BigDecimal stamp, Instant time) {
    assertThat(EpochTime.instant(stamp)).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-0.5", "100000000000000000", "1e40"})
  void aNumberThatIsNoTimeInAnyUnitIsRejected(BigDecimal stamp) {
    assertThatThrownBy(() -> EpochTime.instant(stamp))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a time: ");
  }

  @Test
  void wholeNumbersAreReadTheSameWay() {
    for (long stamp : new long[] {1614556860L, 1614556860776L, 1614556860776123L}) {
      assertThat(EpochTime.instant(stamp)).isEqualTo(EpochTime.instant(BigDecimal.valueOf(stamp)));
    }
    assertThatThrownBy(() -> EpochTime.micros(-1)).hasMessage("not a time: -1");
    assertThatThrownBy(() -> EpochTime.micros(Long.MAX_VALUE)).hasMessageStartingWith("not a time");
  }
}
