package dev.candlewick.api.market;

import dev.candlewick.market.Interval;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A backfill in a request: every symbol at every interval. At least one of each is required.
///
/// @param symbol one symbol, as well as `symbols`
/// @param provider null: binance
/// @param from null: the first open time there can be
/// @param to null: now
/// @param follow null: false
@Schema(
    examples =
        """
        {"symbol": "BTCUSDT", "interval": "1h", "provider": "binance", "from": "2018-01-01"}
        """)
public record NewBackfill(
    @Schema(description = "A market of the venue; or several in symbols") @Nullable String symbol,
    @Nullable List<String> symbols,
    @Schema(description = "Length of a candle; or several in intervals")
        @Nullable Interval interval,
    @Nullable List<Interval> intervals,
    @Schema(description = "The venue; binance by default") @Nullable String provider,
    @Schema(description = "First time; a date or a time") @Nullable String from,
    @Schema(description = "End of the range, exclusive; a date or a time; now by default")
        @Nullable String to,
    @Schema(description = "Whether to keep the series current afterwards; false by default")
        @Nullable Boolean follow) {}
