package dev.candlewick.provider.client;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// The time a venue demands without requests: the `Retry-After` header, in seconds or as a date, or
/// an instant in its body. It is limited to thirty days.
final class RetryAfter {
  static final Duration LONGEST = Duration.ofDays(30);

  private RetryAfter() {}

  /// Returns null when the header is absent, unreadable or past.
  ///
  /// @param now by the local clock
  static @Nullable Duration read(HttpHeaders headers, Instant now) {
    String text = headers.firstValue("Retry-After").orElse("").strip();
    if (text.isEmpty()) return null;
    if (text.chars().allMatch(c -> c >= '0' && c <= '9')) return seconds(text);
    Instant date = date(text);
    return date == null ? null : until(date, headers, now);
  }

  private static Duration seconds(String text) {
    return text.length() > 9 ? LONGEST : bounded(Duration.ofSeconds(Long.parseLong(text)));
  }

  /// Returns the time until an instant of the venue's clock, which the `Date` header of its
  /// response shows; never shorter than by the local clock. Null when it is past by both.
  static @Nullable Duration until(Instant named, HttpHeaders headers, Instant now) {
    Duration left = Duration.between(now, named);
    Instant venue = headers.firstValue("Date").map(RetryAfter::date).orElse(null);
    if (venue != null && venue.isBefore(now)) left = Duration.between(venue, named);
    return left.isPositive() ? bounded(left) : null;
  }

  private static Duration bounded(Duration length) {
    return length.compareTo(LONGEST) < 0 ? length : LONGEST;
  }

  private static @Nullable Instant date(String text) {
    try {
      return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      // An unreadable date counts as absent: the caller waits its default.
      return null;
    }
  }
}
