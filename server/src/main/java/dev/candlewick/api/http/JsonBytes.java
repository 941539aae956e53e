package dev.candlewick.api.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.candlewick.market.DecimalColumn;
import dev.candlewick.market.Decimals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/// Writes JSON of many numbers directly into bytes: numbers in their shortest form without an
/// exponent, a figure that is not finite as null, times in UTC without an offset, with six decimals
/// only where there is a fraction.
public final class JsonBytes {
  private static final long MICROS = 1_000_000L;
  private static final long DAY = 86_400L * MICROS;
  private static final double INTEGER_LIMIT = 1e15;
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes;
  private int size;
  private long day = Long.MIN_VALUE;
  private byte[] date = NULL;

  public JsonBytes(int capacity) {
    bytes = new byte[Math.max(64, capacity)];
  }

  /// Appends ASCII text unchanged.
  public JsonBytes raw(String ascii) {
    int length = ascii.length();
    ensureCapacity(length);
    for (int i = 0; i < length; i++) bytes[size++] = (byte) ascii.charAt(i);
    return this;
  }

  public JsonBytes raw(char ascii) {
    ensureCapacity(1);
    bytes[size++] = (byte) ascii;
    return this;
  }

  public JsonBytes text(String value) {
    raw('"');
    append(JsonStringEncoder.getInstance().quoteAsUTF8(value));
    return raw('"');
  }

  /// `"name":` after a comma, unless it is the first of its object.
  public JsonBytes name(String name) {
    byte last = size == 0 ? (byte) '{' : bytes[size - 1];
    if (last != '{') raw(',');
    return raw('"').raw(name).raw("\":");
  }

  public JsonBytes number(double value) {
    if (!Double.isFinite(value)) return append(NULL);
    if (Math.abs(value) < INTEGER_LIMIT && value == Math.rint(value)) {
      return raw(Long.toString((long) value)).raw(".0");
    }
    String text = Double.toString(value);
    return raw(text.indexOf('E') < 0 ? text : new BigDecimal(text).toPlainString());
  }

  public JsonBytes integer(long value) {
    return raw(Long.toString(value));
  }

  /// An exact decimal as a string, without an exponent and trailing zeros; null for an absent one.
  public JsonBytes decimal(DecimalColumn column, int row) {
    if (column.isAbsent(row)) return append(NULL);
    if (!column.isCompact(row)) return raw('"').raw(Decimals.plain(column.require(row))).raw('"');
    long digits = column.unscaled(row);
    int scale = column.scale(row);
    while (scale > 0 && digits % 10 == 0) {
      digits /= 10;
      scale--;
    }
    raw(digits < 0 ? "\"-" : "\"");
    String text = Long.toString(Math.abs(digits));
    int point = text.length() - scale;
    if (scale == 0) return raw(text).raw('"');
    if (point > 0)
      return raw(text.substring(0, point)).raw('.').raw(text.substring(point)).raw('"');
    return raw("0.").raw("0".repeat(-point)).raw(text).raw('"');
  }

  /// `"2025-01-10T12:00:00"`
  public JsonBytes naiveTime(long micros) {
    long days = Math.floorDiv(micros, DAY);
    if (days != day) {
      day = days;
      date = LocalDate.ofEpochDay(days).toString().getBytes(StandardCharsets.US_ASCII);
    }
    raw('"').append(date).raw('T');
    long inDay = Math.floorMod(micros, DAY);
    int seconds = (int) (inDay / MICROS);
    int fraction = (int) (inDay % MICROS);
    twoDigits(seconds / 3600)
        .raw(':')
        .twoDigits(seconds / 60 % 60)
        .raw(':')
        .twoDigits(seconds % 60);
    if (fraction > 0)
      raw('.')
          .twoDigits(fraction / 10_000)
          .twoDigits(fraction / 100 % 100)
          .twoDigits(fraction % 100);
    return raw('"');
  }

  private JsonBytes twoDigits(int value) {
    return raw((char) ('0' + value / 10)).raw((char) ('0' + value % 10));
  }

  private JsonBytes append(byte[] more) {
    ensureCapacity(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
    return this;
  }

  private void ensureCapacity(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + (bytes.length >> 1)));
    }
  }

  public byte[] toByteArray() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }
}
