package dev.candlewick.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// What the server shows of itself and how long it waits for a request.
///
/// @param headTimeout from the first byte of a request to the end of its headers
/// @param bodyTimeout from there to the end of a small body
public record ServingSettings(
    MetricsAccess metrics, LogFormat logFormat, Duration headTimeout, Duration bodyTimeout) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(2);

  static ServingSettings read(SettingsReader reader) {
    return new ServingSettings(
        reader.value(
            Key.METRICS, "must be local or open", text -> choice(MetricsAccess.values(), text)),
        reader.value(
            Key.LOG_FORMAT, "must be text or json", text -> choice(LogFormat.values(), text)),
        reader.duration(Key.HTTP_HEAD_TIMEOUT, SHORTEST, LONGEST),
        reader.duration(Key.HTTP_BODY_TIMEOUT, SHORTEST, LONGEST));
  }

  private static <T extends Enum<T>> Optional<T> choice(T[] choices, String text) {
    return Arrays.stream(choices).filter(one -> one.name().equalsIgnoreCase(text)).findFirst();
  }
}
