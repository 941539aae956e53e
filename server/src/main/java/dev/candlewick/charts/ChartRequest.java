package dev.candlewick.charts;

import dev.candlewick.market.Instrument;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A request for a market chart, to be read or fetched.
///
/// @param name as the client wrote it; each venue with markets resolves it itself
/// @param instrument the instrument that the name means; null when it means none or several
/// @param currency in capitals
/// @param days above 0, up to now
/// @param from first time of the stored data to return; null for `days` before the end. A request
///   to a venue is always for whole days up to now.
/// @param to last time of the stored data to return; null for now
public record ChartRequest(
    String name,
    @Nullable Instrument instrument,
    String currency,
    int days,
    @Nullable Instant from,
    @Nullable Instant to) {}
