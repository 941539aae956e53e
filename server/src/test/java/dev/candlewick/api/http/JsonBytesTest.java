package dev.candlewick.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.DecimalColumn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proves that decimals are written exactly, without an exponent and trailing zeros.
class JsonBytesTest {
  private static String written(BigDecimal value) {
    DecimalColumn column = new DecimalColumn.Builder(1).add(value).build();
    return new String(new JsonBytes(8).decimal(column, 0).toByteArray(), StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.000, 0",
    "1, 1",
    "10, 10",
    "100.00, 100",
    "-12.340, -12.34",
    "-0.50, -0.5",
    "0.00000001, 0.00000001",
    "0.10, 0.1",
    "89450.12000000, 89450.12",
    "1E+5, 100000",
    "999999999999999999, 999999999999999999",
    "0.999999999999999999, 0.999999999999999999",
    "12345678901234567890.123456789012345678, 12345678901234567890.123456789012345678",
    "12345678901234567890.10, 12345678901234567890.1"
  })
  void aDecimalIsWrittenPlainly(BigDecimal value, String expected) {
    assertThat(written(value)).isEqualTo("\"" + expected + "\"");
  }

  @Test
  void anAbsentDecimalIsNull() {
    DecimalColumn column = new DecimalColumn.Builder(1).addAbsent().build();
    assertThat(new JsonBytes(8).decimal(column, 0).toByteArray())
        .asString(StandardCharsets.US_ASCII)
        .isEqualTo("null");
  }

  @Test
  void anyDecimalReadsAsTheSameNumber() {
    Random random = new Random(4);
    for (int i = 0; i < 5000; i++) {
      BigDecimal value = BigDecimal.valueOf(random.nextLong() / 10, random.nextInt(19));
      String text = written(value).replace("\"", "");
      assertThat(new BigDecimal(text)).isEqualByComparingTo(value);
      assertThat(text).doesNotContain("E").matches("-?\\d+(\\.\\d*[1-9])?");
    }
  }
}
