package dev.candlewick.store.candle;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Series;
import dev.candlewick.store.Times;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Replaces stored candles by the venue's newer values, and stores the old values.
final class CandleCorrections {
  private static final String SAVE_OLD =
      "insert into candle_correction (series_id, created_at, %1$s)".formatted(CandleRows.COLUMNS)
          + " select series_id, created_at, %1$s from candle_row".formatted(CandleRows.COLUMNS)
          + " where series_id = :series and open_time = :open_time";
  private static final String REPLACE =
      "update candle_row set close_time = :close_time, trades = :trades, open = :open, high = :high,"
          + " low = :low, close = :close, volume = :volume, quote_volume = :quote_volume,"
          + " taker_base_volume = :taker_base, taker_quote_volume = :taker_quote"
          + " where series_id = :series and open_time = :open_time";

  private CandleCorrections() {}

  static void record(Handle handle, int seriesId, CandleBatch batch, BitSet changed) {
    PreparedBatch saveOld = handle.prepareBatch(SAVE_OLD);
    PreparedBatch replace = handle.prepareBatch(REPLACE);
    changed.stream()
        .mapToObj(batch::candle)
        .forEach(candle -> {
          saveOld.bind("series", seriesId).bind("open_time", Times.utc(candle.openTime())).add();
          bind(replace.bind("series", seriesId), candle).add();
        });
    saveOld.execute();
    replace.execute();
  }

  /// Returns a line of text for each corrected candle, with its changes.
  static List<String> describe(
      Series series, CandleBatch batch, CandleBatch stored, BitSet changed) {
    List<String> lines = new ArrayList<>();
    int at = 0;
    for (int row = changed.nextSetBit(0); row >= 0; row = changed.nextSetBit(row + 1)) {
      while (stored.openMicros(at) < batch.openMicros(row)) at++;
      lines.add(
          "%s %s %s candle opened %s was corrected:%s"
              .formatted(
                  series.provider(),
                  series.symbol(),
                  series.interval(),
                  batch.openTime(row),
                  describeChanges(stored.candle(at), batch.candle(row))));
    }
    return lines;
  }

  private static String describeChanges(Candle old, Candle now) {
    StringBuilder text = new StringBuilder();
    appendChange(text, "open", old.open(), now.open());
    appendChange(text, "high", old.high(), now.high());
    appendChange(text, "low", old.low(), now.low());
    appendChange(text, "close", old.close(), now.close());
    appendChange(text, "volume", old.volume(), now.volume());
    appendChange(text, "quote volume", old.quoteVolume(), now.quoteVolume());
    appendChange(text, "taker base volume", old.takerBaseVolume(), now.takerBaseVolume());
    appendChange(text, "taker quote volume", old.takerQuoteVolume(), now.takerQuoteVolume());
    if (old.trades() != now.trades()) {
      text.append(" trades %d to %d".formatted(old.trades(), now.trades()));
    }
    if (!old.closeTime().equals(now.closeTime())) {
      text.append(" close time %s to %s".formatted(old.closeTime(), now.closeTime()));
    }
    return text.toString();
  }

  private static void appendChange(
      StringBuilder text, String field, @Nullable BigDecimal old, @Nullable BigDecimal now) {
    if ((old != null || now != null) && !same(old, now))
      text.append(" %s %s to %s".formatted(field, plain(old), plain(now)));
  }

  private static boolean same(@Nullable BigDecimal old, @Nullable BigDecimal now) {
    return old != null && now != null && old.compareTo(now) == 0;
  }

  private static String plain(@Nullable BigDecimal value) {
    return value == null ? "none" : value.toPlainString();
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
