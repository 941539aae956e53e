package dev.candlewick.settings;

import java.time.Duration;

/// What the server grants to those who listen.
///
/// @param connections most in all
/// @param perAccount most of one account; callers without credentials have none
/// @param perAddress most of one address
/// @param flush how long what happens is gathered before it is sent
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
