package dev.candlewick.benchmarks.venue;

import dev.candlewick.benchmarks.venue.Walk.Candle;
import dev.candlewick.benchmarks.venue.Walk.Trade;
import java.math.BigDecimal;

/// Binance's message formats (binance-spot-api-docs, `web-socket-streams.md` and `rest-api.md`).
final class Wire {
  private static final int MICROS = 1000;
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private Wire() {}

  /// Returns a message of a combined stream, or the bare one.
  static String message(boolean combined, String stream, String data) {
    return combined ? "{\"stream\":\"" + stream + "\",\"data\":" + data + "}" : data;
  }

  /// Times are in milliseconds, or microseconds where the client requested them.
  static String kline(Topic topic, Candle candle, boolean closed, long nowMicros, boolean micros) {
    BigDecimal quote = candle.volume().multiply(candle.close());
    return "{\"e\":\"kline\",\"E\":"
        + time(nowMicros, micros)
        + text("s", topic.symbol())
        + ",\"k\":{\"t\":"
        + time(candle.openTime() * MICROS, micros)
        + ",\"T\":"
        + closeTime(candle, micros)
        + text("s", topic.symbol())
        + text("i", topic.interval())
        + ",\"f\":"
        + candle.openTime()
        + ",\"L\":"
        + (candle.openTime() + candle.trades() - 1)
        + text("o", candle.open())
        + text("c", candle.close())
        + text("h", candle.high())
        + text("l", candle.low())
        + text("v", candle.volume())
        + ",\"n\":"
        + candle.trades()
        + ",\"x\":"
        + closed
        + text("q", quote)
        + text("V", candle.volume().multiply(HALF))
        + text("Q", quote.multiply(HALF))
        + ",\"B\":\"0\"}}";
  }

  static String print(Topic topic, Trade trade, long nowMicros, boolean micros) {
    return "{\"e\":\"aggTrade\",\"E\":"
        + time(nowMicros, micros)
        + text("s", topic.symbol())
        + ",\"a\":"
        + trade.id()
        + text("p", trade.price())
        + text("q", trade.quantity())
        + ",\"f\":"
        + trade.id()
        + ",\"l\":"
        + trade.id()
        + ",\"T\":"
        + time(trade.time(), micros)
        + ",\"m\":"
        + trade.buyerIsMaker()
        + ",\"M\":true}";
  }

  static String ticker(Topic topic, BigDecimal price, long nowMicros, boolean micros) {
    return "{\"e\":\"24hrMiniTicker\",\"E\":"
        + time(nowMicros, micros)
        + text("s", topic.symbol())
        + text("c", price)
        + text("o", price)
        + text("h", price)
        + text("l", price)
        + text("v", "1234.00000000")
        + text("q", "1234000.00000000")
        + "}";
  }

  /// A row of `/api/v3/klines`.
  static String row(Candle candle) {
    BigDecimal quote = candle.volume().multiply(candle.close());
    return "["
        + candle.openTime()
        + quoted(candle.open())
        + quoted(candle.high())
        + quoted(candle.low())
        + quoted(candle.close())
        + quoted(candle.volume())
        + ","
        + candle.closeTime()
        + quoted(quote)
        + ","
        + candle.trades()
        + quoted(candle.volume().multiply(HALF))
        + quoted(quote.multiply(HALF))
        + ",\"0\"]";
  }

  /// A row of `/api/v3/aggTrades`.
  static String row(Trade trade) {
    return "{\"a\":"
        + trade.id()
        + text("p", trade.price())
        + text("q", trade.quantity())
        + ",\"f\":"
        + trade.id()
        + ",\"l\":"
        + trade.id()
        + ",\"T\":"
        + trade.time() / MICROS
        + ",\"m\":"
        + trade.buyerIsMaker()
        + ",\"M\":true}";
  }

  private static long time(long inMicros, boolean micros) {
    return micros ? inMicros : inMicros / MICROS;
  }

  private static long closeTime(Candle candle, boolean micros) {
    return micros ? (candle.closeTime() + 1) * MICROS - 1 : candle.closeTime();
  }

  private static String text(String name, BigDecimal value) {
    return text(name, value.toPlainString());
  }

  private static String text(String name, String value) {
    return ",\"" + name + "\":\"" + value + "\"";
  }

  private static String quoted(BigDecimal value) {
    return ",\"" + value.toPlainString() + "\"";
  }
}
