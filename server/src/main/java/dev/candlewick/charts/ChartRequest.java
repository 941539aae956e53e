package dev.candlewick.charts;

import dev.candlewick.market.Instrument;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A market chart to be read or fetched.
///
/// @param name as the request has it; each venue with markets gives it its own meaning
/// @param instrument what the name means as an instrument; null when it means none or several
/// @param currency in capitals
/// @param days above 0, up to now
/// @param from first time wanted of what is stored; null for `days` before the end. A venue is
///   always asked for whole days up to now.
/// @param to last time wanted of what is stored; null for now
public record ChartRequest(
    String name,
    @Nullable Instrument instrument,
    String currency,
    int days,
    @Nullable Instant from,
    @Nullable Instant to) {}
