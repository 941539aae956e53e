package dev.candlewick.api.stream;

import dev.candlewick.market.Decimals;
import dev.candlewick.market.Tick;
import dev.candlewick.stream.CloseReason;
import dev.candlewick.stream.MessageFormat;
import dev.candlewick.stream.Update;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;

/// The messages of `/ws/prices/`: one for each price, with the time as Python prints it.
final class PricesFormat implements MessageFormat {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MICROS =
      new DateTimeFormatterBuilder()
          .append(SECONDS)
          .appendFraction(ChronoField.MICRO_OF_SECOND, 6, 6, true)
          .toFormatter(Locale.ROOT);

  private final StreamJson text;

  PricesFormat(StreamJson text) {
    this.text = text;
  }

  /// One message.
  record Price(String symbol, String price, String timestamp) {}

  @Override
  public List<String> updates(List<Update> updates, String cursor, int lost) {
    return updates.stream()
        .map(Update::value)
        .filter(Tick.class::isInstance)
        .map(Tick.class::cast)
        .map(tick ->
            text.write(
                new Price(
                    tick.instrument().ticker(),
                    Decimals.price(tick.price()),
                    pythonTime(tick.polledAt()))))
        .toList();
  }

  /// Python's `str` of a time in UTC.
  static String pythonTime(Instant time) {
    OffsetDateTime utc = time.atOffset(ZoneOffset.UTC);
    boolean whole = utc.get(ChronoField.MICRO_OF_SECOND) == 0;
    return utc.format(whole ? SECONDS : MICROS) + "+00:00";
  }

  @Override
  public List<String> snapshot(Subscribed begun, List<Update> updates, String cursor) {
    return List.of();
  }

  @Override
  public List<String> heartbeat(String cursor) {
    return List.of();
  }

  @Override
  public List<String> closing(CloseReason reason) {
    return List.of();
  }
}
