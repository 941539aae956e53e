package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves which texts are times, and that a time without an offset is UTC.
class TimeTextTest {
  @ParameterizedTest
  @CsvSource({
    "2025-01-10, 2025-01-10T00:00:00Z",
    "' 2025-01-10 ', 2025-01-10T00:00:00Z",
    "2025-01-10T12:00, 2025-01-10T12:00:00Z",
    "2025-01-10 12:00:00.5, 2025-01-10T12:00:00.5Z",
    "2025-01-10T12:00:00Z, 2025-01-10T12:00:00Z",
    "2025-01-10T12:00:00.123456Z, 2025-01-10T12:00:00.123456Z",
    "2025-01-10T12:00:00+02:00, 2025-01-10T10:00:00Z",
    "2025-01-10T12:00:00 02:00, 2025-01-10T10:00:00Z",
    "2025-01-10T12:00:00-0530, 2025-01-10T17:30:00Z",
    "2024-02-29, 2024-02-29T00:00:00Z"
  })
  void timesAreReadInUtc(String text, Instant time) {
    assertThat(TimeText.parse(text)).contains(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2025-13-01",
        "2025-02-29",
        "2025-01-10T25:00",
        "10.01.2025",
        "2025-01",
        "Z",
        "1736510400",
        "2025-01-10T12:00:00+99:00",
        "2025-01-10T12:00:00ZZ",
        "+",
        "2025-01-10T"
      })
  void whatIsNoTimeIsEmpty(String text) {
    assertThat(TimeText.parse(text)).isEmpty();
  }
}
