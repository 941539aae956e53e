package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves which texts are times, and that a time without an offset is in UTC.
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
    "2024-02-29, 2024-02-29T00:00:00Z",
    "0, 1970-01-01T00:00:00Z",
    "1736510400, 2025-01-10T12:00:00Z",
    "' 1736510400123 ', 2025-01-10T12:00:00.123Z",
    "100000000, 1973-03-03T09:46:40Z",
    "99999999999, 5138-11-16T09:46:39Z",
    "100000000000, 1973-03-03T09:46:40Z",
    "99999999999999, 5138-11-16T09:46:39.999Z"
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
        "2025",
        "20250110",
        "99999999",
        "100000000000000",
        "1736510400123456",
        "1736510400.5",
        "1.7365104e9",
        "-1736510400",
        "+1736510400",
        "999999999999999999999999",
        "2025-01-10T12:00:00+99:00",
        "2025-01-10T12:00:00ZZ",
        "+",
        "2025-01-10T"
      })
  void aTextThatIsNoTimeIsEmpty(String text) {
    assertThat(TimeText.parse(text)).isEmpty();
  }
}
