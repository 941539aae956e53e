package dev.candlewick.benchmarks.stream;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/// Finds members in JSON text without parsing all of it. It relies on the server's format: no
/// spaces, and no such member inside a string.
final class Scan {
  private static final int ABSENT = -1;
  private static final int SECONDS_A_DAY = 86_400;
  private static final long MICROS = 1_000_000;
  private static final int DATE_AND_TIME = 19;
  private static final int FRACTION_DIGITS = 6;

  private Scan() {}

  /// Returns a member's name in the form to search for.
  static byte[] name(String name) {
    return ("\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
  }

  /// Returns the start of the value of the next member of this name, or -1.
  static int value(byte[] name, byte[] bytes, int from, int to) {
    int last = to - name.length;
    for (int at = from; at <= last; at++) {
      if (bytes[at] == '"' && matches(name, bytes, at))
        return skipSpace(bytes, at + name.length, to);
    }
    return ABSENT;
  }

  private static int skipSpace(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] == ' ') at++;
    return at;
  }

  private static boolean matches(byte[] name, byte[] bytes, int at) {
    for (int i = 0; i < name.length; i++) {
      if (bytes[at + i] != name[i]) return false;
    }
    return true;
  }

  /// Returns the value that begins here, without quotes: up to the closing quote of a string, else
  /// to the next comma or bracket.
  static String text(byte[] bytes, int from, int to) {
    int begin = bytes[from] == '"' ? from + 1 : from;
    return new String(bytes, begin, end(bytes, from, to) - begin, StandardCharsets.UTF_8);
  }

  static int end(byte[] bytes, int from, int to) {
    boolean quoted = bytes[from] == '"';
    int at = from + (quoted ? 1 : 0);
    while (at < to && !ends(bytes[at], quoted)) at++;
    return at;
  }

  private static boolean ends(byte letter, boolean quoted) {
    return quoted ? letter == '"' : letter == ',' || letter == '}' || letter == ']';
  }

  /// Returns the microseconds since 1970 of the time that begins here:
  /// `"2025-12-15T16:42:28.123456Z"`, also with a space for the `T` and `+00:00` for the `Z`; or -1
  /// when there is none.
  static long micros(byte[] bytes, int from, int to) {
    int begin = from + 1;
    if (bytes[from] != '"' || to - begin < DATE_AND_TIME || bytes[begin + 4] != '-') return ABSENT;
    long day =
        LocalDate.of(
                digits(bytes, begin, 4), digits(bytes, begin + 5, 2), digits(bytes, begin + 8, 2))
            .toEpochDay();
    long second =
        day * SECONDS_A_DAY
            + digits(bytes, begin + 11, 2) * 3600L
            + digits(bytes, begin + 14, 2) * 60L
            + digits(bytes, begin + 17, 2);
    return second * MICROS + fraction(bytes, begin + DATE_AND_TIME, to);
  }

  private static int digits(byte[] bytes, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) value = value * 10 + bytes[i] - '0';
    return value;
  }

  private static int fraction(byte[] bytes, int from, int to) {
    if (from >= to || bytes[from] != '.') return 0;
    int value = 0;
    int read = 0;
    for (int at = from + 1; at < to && isDigit(bytes[at]); at++) {
      if (read < FRACTION_DIGITS) {
        value = value * 10 + bytes[at] - '0';
        read++;
      }
    }
    for (; read < FRACTION_DIGITS; read++) value *= 10;
    return value;
  }

  private static boolean isDigit(byte letter) {
    return letter >= '0' && letter <= '9';
  }

  /// Returns the number after the last full stop of a cursor `<epoch>.<number>`, or -1 when there
  /// is none.
  static long sequence(byte[] bytes, int from, int to) {
    int end = end(bytes, from, to);
    int begin = end;
    while (begin > from && isDigit(bytes[begin - 1])) begin--;
    if (begin == end || end - begin > 18 || begin == from || bytes[begin - 1] != '.') return ABSENT;
    long value = 0;
    for (int i = begin; i < end; i++) value = value * 10 + bytes[i] - '0';
    return value;
  }

  /// Returns a hash of the value.
  static long hash(byte[] bytes, int from, int to) {
    long hash = 0xcbf29ce484222325L;
    int end = end(bytes, from, to);
    for (int i = from; i < end; i++) hash = (hash ^ bytes[i]) * 0x100000001b3L;
    return hash;
  }
}
