package dev.candlewick.ingest.post;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;

/// A candle of a client, with the market and interval it belongs to.
public record SubmittedCandle(Symbol symbol, Interval interval, Candle candle) {}
