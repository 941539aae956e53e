package dev.candlewick.market;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/// Parses times in a query: `2025-01-10`, which is midnight, `2025-01-10T12:00`, `2025-01-10
/// 12:00:00.5`, with or without an offset. Without one the time is in UTC.
///
/// A whole number counts from 1970: from 100000000000 on milliseconds, below seconds. So seconds
/// reach from 1973 to 5138 and milliseconds over the same years; 0 is 1970 in both. A number below
/// 100000000 is not a time, because it is probably a year or a date without dashes.
public final class TimeText {
  private static final int DATE = 10;
  private static final Pattern WHOLE = Pattern.compile("\\d{1,15}");
  private static final long FIRST_SECOND = 100_000_000L;
  private static final long FIRST_MILLISECOND = 100_000_000_000L;
  private static final long END_OF_MILLISECONDS = FIRST_MILLISECOND * 1000;

  private TimeText() {}

  /// Returns the instant, or empty when the text is not a time.
  public static Optional<Instant> parse(String text) {
    String trimmed = text.strip();
    if (WHOLE.matcher(trimmed).matches()) return sinceEpoch(Long.parseLong(trimmed));
    try {
      if (trimmed.length() == DATE) {
        return Optional.of(LocalDate.parse(trimmed).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      return Optional.of(dateTime(normal(trimmed)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> sinceEpoch(long number) {
    if (number == 0) return Optional.of(Instant.EPOCH);
    if (number < FIRST_SECOND || number >= END_OF_MILLISECONDS) return Optional.empty();
    return Optional.of(
        number < FIRST_MILLISECOND ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
  }

  private static Instant dateTime(String text) {
    return hasOffset(text)
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }

  /// Normalizes a date and time: `T` between the two; a `+` that a query string turned into a space
  /// is restored.
  private static String normal(String text) {
    return text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T")
        .replaceFirst(" (\\d{2}:?\\d{2})$", "+$1")
        .replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
  }

  private static boolean hasOffset(String text) {
    return text.endsWith("Z") || text.matches(".*T.*[+-]\\d{2}(:\\d{2})?$");
  }
}
