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

  /// Returns a value of up to 38 digits, up to 18 of them decimals.
  private BigDecimal value() {
    int bits = 1 + random.nextInt(126);
    BigInteger digits = new BigInteger(bits, random).mod(BigInteger.TEN.pow(38));
    int scale = Math.max(random.nextInt(19), new BigDecimal(digits).precision() - 20);
    BigDecimal value = new BigDecimal(digits, scale);
    return random.nextBoolean() ? value : value.negate();
  }
}
