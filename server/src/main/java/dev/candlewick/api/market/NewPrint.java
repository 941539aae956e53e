package dev.candlewick.api.market;

import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A market print in a request.
///
/// @param qty required, unless it is given as `volume`
/// @param volume another name of `qty`
@Schema(
    examples =
        """
        {"symbol": "BTCUSDT", "price": "68000.0", "qty": "0.01",
         "timestamp": "2025-01-01T00:00:00Z"}
        """)
public record NewPrint(
    @Schema(description = "A market by any spelling: BTCUSDT, BTC/USDT, BTC-USDT") String symbol,
    @Schema(description = "Above 0") BigDecimal price,
    @Schema(description = "Above 0; required unless it is given as volume")
        @Nullable BigDecimal qty,
    @Schema(description = "Another name of qty") @Nullable BigDecimal volume,
    Instant timestamp) {}
