package dev.candlewick.api.journal;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.candlewick.api.http.DecimalText;
import dev.candlewick.journal.OpenPositions;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Open positions at the newest prices, as a stream publishes them.
///
/// @param positions the newest first
/// @param unrealizedPnl for each quote, of the positions that have a price; null when none has one
/// @param openPositions their number
/// @param leftOut the number of the oldest that are neither listed nor in the totals
public record OpenPositionsView(
    List<Priced> positions,
    Map<String, @Nullable String> unrealizedPnl,
    long openPositions,
    long leftOut) {
  /// One of them at a price in its own quote.
  ///
  /// @param reason why there is no price
  public record Priced(
      @JsonUnwrapped PositionView position,
      @DecimalText @Nullable String price,
      @Nullable Instant priceTime,
      @DecimalText @Nullable String unrealizedPnl,
      @Nullable String reason) {
    public static Priced of(OpenPositions.Priced one) {
      return new Priced(
          PositionView.of(one.position()),
          text(one.price()),
          one.priceTime(),
          text(one.unrealizedPnl()),
          one.reason());
    }
  }

  public static OpenPositionsView of(OpenPositions open) {
    Map<String, @Nullable String> totals = new TreeMap<>();
    open.unrealizedPnl().forEach((quote, total) -> totals.put(quote, text(total)));
    return new OpenPositionsView(
        open.positions().stream().map(Priced::of).toList(),
        Collections.unmodifiableMap(totals),
        open.count(),
        open.leftOut());
  }

  private static @Nullable String text(@Nullable BigDecimal value) {
    return value == null ? null : PositionView.text(value);
  }
}
