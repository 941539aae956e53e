package dev.candlewick.market;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/// Times as people write them in a query: `2025-01-10`, which is midnight, `2025-01-10T12:00`,
/// `2025-01-10 12:00:00.5`, with or without an offset. Without one it is UTC.
public final class TimeText {
  private static final int DATE = 10;

  private TimeText() {}

  /// The instant, or empty when the text is no time.
  public static Optional<Instant> parse(String text) {
    String trimmed = text.strip();
    try {
      if (trimmed.length() == DATE) {
        return Optional.of(LocalDate.parse(trimmed).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      return Optional.of(dateTime(normal(trimmed)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant dateTime(String text) {
    return hasOffset(text)
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }

  /// `T` between date and time; a `+` that a query string turned into a space is put back.
  private static String normal(String text) {
    return text.replaceFirst("^(\\d{4}-\\d{2}-\\d{2}) ", "$1T")
        .replaceFirst(" (\\d{2}:?\\d{2})$", "+$1")
        .replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
  }

  private static boolean hasOffset(String text) {
    return text.endsWith("Z") || text.matches(".*T.*[+-]\\d{2}(:\\d{2})?$");
  }
}
