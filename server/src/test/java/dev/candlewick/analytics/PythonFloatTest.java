package dev.candlewick.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proves that names of columns equal the output of Python 3.11 for `str(round(x, 5))`.
class PythonFloatTest {
  @ParameterizedTest
  @CsvSource({
    "100, 100.0",
    "1, 1.0",
    "33.333333333333336, 33.33333",
    "10000000, 10000000.0",
    "1e20, 1e+20",
    "1e-5, 1e-05",
    "0.00012, 0.00012",
    "0.0001, 0.0001",
    "0.000099999, 0.0001",
    "0.00009, 9e-05",
    "1e15, 1000000000000000.0",
    "1e16, 1e+16",
    "9999999999999998, 9999999999999998.0",
    "123456789012345680, 1.2345678901234568e+17",
    "1.5e300, 1.5e+300",
    "1e100, 1e+100",
    "2e23, 2e+23",
    "0, 0.0",
    "-0.0, -0.0",
    "-1e-9, -0.0",
    "1e-9, 0.0",
    "-12.5, -12.5",
    "1.000005, 1.00001",
    "2.000015, 2.00001",
    "0.000005, 1e-05",
    "0.000015, 2e-05",
    "0.000025, 3e-05",
    "2.675, 2.675",
    "0.5, 0.5",
    "5e-324, 0.0",
    "1.7976931348623157e308, 1.7976931348623157e+308",
  })
  void printsAsPythonDoes(double value, String printed) {
    assertThat(PythonFloat.rounded(value, 5)).isEqualTo(printed);
  }
}
