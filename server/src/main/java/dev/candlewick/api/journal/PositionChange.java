package dev.candlewick.api.journal;

import dev.candlewick.market.Print.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A change of a position, of one field at least. Null leaves a field as it is.
@Schema(examples = "{\"quantity\": \"0.75\"}")
public record PositionChange(
    @Schema(description = "BASE/QUOTE, like BTC/USDT", minLength = 3, maxLength = 20)
        @Nullable String symbol,
    @Schema(description = "Above 0") @Nullable BigDecimal entryPrice,
    @Schema(description = "Above 0") @Nullable BigDecimal quantity,
    @Nullable Side tradeType,
    @Schema(description = "The time of the trade") @Nullable Instant openedAt,
    @Schema(description = "At least 0; only of a closed position") @Nullable BigDecimal exitPrice,
    @Schema(description = "Only of a closed position; not before it was opened")
        @Nullable Instant closedAt,
    @Schema(description = "Plain text", maxLength = 10_000) @Nullable String notes,
    @Schema(description = "Words to find and group positions by", maxItems = 20)
        @Nullable List<String> tags) {
  /// The price a position is closed at.
  @Schema(examples = "{\"exit_price\": \"55000\"}")
  public record PositionClose(
      @Schema(description = "At least 0") BigDecimal exitPrice,
      @Schema(description = "The time of the trade; now without it") @Nullable Instant closedAt) {}
}
