package dev.candlewick.api.market;

import dev.candlewick.market.Interval;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A candle in a request.
///
/// @param closeTime after the open time
/// @param trades the number of trades in the candle
/// @param quoteVolume null where it is not known, as the two after it
@Schema(
    examples =
        """
        {"symbol": "BTCUSDT", "interval": "15m", "open_time": "2021-01-01T00:00:00Z",
         "open": "29000.0", "high": "29100.0", "low": "28900.0", "close": "29050.0",
         "volume": "123.45", "close_time": "2021-01-01T00:15:00Z", "trades": 100}
        """)
public record NewCandle(
    @Schema(description = "A market by any spelling: BTCUSDT, BTC/USDT, BTC-USDT") String symbol,
    Interval interval,
    Instant openTime,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    BigDecimal volume,
    Instant closeTime,
    @Schema(minimum = "0") int trades,
    @Nullable BigDecimal quoteVolume,
    @Nullable BigDecimal takerBaseVolume,
    @Nullable BigDecimal takerQuoteVolume) {
  /// The body of a request: one candle or an array of them.
  @Schema(anyOf = {NewCandle.class, NewCandle[].class})
  public interface CandlePost {}

  /// The response to either.
  @Schema(anyOf = {CandlePosts.PostedCandle.class, CandlePosts.PostedCandles.class})
  public interface CandlePostResult {}
}
