package dev.candlewick.store.candle;

import dev.candlewick.market.DecimalColumn;
import dev.candlewick.store.StoreException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/// PostgreSQL's binary NUMERIC: a count of base-10000 digits, the power of the first, a sign, the
/// count of decimals, then the digits (`src/backend/utils/adt/numeric.c`, `numeric_send`).
final class NumericCodec {
  private static final int NEGATIVE = 0x4000;
  private static final int POSITIVE = 0x0000;
  private static final int NAN = 0xC000;
  private static final int BASE = 10_000;
  private static final int BASE_DIGITS = 4;
  private static final int HEADER = 8;
  private static final long[] POWERS = powers();
  private static final double[] EXACT_POWERS = exactPowers();
  private static final long MAX_EXACT_DOUBLE = 1L << 53;

  private NumericCodec() {}

  /// Writes one field: its length and the value, or -1 for an absent one.
  static void write(DecimalColumn column, int row, ByteBuffer out) {
    if (column.isCompact(row) && column.scale(row) < POWERS.length) {
      writeCompact(column.unscaled(row), column.scale(row), out);
      return;
    }
    BigDecimal value = column.get(row);
    if (value == null) {
      out.putInt(-1);
    } else {
      writeWide(value, out);
    }
  }

  private static void writeCompact(long unscaled, int scale, ByteBuffer out) {
    int start = out.position();
    out.position(start + 4 + HEADER);
    long digits = Math.abs(unscaled);
    long whole = digits / POWERS[scale];
    long fraction = digits % POWERS[scale];
    int groups = writeWhole(whole, out);
    int weight = groups - 1;
    groups = writeFraction(fraction, scale, groups, out);
    if (whole == 0) {
      weight = -1;
      int skipped = dropLeadingZeros(out, start, groups);
      weight -= skipped;
      groups -= skipped;
    }
    groups = countWithoutTrailingZeros(out, start, groups);
    out.putInt(start, HEADER + 2 * groups);
    out.putShort(start + 4, (short) groups);
    out.putShort(start + 6, (short) (groups == 0 ? 0 : weight));
    out.putShort(start + 8, (short) (unscaled < 0 ? NEGATIVE : POSITIVE));
    out.putShort(start + 10, (short) scale);
    out.position(start + 4 + HEADER + 2 * groups);
  }

  private static int writeWhole(long whole, ByteBuffer out) {
    int groups = 0;
    for (long rest = whole; rest > 0; rest /= BASE) groups++;
    int at = out.position();
    long rest = whole;
    for (int i = groups - 1; i >= 0; i--) {
      out.putShort(at + 2 * i, (short) (rest % BASE));
      rest /= BASE;
    }
    out.position(at + 2 * groups);
    return groups;
  }

  private static int writeFraction(long fraction, int scale, int groupsBefore, ByteBuffer out) {
    int groups = groupsBefore;
    long rest = fraction;
    for (int left = scale; left > 0; left -= BASE_DIGITS) {
      long digit;
      if (left >= BASE_DIGITS) {
        long power = POWERS[left - BASE_DIGITS];
        digit = rest / power;
        rest %= power;
      } else {
        digit = rest * POWERS[BASE_DIGITS - left];
      }
      out.putShort((short) digit);
      groups++;
    }
    return groups;
  }

  /// Drops the zero groups at the front of a number below one and returns how many there were.
  private static int dropLeadingZeros(ByteBuffer out, int start, int groups) {
    int first = start + 4 + HEADER;
    int zeros = 0;
    while (zeros < groups && out.getShort(first + 2 * zeros) == 0) zeros++;
    for (int i = zeros; i < groups && zeros > 0; i++) {
      out.putShort(first + 2 * (i - zeros), out.getShort(first + 2 * i));
    }
    return zeros;
  }

  private static int countWithoutTrailingZeros(ByteBuffer out, int start, int groups) {
    int first = start + 4 + HEADER;
    int kept = groups;
    while (kept > 0 && out.getShort(first + 2 * (kept - 1)) == 0) kept--;
    return kept;
  }

  private static void writeWide(BigDecimal value, ByteBuffer out) {
    int scale = value.scale();
    int padding = Math.floorMod(-scale, BASE_DIGITS);
    BigInteger rest = value.unscaledValue().abs().multiply(BigInteger.TEN.pow(padding));
    BigInteger base = BigInteger.valueOf(BASE);
    short[] reversed = new short[rest.bitLength() / 13 + 1];
    int groups = 0;
    while (rest.signum() > 0) {
      BigInteger[] parts = rest.divideAndRemainder(base);
      reversed[groups++] = parts[1].shortValue();
      rest = parts[0];
    }
    int weight = groups - 1 - (scale + padding) / BASE_DIGITS;
    out.putInt(HEADER + 2 * groups);
    out.putShort((short) groups).putShort((short) (groups == 0 ? 0 : weight));
    out.putShort((short) (value.signum() < 0 ? NEGATIVE : POSITIVE)).putShort((short) scale);
    for (int i = groups - 1; i >= 0; i--) out.putShort(reversed[i]);
  }

  /// Reads one field of `length` bytes into a column.
  static void read(ByteBuffer in, int length, DecimalColumn.Builder column) {
    if (length < 0) {
      column.addAbsent();
      return;
    }
    int groups = in.getShort();
    int weight = in.getShort();
    boolean negative = readSign(in) == NEGATIVE;
    int scale = in.getShort();
    int fractionGroups = groups - 1 - weight;
    if (groups <= 4 && scale <= 18 && weight >= -3 && weight <= 3 && fractionGroups <= 4) {
      long digits = readDigits(in, groups);
      int decimals = fractionGroups * BASE_DIGITS;
      long unscaled = rescale(digits, decimals, scale);
      if (unscaled >= 0) {
        column.add(negative ? -unscaled : unscaled, scale);
        return;
      }
      in.position(in.position() - 2 * groups);
    }
    column.add(readWide(in, groups, fractionGroups, negative).setScale(scale));
  }

  /// Reads one field as a correctly rounded double.
  static double readDouble(ByteBuffer in) {
    int groups = in.getShort();
    int weight = in.getShort();
    boolean negative = readSign(in) == NEGATIVE;
    in.getShort();
    int fractionGroups = groups - 1 - weight;
    if (groups <= 4 && fractionGroups <= 5 && fractionGroups >= -5) {
      long digits = readDigits(in, groups);
      if (digits < MAX_EXACT_DOUBLE) {
        double power = EXACT_POWERS[Math.abs(fractionGroups) * BASE_DIGITS];
        double size = fractionGroups >= 0 ? digits / power : digits * power;
        return negative ? -size : size;
      }
      in.position(in.position() - 2 * groups);
    }
    return readWide(in, groups, fractionGroups, negative).doubleValue();
  }

  private static int readSign(ByteBuffer in) {
    int sign = in.getShort() & 0xFFFF;
    if (sign >= NAN) {
      throw new StoreException(StoreException.Kind.DEFECT, "a stored number is not finite");
    }
    return sign;
  }

  private static long readDigits(ByteBuffer in, int groups) {
    long digits = 0;
    for (int i = 0; i < groups; i++) digits = digits * BASE + in.getShort();
    return digits;
  }

  /// Returns the digits with another count of decimals; -1 when they do not fit or would be
  /// truncated.
  private static long rescale(long digits, int decimals, int scale) {
    if (digits == 0) return 0;
    int more = scale - decimals;
    if (more < -18 || more > 18) return -1;
    if (more < 0) return digits % POWERS[-more] == 0 ? digits / POWERS[-more] : -1;
    return digits <= (POWERS[18] - 1) / POWERS[more] ? digits * POWERS[more] : -1;
  }

  private static BigDecimal readWide(
      ByteBuffer in, int groups, int fractionGroups, boolean negative) {
    BigInteger digits = BigInteger.ZERO;
    BigInteger base = BigInteger.valueOf(BASE);
    for (int i = 0; i < groups; i++) {
      digits = digits.multiply(base).add(BigInteger.valueOf(in.getShort()));
    }
    return new BigDecimal(negative ? digits.negate() : digits, fractionGroups * BASE_DIGITS);
  }

  private static long[] powers() {
    long[] powers = new long[19];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) powers[i] = powers[i - 1] * 10;
    return powers;
  }

  /// Powers of ten up to 10^22 are exact doubles, so one division by them is correctly rounded.
  private static double[] exactPowers() {
    double[] powers = new double[21];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) powers[i] = powers[i - 1] * 10;
    return powers;
  }
}
