package dev.candlewick.plot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.series.CandleSeries;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Proves that a merged candle represents exactly the candles of its stretch.
class CandleColumnsTest {
  @Test
  void allInOneHaveTheFirstOpenTheLastCloseTheExtremesAndTheSum() {
    CandleSeries many = Samples.candles(777);
    CandleSeries one = CandleColumns.merge(many, TimeSpan.around(many.openMicros()), 1);
    assertThat(one.size()).isEqualTo(1);
    assertThat(one.open()[0]).isEqualTo(many.open()[0]);
    assertThat(one.high()[0]).isEqualTo(Arrays.stream(many.high()).max().orElseThrow());
    assertThat(one.low()[0]).isEqualTo(Arrays.stream(many.low()).min().orElseThrow());
    assertThat(one.close()[0]).isEqualTo(many.close()[776]);
    assertThat(one.volume()[0]).isCloseTo(Arrays.stream(many.volume()).sum(), within());
  }

  @Test
  void columnsJoinWithoutLosingACandle() {
    CandleSeries many = Samples.candles(5000);
    CandleSeries few = CandleColumns.merge(many, TimeSpan.around(many.openMicros()), 300);
    assertThat(few.size()).isEqualTo(300);
    assertThat(Arrays.stream(few.volume()).sum())
        .isCloseTo(Arrays.stream(many.volume()).sum(), within());
    for (int i = 0; i < few.size(); i++) {
      assertThat(few.high()[i]).isGreaterThanOrEqualTo(few.low()[i]);
      if (i > 0) assertThat(few.open()[i]).isEqualTo(few.close()[i - 1]);
    }
  }

  @Test
  void aCandleWithoutAPriceIsLeftOut() {
    CandleSeries some = Samples.candles(3);
    some.high()[0] = Double.POSITIVE_INFINITY;
    some.volume()[1] = Double.NaN;
    CandleSeries one = CandleColumns.merge(some, TimeSpan.around(some.openMicros()), 1);
    assertThat(one.open()[0]).isEqualTo(some.open()[1]);
    assertThat(one.volume()[0]).isEqualTo(some.volume()[2]);
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-6);
  }
}
