package dev.candlewick.api.journal;

import dev.candlewick.market.Print.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A position to open.
@Schema(
    examples =
        """
        {"symbol": "BTC/USDT", "entry_price": "50000", "quantity": "0.5", "trade_type": "BUY"}
        """)
public record NewPosition(
    @Schema(description = "BASE/QUOTE, like BTC/USDT", minLength = 3, maxLength = 20) String symbol,
    @Schema(description = "Above 0") BigDecimal entryPrice,
    @Schema(description = "Above 0") BigDecimal quantity,
    Side tradeType,
    @Schema(description = "The time of the trade; now without it") @Nullable Instant openedAt,
    @Schema(description = "Plain text", maxLength = 10_000) @Nullable String notes,
    @Schema(description = "Words to find and group positions by", maxItems = 20)
        @Nullable List<String> tags) {}
