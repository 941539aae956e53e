package dev.candlewick.benchmarks;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.CandleBatch.Column;
import dev.candlewick.market.DecimalColumn;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Generated 1-minute candles in the form of Binance's BTCUSDT: all decimals written with eight
/// places, prices in steps of 0.01, volumes in steps of 0.00001, quote volumes to the last place.
/// The same seed yields the same candles.
final class Market {
  static final Instant FROM = Instant.parse("2022-03-01T00:00:00Z");

  private static final long MINUTE = 60_000_000L;
  private static final int PLACES = 8;
  private static final long CENT = 1_000_000L;
  private static final long LOT = 1_000L;

  private final SplittableRandom random = new SplittableRandom(42);
  private long cents = 4_300_000;

  private Market() {}

  static CandleBatch candles(int count) {
    return candles(Grid.of(Interval.M1), FROM, count);
  }

  /// The same of another interval, from another time on.
  static CandleBatch candles(Grid grid, Instant from, int count) {
    Market market = new Market();
    CandleBatch.Builder builder = new CandleBatch.Builder(count);
    long length = grid.interval().length().toNanos() / 1000;
    long open = Grid.micros(from);
    for (int row = 0; row < count; row++) market.add(builder, open + row * length, length);
    return builder.build();
  }

  /// Splits a batch into batches of `size`.
  static List<CandleBatch> cut(CandleBatch candles, int size) {
    List<CandleBatch> batches = new ArrayList<>();
    for (int from = 0; from < candles.size(); from += size) {
      batches.add(candles.slice(from, Math.min(from + size, candles.size())));
    }
    return batches;
  }

  static Instant end(CandleBatch candles) {
    return Grid.instant(candles.openMicros(candles.size() - 1) + MINUTE);
  }

  /// Returns the candles as Binance writes a page of klines.
  static byte[] page(CandleBatch candles) {
    StringBuilder json = new StringBuilder(candles.size() * 180).append('[');
    for (int row = 0; row < candles.size(); row++) {
      json.append(row == 0 ? "[" : ",[").append(candles.openMicros(row) / 1000);
      for (Column column : List.of(Column.OPEN, Column.HIGH, Column.LOW, Column.CLOSE)) {
        text(json, candles.column(column), row);
      }
      text(json, candles.column(Column.VOLUME), row);
      json.append(',').append(candles.closeMicros(row) / 1000);
      text(json, candles.column(Column.QUOTE_VOLUME), row);
      json.append(',').append(candles.trades(row));
      text(json, candles.column(Column.TAKER_BASE_VOLUME), row);
      text(json, candles.column(Column.TAKER_QUOTE_VOLUME), row);
      json.append(",\"0\"]");
    }
    return json.append(']').toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void text(StringBuilder json, DecimalColumn column, int row) {
    json.append(",\"").append(column.require(row).toPlainString()).append('"');
  }

  private void add(CandleBatch.Builder builder, long openTime, long length) {
    long open = cents;
    long close = Math.max(100_000, open + random.nextLong(-3000, 3001));
    long high = Math.max(open, close) + random.nextLong(2000);
    long low = Math.min(open, close) - random.nextLong(2000);
    long lots = random.nextLong(100_000, 9_000_000);
    long takers = lots * random.nextLong(30, 70) / 100;
    builder.beginRow(openTime, openTime + length - 1000, random.nextInt(200, 4000));
    decimal(builder, Column.OPEN, open * CENT);
    decimal(builder, Column.HIGH, high * CENT);
    decimal(builder, Column.LOW, low * CENT);
    decimal(builder, Column.CLOSE, close * CENT);
    decimal(builder, Column.VOLUME, lots * LOT);
    decimal(builder, Column.QUOTE_VOLUME, lots * (open + close) / 2 * 10 + random.nextLong(10));
    decimal(builder, Column.TAKER_BASE_VOLUME, takers * LOT);
    decimal(builder, Column.TAKER_QUOTE_VOLUME, takers * (open + close) / 2 * 10);
    cents = close;
  }

  private static void decimal(CandleBatch.Builder builder, Column column, long digits) {
    builder.column(column).add(digits, PLACES);
  }
}
