package dev.candlewick.settings;

import java.time.Duration;

/// The limits of stream connections.
///
/// @param connections most connections in all
/// @param perAccount most of one account; does not apply to callers without credentials
/// @param perAddress most of one address
/// @param flush how long events are gathered before they are sent
public record StreamSettings(int connections, int perAccount, int perAddress, Duration flush) {
  private static final int MAX_CONNECTIONS = 1_000_000;

  static StreamSettings read(SettingsReader reader) {
    return new StreamSettings(
        reader.integer(Key.STREAM_CONNECTIONS, 0, MAX_CONNECTIONS),
        reader.integer(Key.STREAM_CONNECTIONS_PER_ACCOUNT, 1, MAX_CONNECTIONS),
        reader.integer(Key.STREAM_CONNECTIONS_PER_ADDRESS, 1, MAX_CONNECTIONS),
        reader.duration(Key.STREAM_FLUSH, Duration.ofMillis(10), Duration.ofSeconds(10)));
  }
}
