package dev.candlewick.market;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A trade as a market printed it.
///
/// @param price in the quote currency, above 0
/// @param qty in the base currency, above 0
/// @param tradeId the venue's id; null for a print that was posted without one
public record Print(
    Symbol symbol, BigDecimal price, BigDecimal qty, Instant time, @Nullable String tradeId) {}
