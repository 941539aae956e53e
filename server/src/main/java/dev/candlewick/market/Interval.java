package dev.candlewick.market;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The length of a candle, by Binance's codes. Codes are case-sensitive: `1m` is a minute, `1M` a
/// calendar month. Time arithmetic is in `Grid`, because a `3d` grid needs an anchor.
public enum Interval {
  S1("1s", Duration.ofSeconds(1)),
  M1("1m", Duration.ofMinutes(1)),
  M3("3m", Duration.ofMinutes(3)),
  M5("5m", Duration.ofMinutes(5)),
  M15("15m", Duration.ofMinutes(15)),
  M30("30m", Duration.ofMinutes(30)),
  H1("1h", Duration.ofHours(1)),
  H2("2h", Duration.ofHours(2)),
  H4("4h", Duration.ofHours(4)),
  H6("6h", Duration.ofHours(6)),
  H8("8h", Duration.ofHours(8)),
  H12("12h", Duration.ofHours(12)),
  D1("1d", Duration.ofDays(1)),
  D3("3d", Duration.ofDays(3)),
  W1("1w", Duration.ofDays(7)),
  /// A calendar month; its `length` is that of the longest one.
  MO1("1M", Duration.ofDays(31));

  private final String code;
  private final Duration length;

  Interval(String code, Duration length) {
    this.code = code;
    this.length = length;
  }

  /// The venue's code: `15m`, `1M`.
  public String code() {
    return code;
  }

  /// The longest duration of a candle of this interval; exact for all but `1M`.
  public Duration length() {
    return length;
  }

  /// All codes, shortest interval first.
  public static List<String> codes() {
    return Arrays.stream(values()).map(Interval::code).toList();
  }

  /// Returns the interval of exactly this code, or empty.
  public static Optional<Interval> parse(String code) {
    return Arrays.stream(values()).filter(i -> i.code.equals(code)).findFirst();
  }

  @Override
  public String toString() {
    return code;
  }
}
