package dev.candlewick.provider.kraken;

import dev.candlewick.provider.client.VenueRig;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Kraken's responses in the documented form, and a provider that requests them.
final class KrakenRig implements AutoCloseable {
  static final Instant NOON = Instant.parse("2025-03-05T12:00:00Z");

  final VenueRig rig = new VenueRig(NOON.plusSeconds(30));
  final KrakenProvider provider =
      new KrakenProvider(rig.venue.uri(), Duration.ofSeconds(5), rig.ledger, rig.clockwork());

  /// Sends each of these responses once, in this order.
  KrakenRig then(String... bodies) {
    rig.venue.then(bodies);
    return this;
  }

  static String time(Instant time) {
    return """
    {"error":[],"result":{"unixtime":%d,"rfc1123":"Wed,  5 Mar 25 12:00:30 +0000"}}\
    """
        .formatted(time.getEpochSecond());
  }

  static Instant minute(int minute) {
    return NOON.plus(Duration.ofMinutes(minute));
  }

  /// Returns a row that opened so many minutes after noon.
  static String row(int minute) {
    return """
    [%d,"87001.1","87010.0","86999.90","87005.5","87004.2","1.25000000",42]\
    """
        .formatted(minute(minute).getEpochSecond());
  }

  /// Returns these rows; the last one is running.
  static String candles(String... rows) {
    String last = rows.length < 2 ? "[0]" : rows[rows.length - 2];
    return candles(Long.parseLong(last.replaceAll("[\\[\\]]|,.*", "")), rows);
  }

  static String candles(long last, String... rows) {
    return """
    {"error":[],"result":{"XXBTZUSD":[%s],"last":%d}}\
    """
        .formatted(Arrays.stream(rows).collect(Collectors.joining(",")), last);
  }

  static String error(String text) {
    return "{\"error\":[\"" + text + "\"]}";
  }

  @Override
  public void close() {
    rig.close();
  }
}
