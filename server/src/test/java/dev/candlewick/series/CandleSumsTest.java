package dev.candlewick.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Sums of candles join in their order, exactly.
class CandleSumsTest {
  private static CandleSums sums(long candles, String price, @Nullable String quoteVolume) {
    BigDecimal open = new BigDecimal(price);
    return new CandleSums(
        candles,
        open,
        open.add(BigDecimal.ONE),
        open.subtract(BigDecimal.ONE),
        new BigDecimal("0.10"),
        quoteVolume == null ? null : new BigDecimal(quoteVolume));
  }

  @Test
  void laterCandlesAreAdded() {
    assertThat(sums(3, "10", "1.5").followedBy(sums(2, "8", "2.25")))
        .isEqualTo(
            new CandleSums(
                5,
                new BigDecimal("10"),
                new BigDecimal("11"),
                new BigDecimal("7"),
                new BigDecimal("0.20"),
                new BigDecimal("3.75")));
  }

  @Test
  void aQuoteVolumeThatIsUnknownOnceIsUnknownTogether() {
    assertThat(sums(3, "10", "1.5").followedBy(sums(2, "8", null)).quoteVolume()).isNull();
    assertThat(sums(3, "10", null).followedBy(sums(2, "8", "1")).quoteVolume()).isNull();
  }

  @Test
  void noCandlesChangeNothing() {
    CandleSums some = sums(3, "10", "1.5");
    assertThat(CandleSums.NONE.followedBy(some)).isEqualTo(some);
    assertThat(some.followedBy(CandleSums.NONE)).isEqualTo(some);
  }
}
