package dev.candlewick.api.journal;

import dev.candlewick.market.Print.Side;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

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
    Side tradeType) {}
