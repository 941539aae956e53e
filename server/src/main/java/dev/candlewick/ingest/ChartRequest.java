package dev.candlewick.ingest;

import dev.candlewick.market.Instrument;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A market chart that somebody wants.
///
/// @param base ticker in capitals
/// @param instrument null when no venue's list knows the ticker
/// @param currency in capitals
/// @param days above 0, up to now
/// @param from first time wanted of what is stored; null for `days` before the end. A venue is
///   always asked for whole days up to now.
/// @param to last time wanted of what is stored; null for now
public record ChartRequest(
    String base,
    @Nullable Instrument instrument,
    String currency,
    int days,
    @Nullable Instant from,
    @Nullable Instant to) {}
