package dev.candlewick.benchmarks.venue;

import java.util.LinkedHashMap;
import java.util.Map;

/// Some seconds in which the venue says this many messages a second in all; candles that close and
/// prints are among them.
final class Burst {
  private final int perSecond;
  private final long begin;
  private final long end;
  private long messages;
  private long closed;

  /// From the next full second on, so that whole candles fall into it.
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

  /// One more candle of a second that opened in the burst; each counts once, however many lines
  /// hear of it.
  synchronized void closed(long openTime, long length) {
    if (length == 1000 && openTime >= begin && openTime < end) closed++;
  }

  /// Opens of the first and the last candle, how many candles of a second closed, and all messages.
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
