package dev.candlewick.market;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// An immutable column of exact decimals, some of which may be absent. A value of up to 18 digits
/// is an unscaled `long` and a scale, without an object of its own; a wider one is a `BigDecimal`.
/// So a million prices need nine bytes each, and no value ever passes through a `double`.
public final class DecimalColumn {
  private static final byte ABSENT = -1;
  private static final byte WIDE = -2;
  private static final int MAX_COMPACT_DIGITS = 18;
  private static final int MAX_COMPACT_SCALE = 100;

  private final long[] unscaled;
  private final byte[] scale;
  private final @Nullable BigDecimal @Nullable [] wide;

  private DecimalColumn(long[] unscaled, byte[] scale, @Nullable BigDecimal @Nullable [] wide) {
    this.unscaled = unscaled;
    this.scale = scale;
    this.wide = wide;
  }

  public int size() {
    return scale.length;
  }

  public boolean isAbsent(int index) {
    return scale[index] == ABSENT;
  }

  /// Whether the value is an unscaled `long` with a scale; false for an absent or a wide one.
  public boolean isCompact(int index) {
    return scale[index] >= 0;
  }

  /// The digits of a compact value.
  public long unscaled(int index) {
    return unscaled[index];
  }

  /// The count of decimals of a compact value.
  public int scale(int index) {
    return scale[index];
  }

  /// Returns the value as it was written, with trailing zeros; null when absent.
  public @Nullable BigDecimal get(int index) {
    if (isCompact(index)) return BigDecimal.valueOf(unscaled[index], scale[index]);
    return wide == null || isAbsent(index) ? null : wide[index];
  }

  /// Returns the value of a row that is known to be present.
  public BigDecimal require(int index) {
    BigDecimal value = get(index);
    if (value == null) throw new IllegalStateException("no value at row " + index);
    return value;
  }

  /// Returns -1, 0 or 1; 0 for an absent value.
  public int signum(int index) {
    if (isCompact(index)) return Long.signum(unscaled[index]);
    BigDecimal value = get(index);
    return value == null ? 0 : value.signum();
  }

  /// Compares two present values by size: `1.0` equals `1.00`.
  public int compare(int index, DecimalColumn other, int otherIndex) {
    if (isCompact(index)
        && other.isCompact(otherIndex)
        && scale[index] == other.scale[otherIndex]) {
      return Long.compare(unscaled[index], other.unscaled[otherIndex]);
    }
    return require(index).compareTo(other.require(otherIndex));
  }

  /// Whether both are absent or both are the same number.
  public boolean same(int index, DecimalColumn other, int otherIndex) {
    if (isAbsent(index) || other.isAbsent(otherIndex)) {
      return isAbsent(index) == other.isAbsent(otherIndex);
    }
    return compare(index, other, otherIndex) == 0;
  }

  /// Returns the rows `from <= row < to`.
  public DecimalColumn slice(int from, int to) {
    return new DecimalColumn(
        Arrays.copyOfRange(unscaled, from, to),
        Arrays.copyOfRange(scale, from, to),
        wide == null ? null : Arrays.copyOfRange(wide, from, to));
  }

  /// Builds a column row by row.
  public static final class Builder {
    private long[] unscaled;
    private byte[] scale;
    private @Nullable BigDecimal @Nullable [] wide;
    private int size;

    public Builder(int capacity) {
      unscaled = new long[Math.max(capacity, 1)];
      scale = new byte[Math.max(capacity, 1)];
    }

    public Builder add(long digits, int decimals) {
      if (decimals < 0 || decimals > MAX_COMPACT_SCALE) {
        return add(BigDecimal.valueOf(digits, decimals));
      }
      grow();
      unscaled[size] = digits;
      scale[size++] = (byte) decimals;
      return this;
    }

    public Builder add(@Nullable BigDecimal value) {
      if (value == null) return addAbsent();
      BigDecimal plain = value.scale() < 0 ? value.setScale(0) : value;
      if (plain.precision() <= MAX_COMPACT_DIGITS && plain.scale() <= MAX_COMPACT_SCALE) {
        return add(plain.unscaledValue().longValueExact(), plain.scale());
      }
      grow();
      if (wide == null) wide = new BigDecimal[unscaled.length];
      wide[size] = plain;
      scale[size++] = WIDE;
      return this;
    }

    public Builder addAbsent() {
      grow();
      scale[size++] = ABSENT;
      return this;
    }

    /// Parses one decimal, `-12.340` or `1.64e-05`, from a larger buffer.
    ///
    /// @throws NumberFormatException when the text is not a decimal number
    public Builder addText(char[] text, int from, int length) {
      int to = from + length;
      boolean negative = length > 0 && text[from] == '-';
      int start = negative ? from + 1 : from;
      int point = start;
      while (point < to && text[point] != '.') point++;
      int count = to - start - (point < to ? 1 : 0);
      if (count == 0 || count > MAX_COMPACT_DIGITS) return addSlow(text, from, length);
      long digits = digits(text, start, to, point);
      if (digits < 0) return addSlow(text, from, length);
      return add(negative ? -digits : digits, Math.max(0, to - point - 1));
    }

    /// Returns the digits around the point as one number; -1 when there is any other character.
    private static long digits(char[] text, int from, int to, int point) {
      long digits = 0;
      for (int i = from; i < to; i++) {
        if (i == point) continue;
        int digit = text[i] - '0';
        if (digit < 0 || digit > 9) return -1;
        digits = digits * 10 + digit;
      }
      return digits;
    }

    public DecimalColumn build() {
      return new DecimalColumn(
          Arrays.copyOf(unscaled, size),
          Arrays.copyOf(scale, size),
          wide == null ? null : Arrays.copyOf(wide, size));
    }

    private Builder addSlow(char[] text, int from, int length) {
      return add(Decimals.parse(new String(text, from, length)));
    }

    private void grow() {
      if (size < scale.length) return;
      unscaled = Arrays.copyOf(unscaled, size * 2);
      scale = Arrays.copyOf(scale, size * 2);
      if (wide != null) wide = Arrays.copyOf(wide, size * 2);
    }
  }

  /// Columns are equal when their numbers are equal, whatever their trailing zeros.
  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof DecimalColumn column) || column.size() != size()) return false;
    for (int i = 0; i < size(); i++) {
      if (!same(i, column, i)) return false;
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < size(); i++) {
      BigDecimal value = get(i);
      BigInteger digits =
          value == null ? BigInteger.ZERO : value.stripTrailingZeros().unscaledValue();
      hash = 31 * hash + digits.hashCode();
    }
    return hash;
  }
}
