package dev.candlewick.benchmarks.venue;

import java.util.LinkedHashMap;
import java.util.Map;

/// A period in which the venue sends this many messages per second in all, including closed candles
/// and prints.
final class Burst {
  private final int perSecond;
  private final long begin;
  private final long end;
  private long messages;
  private long closed;

  /// Begins at the next full second, so that it contains whole candles.
  Burst(int perSecond, int seconds, long nowMillis) {
    this.perSecond = perSecond;
    this.begin = (nowMillis / 1000 + 1) * 1000;
    this.end = begin + seconds * 1000L;
  }

  int perSecond() {
    return perSecond;
  }

  boolean runs(long millis) {
    return millis >= begin && millis < end;
  }

  synchronized void said(long count) {
    messages += count;
  }

  /// Counts a candle of one second that opened in the burst; each counts once, whatever the number
  /// of connections.
  synchronized void closed(long openTime, long length) {
    if (length == 1000 && openTime >= begin && openTime < end) closed++;
  }

  /// Returns the open times of the first and the last candle, the number of closed candles of one
  /// second, and the number of all messages.
  synchronized Map<String, Object> figures(long nowMillis) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("first_open_ms", begin);
    figures.put("last_open_ms", end - 1000);
    figures.put("running", nowMillis < end + 1000);
    figures.put("messages", messages);
    figures.put("closed", closed);
    return figures;
  }
}
