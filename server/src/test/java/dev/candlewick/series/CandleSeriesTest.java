package dev.candlewick.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Proves that every column keeps its place through each operation. The value of a row in a column
/// is `10 * row + column`, so that no two are equal.
class CandleSeriesTest {
  private static CandleSeries rows(int from, int to) {
    CandleSeries.Builder builder = new CandleSeries.Builder(0);
    for (int row = from; row < to; row++) {
      builder.beginRow(100L * row);
      for (int column = 0; column < 5; column++) builder.set(column, 10.0 * row + column);
    }
    return builder.build();
  }

  private static void requireRows(CandleSeries series, int from, int to) {
    int size = to - from;
    assertThat(series.size()).isEqualTo(size);
    double[][] columns = {
      series.open(), series.high(), series.low(), series.close(), series.volume()
    };
    assertThat(series.openMicros()).hasSize(size);
    for (int column = 0; column < 5; column++) {
      assertThat(columns[column]).hasSize(size);
      for (int i = 0; i < size; i++) {
        assertThat(columns[column][i]).isEqualTo(10.0 * (from + i) + column);
      }
    }
    for (int i = 0; i < size; i++) assertThat(series.openMicros()[i]).isEqualTo(100L * (from + i));
  }

  @Test
  void theBuilderGrowsAndKeepsEveryColumn() {
    requireRows(rows(0, 0), 0, 0);
    requireRows(rows(0, 16), 0, 16);
    requireRows(rows(0, 17), 0, 17);
    requireRows(rows(0, 1000), 0, 1000);
  }

  @Test
  void aRangeContainsItsStartAndNotItsEnd() {
    CandleSeries series = rows(0, 10);
    requireRows(series.between(200, 500), 2, 5);
    requireRows(series.between(199, 501), 2, 6);
    requireRows(series.between(201, 499), 3, 5);
    requireRows(series.between(900, 901), 9, 10);
    requireRows(series.between(900, 900), 9, 9);
    requireRows(series.between(500, 200), 5, 5);
    requireRows(series.between(Long.MIN_VALUE, 0), 0, 0);
    requireRows(series.between(901, Long.MAX_VALUE), 10, 10);
  }

  @Test
  void theWholeRangeIsTheSameSeries() {
    CandleSeries series = rows(0, 10);
    assertThat(series.between(0, 901)).isSameAs(series);
    assertThat(series.between(Long.MIN_VALUE, Long.MAX_VALUE)).isSameAs(series);
    assertThat(series.between(0, 900)).isNotSameAs(series);
    assertThat(series.between(1, 901)).isNotSameAs(series);
  }

  @Test
  void twoSeriesAreJoinedColumnByColumn() {
    requireRows(rows(0, 3).followedBy(rows(3, 8)), 0, 8);
    CandleSeries one = rows(0, 3);
    assertThat(one.followedBy(rows(3, 3))).isSameAs(one);
    assertThat(rows(0, 0).followedBy(one)).isSameAs(one);
  }

  @Test
  void aSeriesThatOpensBeforeTheEndIsNotJoined() {
    assertThatThrownBy(() -> rows(0, 3).followedBy(rows(2, 4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("open before the end");
    assertThatThrownBy(() -> rows(5, 6).followedBy(rows(1, 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
