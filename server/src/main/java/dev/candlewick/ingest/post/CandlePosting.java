package dev.candlewick.ingest.post;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.PostedCandleStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Stores the candles of a client: new ones are added, stored ones are left as they are, and of two
/// with the same key in one request the first counts.
public final class CandlePosting {
  private final PostedCandleStore store;

  public CandlePosting(PostedCandleStore store) {
    this.store = store;
  }

  private record Key(Symbol symbol, Interval interval) {}

  /// Stores all candles or none.
  ///
  /// @return the count of those that were not stored before
  /// @throws PostedCandleStore.OffGridException for `3d` candles off the grid of their series,
  ///   which only the store knows
  public long save(List<SubmittedCandle> posted) {
    Map<Key, TreeMap<Instant, Candle>> groups = new LinkedHashMap<>();
    Map<String, Symbol> symbols = new HashMap<>();
    for (SubmittedCandle one : posted) {
      Symbol symbol = symbols.computeIfAbsent(one.symbol().joined(), _ -> one.symbol());
      groups
          .computeIfAbsent(new Key(symbol, one.interval()), key -> new TreeMap<>())
          .putIfAbsent(one.candle().openTime(), one.candle());
    }
    return store.save(
        groups.entrySet().stream()
            .map(group -> posting(group.getKey(), CandleBatch.of(group.getValue().values())))
            .toList());
  }

  private static PostedCandleStore.Posting posting(Key key, CandleBatch batch) {
    return new PostedCandleStore.Posting(key.symbol(), key.interval(), batch);
  }

  /// What is wrong with an open time, as it follows the field's name; null when nothing is. The
  /// grid of a `3d` series is not known before its first candle.
  public static @Nullable String openTimeFault(Interval interval, Instant open) {
    if (open.isBefore(CandleStore.MIN_OPEN_TIME) || !open.isBefore(CandleStore.OPEN_TIME_END)) {
      return "must be from " + CandleStore.MIN_OPEN_TIME + " to " + CandleStore.OPEN_TIME_END;
    }
    if (interval == Interval.D3) {
      return open.equals(open.truncatedTo(ChronoUnit.SECONDS)) ? null : "must be a whole second";
    }
    Grid grid = Grid.of(interval);
    return grid.isAligned(open) ? null : offGrid(interval, grid.floor(open));
  }

  /// The fault of an open time off the grid.
  ///
  /// @param before the last open time of the grid before it
  public static String offGrid(Interval interval, Instant before) {
    return "is no open time of a %s candle; the last before it is %s"
        .formatted(interval.code(), before);
  }
}
