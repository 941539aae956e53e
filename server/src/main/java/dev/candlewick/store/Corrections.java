package dev.candlewick.store;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import java.util.BitSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/// Replaces stored candles by what the venue says now, and keeps what they said before.
final class Corrections {
  private static final String KEEP_OLD =
      "insert into candle_correction (series_id, created_at, %1$s)".formatted(CandleRows.COLUMNS)
          + " select series_id, created_at, %1$s from candle_row".formatted(CandleRows.COLUMNS)
          + " where series_id = :series and open_time = :open_time";
  private static final String REPLACE =
      "update candle_row set close_time = :close_time, trades = :trades, open = :open, high = :high,"
          + " low = :low, close = :close, volume = :volume, quote_volume = :quote_volume,"
          + " taker_base_volume = :taker_base, taker_quote_volume = :taker_quote"
          + " where series_id = :series and open_time = :open_time";

  private Corrections() {}

  static void record(Handle handle, int seriesId, CandleBatch batch, BitSet changed) {
    PreparedBatch keep = handle.prepareBatch(KEEP_OLD);
    PreparedBatch replace = handle.prepareBatch(REPLACE);
    changed.stream()
        .mapToObj(batch::candle)
        .forEach(candle -> {
          keep.bind("series", seriesId).bind("open_time", Times.utc(candle.openTime())).add();
          bind(replace.bind("series", seriesId), candle).add();
        });
    keep.execute();
    replace.execute();
  }

  private static PreparedBatch bind(PreparedBatch statement, Candle candle) {
    return statement
        .bind("open_time", Times.utc(candle.openTime()))
        .bind("close_time", Times.utc(candle.closeTime()))
        .bind("trades", candle.trades())
        .bind("open", candle.open())
        .bind("high", candle.high())
        .bind("low", candle.low())
        .bind("close", candle.close())
        .bind("volume", candle.volume())
        .bind("quote_volume", candle.quoteVolume())
        .bind("taker_base", candle.takerBaseVolume())
        .bind("taker_quote", candle.takerQuoteVolume());
  }
}
