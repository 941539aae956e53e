package dev.candlewick.api.market;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Interval;
import dev.candlewick.store.candle.CandlePageStore.Row;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A candle as document 004 shows it, with its source.
public record CandleView(
    long id,
    String symbol,
    Interval interval,
    Instant openTime,
    BigDecimal open,
    BigDecimal high,
    BigDecimal low,
    BigDecimal close,
    BigDecimal volume,
    Instant closeTime,
    int trades,
    @Nullable BigDecimal quoteVolume,
    @Nullable BigDecimal takerBaseVolume,
    @Nullable BigDecimal takerQuoteVolume,
    Instant createdAt,
    String provider) {

  static CandleView of(Row row) {
    Candle candle = row.candle();
    return new CandleView(
        row.id(),
        row.symbol(),
        row.interval(),
        candle.openTime(),
        candle.open(),
        candle.high(),
        candle.low(),
        candle.close(),
        candle.volume(),
        candle.closeTime(),
        candle.trades(),
        candle.quoteVolume(),
        candle.takerBaseVolume(),
        candle.takerQuoteVolume(),
        row.createdAt(),
        row.provider());
  }
}
