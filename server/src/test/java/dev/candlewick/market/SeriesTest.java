package dev.candlewick.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proves that the grid of a series is that of its interval, from its anchor where it has one.
class SeriesTest {
  private static Grid grid(Interval interval, @Nullable Instant anchor) {
    Symbol symbol = new Symbol("BTC", "USDT");
    return new Series(1, "binance", symbol, interval, anchor, true, 0, 0, null, null).grid();
  }

  @Test
  void aSeriesWithAnAnchorCountsItsDaysFromIt() {
    Grid grid = grid(Interval.D3, Instant.parse("2017-08-17T00:00:00Z"));
    assertThat(grid.interval()).isEqualTo(Interval.D3);
    assertThat(grid.floor(Instant.parse("2017-08-19T23:59:59Z"))).isEqualTo("2017-08-17T00:00:00Z");
    assertThat(grid.floor(Instant.parse("2017-08-20T00:00:00Z"))).isEqualTo("2017-08-20T00:00:00Z");
  }

  @Test
  void aSeriesWithoutAnAnchorHasTheGridOfItsInterval() {
    Grid grid = grid(Interval.H1, null);
    assertThat(grid.interval()).isEqualTo(Interval.H1);
    assertThat(grid.floor(Instant.parse("2024-01-01T01:59:59Z"))).isEqualTo("2024-01-01T01:00:00Z");
  }
}
