package dev.candlewick.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A duration as text: `20`, `0.5`, `20s`, `500ms`, `2m`, `1h`, `1d`. A bare number is in seconds.
final class DurationText {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?) ?(ms|s|m|h|d)?");

  private DurationText() {}

  static Optional<Duration> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) return Optional.empty();
    String unit = form.group(2) == null ? "s" : form.group(2);
    var millis = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(millis(unit)));
    return Optional.of(Duration.ofMillis(millis.longValue()));
  }

  private static long millis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      default -> 86_400_000;
    };
  }

  static String of(Duration duration) {
    if (duration.toMillis() % 1000 != 0) return duration.toMillis() + "ms";
    return duration.toSeconds() + "s";
  }
}
