package dev.candlewick.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Proves that times and prices stay together in each range.
class PriceSeriesTest {
  private static final PriceSeries TEN =
      new PriceSeries(
          LongStream.range(0, 10).map(i -> i * 100).toArray(),
          LongStream.range(0, 10).mapToDouble(i -> i + 0.5).toArray());

  private static void requirePoints(PriceSeries series, int from, int to) {
    assertThat(series.timeMicros())
        .isEqualTo(LongStream.range(from, to).map(i -> i * 100).toArray());
    assertThat(series.price())
        .isEqualTo(LongStream.range(from, to).mapToDouble(i -> i + 0.5).toArray());
    assertThat(series.size()).isEqualTo(to - from);
    assertThat(series.isEmpty()).isEqualTo(to == from);
  }

  @Test
  void aRangeContainsBothItsEnds() {
    requirePoints(TEN.between(200, 500), 2, 6);
    requirePoints(TEN.between(201, 499), 3, 5);
    requirePoints(TEN.between(900, Long.MAX_VALUE), 9, 10);
    requirePoints(TEN.between(0, 899), 0, 9);
    requirePoints(TEN.between(300, 300), 3, 4);
  }

  @Test
  void aRangeWithoutPointsIsEmpty() {
    requirePoints(TEN.between(301, 399), 0, 0);
    requirePoints(TEN.between(500, 200), 0, 0);
    requirePoints(TEN.between(901, Long.MAX_VALUE), 0, 0);
    requirePoints(TEN.between(Long.MIN_VALUE, -1), 0, 0);
    requirePoints(PriceSeries.empty(), 0, 0);
  }

  @Test
  void theWholeRangeIsTheSameSeries() {
    assertThat(TEN.between(0, 900)).isSameAs(TEN);
    assertThat(TEN.between(Long.MIN_VALUE, Long.MAX_VALUE)).isSameAs(TEN);
  }

  @Test
  void everyTimeHasOnePrice() {
    assertThatThrownBy(() -> new PriceSeries(new long[2], new double[1]))
        .hasMessage("2 times and 1 prices");
  }
}
