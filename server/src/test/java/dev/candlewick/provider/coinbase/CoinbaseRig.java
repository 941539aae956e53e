package dev.candlewick.provider.coinbase;

import dev.candlewick.provider.client.VenueRig;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Coinbase's responses in the documented form, and a provider that requests them.
final class CoinbaseRig implements AutoCloseable {
  static final Instant NOON = Instant.parse("2025-03-05T12:00:00Z");

  final VenueRig rig = new VenueRig(NOON.plusSeconds(30));
  final CoinbaseProvider provider =
      new CoinbaseProvider(rig.venue.uri(), Duration.ofSeconds(5), rig.ledger, rig.clockwork());

  /// Sends each of these responses once, in this order.
  CoinbaseRig then(String... bodies) {
    rig.venue.then(bodies);
    return this;
  }

  static String time(Instant time) {
    return "{\"iso\":\"%s\",\"epoch\":%d.250}".formatted(time, time.getEpochSecond());
  }

  static Instant minute(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }

  /// Returns candles of these open times, newest first as Coinbase sends them.
  static String candles(Instant... opens) {
    return Arrays.stream(opens)
        .sorted((a, b) -> b.compareTo(a))
        .map(open -> "[" + open.getEpochSecond() + ",86999.9,87010,87001.10,87005.5,1.25000000]")
        .collect(Collectors.joining(",", "[", "]"));
  }

  /// Returns the minutes from the first to before the last, in minutes after noon.
  static Instant[] minutes(int from, int to) {
    Instant[] opens = new Instant[to - from];
    for (int i = 0; i < opens.length; i++) opens[i] = minute(from + i);
    return opens;
  }

  static String error(String message) {
    return "{\"message\":\"" + message + "\"}";
  }

  @Override
  public void close() {
    rig.close();
  }
}
