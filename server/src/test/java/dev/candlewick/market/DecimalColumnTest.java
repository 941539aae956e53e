package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proves that a column returns the values it received, to the last zero, however wide.
class DecimalColumnTest {
  private final Random random = new Random(3);

  @Test
  void valuesComeBackExactly() {
    List<@Nullable BigDecimal> values = new ArrayList<>();
    DecimalColumn.Builder builder = new DecimalColumn.Builder(1);
    for (int i = 0; i < 5000; i++) {
      BigDecimal value = random.nextInt(10) == 0 ? null : value();
      values.add(value);
      builder.add(value);
    }
    DecimalColumn column = builder.build();
    assertThat(column.size()).isEqualTo(values.size());
    for (int i = 0; i < values.size(); i++) {
      assertThat(column.get(i)).isEqualTo(values.get(i));
      assertThat(column.isAbsent(i)).isEqualTo(values.get(i) == null);
    }
  }

  @Test
  void textIsReadAsBigDecimalReadsIt() {
    DecimalColumn.Builder builder = new DecimalColumn.Builder(1);
    List<BigDecimal> values = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      BigDecimal value = value();
      values.add(value);
      char[] text = ("<" + value.toPlainString() + ">").toCharArray();
      builder.addText(text, 1, text.length - 2);
    }
    DecimalColumn column = builder.build();
    for (int i = 0; i < values.size(); i++) assertThat(column.get(i)).isEqualTo(values.get(i));
  }

  @Test
  void hostileTextIsRefused() {
    for (String text : List.of("", "-", ".", "-.", "1e1000000000", "1..2", "--1", "1-", "NaN")) {
      DecimalColumn.Builder builder = new DecimalColumn.Builder(1);
      assertThatThrownBy(() -> builder.addText(text.toCharArray(), 0, text.length()))
          .as(text)
          .isInstanceOf(NumberFormatException.class);
    }
  }

  @Test
  void comparingAgreesWithBigDecimal() {
    for (int i = 0; i < 5000; i++) {
      BigDecimal one = value();
      BigDecimal two = random.nextInt(4) == 0 ? one.setScale(one.scale() + 1) : value();
      DecimalColumn first = new DecimalColumn.Builder(1).add(one).build();
      DecimalColumn second = new DecimalColumn.Builder(1).add(two).build();
      assertThat(first.compare(0, second, 0)).isEqualTo(one.compareTo(two));
      assertThat(first.signum(0)).isEqualTo(one.signum());
      assertThat(first.same(0, second, 0)).isEqualTo(one.compareTo(two) == 0);
      assertThat(first.equals(second)).isEqualTo(one.compareTo(two) == 0);
      if (first.equals(second)) assertThat(first.hashCode()).isEqualTo(second.hashCode());
    }
  }

  @Test
  void aSliceIsTheSameRows() {
    DecimalColumn.Builder builder = new DecimalColumn.Builder(4);
    for (int i = 0; i < 100; i++) builder.add(i % 3 == 0 ? null : value());
    DecimalColumn column = builder.build();
    DecimalColumn slice = column.slice(20, 70);
    assertThat(slice.size()).isEqualTo(50);
    for (int i = 0; i < 50; i++) assertThat(slice.get(i)).isEqualTo(column.get(20 + i));
  }

  @Test
  void aValueOfEighteenDigitsIsCompactAndOneOfNineteenIsWide() {
    DecimalColumn column = column("123456789012345678", "1234567890123456789");
    assertThat(column.isCompact(0)).isTrue();
    assertThat(column.unscaled(0)).isEqualTo(123_456_789_012_345_678L);
    assertThat(column.scale(0)).isZero();
    assertThat(column.isCompact(1)).isFalse();
    assertThat(column.get(1)).isEqualTo(new BigDecimal("1234567890123456789"));
  }

  @Test
  void aValueOfAHundredDecimalsIsCompactAndOneOfMoreIsWide() {
    DecimalColumn column = column("7E-100", "7E-101");
    assertThat(column.isCompact(0)).isTrue();
    assertThat(column.unscaled(0)).isEqualTo(7);
    assertThat(column.scale(0)).isEqualTo(100);
    assertThat(column.isCompact(1)).isFalse();
    assertThat(column.get(1)).isEqualTo(new BigDecimal("7E-101"));
  }

  @Test
  void digitsAndDecimalsAreCompactUpToAHundredDecimals() {
    DecimalColumn column = new DecimalColumn.Builder(1).add(7, 0).add(7, 100).add(7, 101).build();
    assertThat(column.get(0)).isEqualTo(new BigDecimal("7"));
    assertThat(column.scale(1)).isEqualTo(100);
    assertThat(column.isCompact(1)).isTrue();
    assertThat(column.isCompact(2)).isFalse();
    assertThat(column.get(2)).isEqualTo(new BigDecimal("7E-101"));
  }

  @Test
  void aTextAtTheEndOfItsBufferIsRead() {
    char[] text = "12.50".toCharArray();
    DecimalColumn column = new DecimalColumn.Builder(1).addText(text, 0, text.length).build();
    assertThat(column.get(0)).isEqualTo(new BigDecimal("12.50"));
  }

  @Test
  void anAbsentValueIsTheSameOnlyAsAnAbsentOne() {
    DecimalColumn column = new DecimalColumn.Builder(2).add(null).add(BigDecimal.ZERO).build();
    assertThat(column.same(0, column, 0)).isTrue();
    assertThat(column.same(0, column, 1)).isFalse();
    assertThat(column.same(1, column, 0)).isFalse();
  }

  @Test
  void columnsOfOtherSizesAndOtherObjectsAreNotEqual() {
    DecimalColumn column = column("1");
    assertThat(column.equals(column("1.0"))).isTrue();
    assertThat(column.equals(column("1", "2"))).isFalse();
    assertThat(column("1", "2").equals(column)).isFalse();
    assertThat(column).isNotEqualTo("1");
  }

  @Test
  void theHashIsThatOfTheListOfDigitsWithoutTrailingZeros() {
    DecimalColumn.Builder builder = new DecimalColumn.Builder(3);
    DecimalColumn column =
        builder.add(new BigDecimal("12.50")).add(null).add(new BigDecimal("3")).build();
    List<BigInteger> digits =
        List.of(BigInteger.valueOf(125), BigInteger.ZERO, BigInteger.valueOf(3));
    assertThat(column.hashCode()).isEqualTo(digits.hashCode());
  }

  private static DecimalColumn column(String... values) {
    DecimalColumn.Builder builder = new DecimalColumn.Builder(1);
    for (String value : values) builder.add(new BigDecimal(value));
    return builder.build();
  }

  /// Returns a value of up to 38 digits, up to 18 of them decimals.
  private BigDecimal value() {
    int bits = 1 + random.nextInt(126);
    BigInteger digits = new BigInteger(bits, random).mod(BigInteger.TEN.pow(38));
    int scale = Math.max(random.nextInt(19), new BigDecimal(digits).precision() - 20);
    BigDecimal value = new BigDecimal(digits, scale);
    return random.nextBoolean() ? value : value.negate();
  }
}
