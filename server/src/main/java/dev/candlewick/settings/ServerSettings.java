package dev.candlewick.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// Access to the metrics, the log format, and the timeouts of requests.
///
/// @param headTimeout from the first byte of a request to the end of its headers
/// @param bodyTimeout from there to the end of a small body
public record ServerSettings(
    MetricsAccess metrics, LogFormat logFormat, Duration headTimeout, Duration bodyTimeout) {
  private static final Duration MIN_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(2);

  static ServerSettings read(SettingsReader reader) {
    return new ServerSettings(
        reader.value(
            Key.METRICS, "must be local or open", text -> choice(MetricsAccess.values(), text)),
        reader.value(
            Key.LOG_FORMAT, "must be text or json", text -> choice(LogFormat.values(), text)),
        reader.duration(Key.HTTP_HEAD_TIMEOUT, MIN_TIMEOUT, MAX_TIMEOUT),
        reader.duration(Key.HTTP_BODY_TIMEOUT, MIN_TIMEOUT, MAX_TIMEOUT));
  }

  private static <T extends Enum<T>> Optional<T> choice(T[] choices, String text) {
    return Arrays.stream(choices).filter(one -> one.name().equalsIgnoreCase(text)).findFirst();
  }
}
