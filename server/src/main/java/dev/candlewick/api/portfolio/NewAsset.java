package dev.candlewick.api.portfolio;

import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An asset to add.
@Schema(
    examples =
        """
        {"symbol": "BTC", "quantity": "0.5", "average_buy_price": "40000"}
        """)
public record NewAsset(
    @Schema(description = "An instrument by id or ticker: bitcoin, BTC or id:bitcoin")
        String symbol,
    @Schema(description = "Above 0") BigDecimal quantity,
    @Schema(description = "In US dollars, at least 0; 0 for what was given")
        BigDecimal averageBuyPrice) {
  /// A new lot of an asset. The fields of the asset that a GET returns are accepted and ignored,
  /// but for the symbol, which must be the asset's.
  @Schema(
      examples =
          """
          {"quantity": "0.75", "average_buy_price": "41000"}
          """,
      additionalProperties = Schema.True.class)
  public record AssetReplacement(
      @Schema(description = "The asset's own, by any name of it") @Nullable String symbol,
      @Schema(description = "At least 0") BigDecimal quantity,
      @Schema(description = "In US dollars, at least 0") BigDecimal averageBuyPrice) {}

  /// A change of an asset's lot, of one field at least. Null leaves a field as it is; other fields
  /// are as in a replacement.
  @Schema(examples = "{\"quantity\": \"0.75\"}", additionalProperties = Schema.True.class)
  public record AssetChange(
      @Schema(description = "The asset's own, by any name of it") @Nullable String symbol,
      @Schema(description = "At least 0") @Nullable BigDecimal quantity,
      @Schema(description = "In US dollars, at least 0") @Nullable BigDecimal averageBuyPrice) {}
}
