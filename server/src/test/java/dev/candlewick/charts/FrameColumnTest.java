package dev.candlewick.charts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves which texts name a column of a frame.
class FrameColumnTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "open",
        "high",
        "low",
        "close",
        "volume",
        "quote_volume",
        "trades",
        "pct_change",
        "rolling_mean(2)",
        "ema(1000)",
        "volatility(20)"
      })
  void everyFormIsAColumnOfItsOwnName(String text) {
    assertThat(FrameColumn.parse(text)).map(FrameColumn::text).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Close",
        "price",
        "ema",
        "ema()",
        "ema(1)",
        "ema(1001)",
        "ema(99999999999)",
        "ema(-5)",
        "ema(5.0)",
        "ema(5",
        "ema(5))",
        "sma(5)",
        "pct_change(5)",
        "close(5)",
        "ema( 5 )",
        "ema(\u0665)"
      })
  void noOtherTextIs(String text) {
    assertThat(FrameColumn.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ema(050)", "ema(0050)"})
  void oneWindowIsOneColumn(String text) {
    assertThat(FrameColumn.parse(text)).isEqualTo(FrameColumn.parse("ema(50)"));
  }
}
