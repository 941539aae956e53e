package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that decimals are parsed exactly or rejected, and printed without an exponent.
@Timeout(10)
class DecimalsTest {
  @Test
  void everyDigitIsPreserved() {
    String widest = "12345678901234567890.123456789012345678";
    assertThat(Decimals.parse(widest)).isEqualTo(new BigDecimal(widest));
    assertThat(Decimals.parse("-0.10")).isEqualTo(new BigDecimal("-0.10"));
    assertThat(Decimals.parse("1.64e-05")).isEqualTo(new BigDecimal("0.0000164"));
    assertThat(Decimals.parse("1e3")).isEqualTo(new BigDecimal("1000"));
  }

  @Test
  void zerosBeyondTheBoundsAreNoDigits() {
    assertThat(Decimals.parse("1.0000000000000000000000")).isEqualByComparingTo("1");
    assertThat(Decimals.parse("0e-1000000000")).isEqualTo(BigDecimal.ZERO);
    assertThat(Decimals.parse("0e1000000000")).isEqualTo(BigDecimal.ZERO);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e1000000000",
        "-1e1000000000",
        "1e2147483647",
        "1e-1000000000",
        "1e-2147483647",
        "9e99999999999999999999",
        "123456789012345678901",
        "0.1234567890123456789",
        "",
        " 1",
        "1,0",
        "NaN",
        "Infinity",
        "0x10",
        "1.2.3",
        "-",
        "."
      })
  void aTextThatIsNoDecimalWithinTheBoundsIsRejected(String text) {
    assertThatThrownBy(() -> Decimals.parse(text)).isInstanceOf(NumberFormatException.class);
  }

  @Test
  void endlessTextIsRefused() {
    assertThatThrownBy(() -> Decimals.parse("1".repeat(1_000_000)))
        .isInstanceOf(NumberFormatException.class)
        .hasMessageContaining("64");
  }

  @Test
  void aTextOfSixtyFourCharactersIsReadAndALongerOneIsNot() {
    String text = "1." + "0".repeat(62);
    assertThat(Decimals.parse(text)).isEqualTo(BigDecimal.ONE);
    assertThatThrownBy(() -> Decimals.parse(text + "0"))
        .isInstanceOf(NumberFormatException.class)
        .hasMessage("a number of more than 64 characters");
  }

  @Test
  void aZeroKeepsUpToEighteenDecimals() {
    assertThat(Decimals.bounded(new BigDecimal("0E-18"))).isEqualTo(new BigDecimal("0E-18"));
    assertThat(Decimals.bounded(new BigDecimal("0E-19"))).isEqualTo(BigDecimal.ZERO);
    assertThat(Decimals.bounded(new BigDecimal("0E+1"))).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void twentyDigitsBeforeThePointAndEighteenAfterItAreTheMost() {
    BigDecimal widest = new BigDecimal("9".repeat(20) + "." + "9".repeat(18));
    assertThat(Decimals.bounded(widest)).isEqualTo(widest);
    assertThatThrownBy(() -> Decimals.bounded(new BigDecimal("1E+20")))
        .isInstanceOf(NumberFormatException.class)
        .hasMessage("more than 20 digits before the point");
    assertThatThrownBy(() -> Decimals.bounded(new BigDecimal("1E-19")))
        .isInstanceOf(NumberFormatException.class)
        .hasMessage("more than 18 decimals");
  }

  @Test
  void printingNeverHasAnExponentAndReadsBack() {
    Random random = new Random(2);
    for (int i = 0; i < 5000; i++) {
      BigDecimal value = new BigDecimal(new BigInteger(60, random), random.nextInt(40) - 18);
      String text = Decimals.plain(value);
      assertThat(text).matches("\\d+(\\.\\d*[1-9])?");
      assertThat(new BigDecimal(text)).isEqualByComparingTo(value);
    }
    assertThat(Decimals.plain(new BigDecimal("1E-8"))).isEqualTo("0.00000001");
    assertThat(Decimals.plain(new BigDecimal("0.000"))).isEqualTo("0");
    assertThat(Decimals.plain(new BigDecimal("1E7"))).isEqualTo("10000000");
  }

  @Test
  void aPriceHasTwoDecimalsOrAsManyMoreAsItNeeds() {
    assertThat(Decimals.price(new BigDecimal("89450"))).isEqualTo("89450.00");
    assertThat(Decimals.price(new BigDecimal("8.945E4"))).isEqualTo("89450.00");
    assertThat(Decimals.price(new BigDecimal("89320.5"))).isEqualTo("89320.50");
    assertThat(Decimals.price(new BigDecimal("0.0000123400"))).isEqualTo("0.00001234");
    assertThat(Decimals.price(new BigDecimal("1.234E-5"))).isEqualTo("0.00001234");
    assertThat(Decimals.price(new BigDecimal("0E-12"))).isEqualTo("0.00");
    assertThat(Decimals.price(new BigDecimal("1.230"))).isEqualTo("1.23");
    assertThat(Decimals.price(new BigDecimal("1.2345000"))).isEqualTo("1.2345");
  }
}
