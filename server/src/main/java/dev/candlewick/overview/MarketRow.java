package dev.candlewick.overview;

import dev.candlewick.market.Instrument;
import dev.candlewick.market.Symbol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A market with its newest figures.
///
/// @param name as in topics of the stream: `BTCUSDT@binance`
/// @param instrument of its base; null where its ticker identifies none
/// @param simulated whether its prices are made up
/// @param followed whether the server keeps a series of it current
/// @param topic of the stream, whose updates change this row; null when there is none
/// @param last null when no price is known
/// @param lastMissingReason why `last` is null; else null
/// @param expectedSeconds between two updates of the price; null when none are expected
/// @param sparkline the closes of each four hours of the last seven days, oldest first and the
///   running ones last; null where nothing is stored
public record MarketRow(
    String name,
    String provider,
    Symbol symbol,
    @Nullable Instrument instrument,
    boolean simulated,
    boolean followed,
    @Nullable String topic,
    @Nullable NewestPrice last,
    @Nullable String lastMissingReason,
    @Nullable Long expectedSeconds,
    DayFigures day,
    List<@Nullable Double> sparkline,
    StoredCandles candles) {}
