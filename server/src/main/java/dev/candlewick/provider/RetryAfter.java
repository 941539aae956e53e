package dev.candlewick.provider;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// The `Retry-After` header: seconds, or a date.
final class RetryAfter {
  private static final long LONGEST_SECONDS = Duration.ofDays(30).toSeconds();

  private RetryAfter() {}

  /// Null when the header is absent or unreadable.
  static @Nullable Instant read(HttpHeaders headers, Instant now) {
    String text = headers.firstValue("Retry-After").orElse("").strip();
    if (text.isEmpty()) return null;
    return text.chars().allMatch(c -> c >= '0' && c <= '9') ? seconds(text, now) : date(text);
  }

  private static Instant seconds(String text, Instant now) {
    long seconds = text.length() > 9 ? LONGEST_SECONDS : Long.parseLong(text);
    return now.plusSeconds(Math.min(seconds, LONGEST_SECONDS));
  }

  private static @Nullable Instant date(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      // An unreadable date is as good as none: the caller waits its default.
      return null;
    }
  }
}
