package dev.candlewick.api.journal;

import dev.candlewick.market.Print.Side;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A change of an open position, of one field at least. Null leaves a field as it is.
@Schema(examples = "{\"quantity\": \"0.75\"}")
public record PositionChange(
    @Schema(description = "BASE/QUOTE, like BTC/USDT", minLength = 3, maxLength = 20)
        @Nullable String symbol,
    @Schema(description = "Above 0") @Nullable BigDecimal entryPrice,
    @Schema(description = "Above 0") @Nullable BigDecimal quantity,
    @Nullable Side tradeType) {
  /// The price a position is closed at.
  @Schema(examples = "{\"exit_price\": \"55000\"}")
  public record PositionClose(@Schema(description = "At least 0") BigDecimal exitPrice) {}
}
