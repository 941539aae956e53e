package dev.candlewick.store.candle;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Series;
import dev.candlewick.series.CandleSeries;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.Database;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Series kept in memory as columns of `double`, bounded by bytes, the least used go first. It says
/// what the store says: a save, here or in another process, cuts off what it changes.
public final class SeriesCache implements ChangeFeed.Listener {
  private static final int BYTES_PER_CANDLE = 48;
  private static final int BYTES_PER_ENTRY = 200;

  private final CandleStore candles;
  private final ChangeFeed changes;
  private final Cache<Integer, Kept> kept;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  /// What is in memory of a series: everything that opens in `from <= open < to`.
  private record Kept(CandleSeries candles, long from, long to) {
    boolean holds(long start, long end) {
      return from <= start && end <= to;
    }

    int bytes() {
      return BYTES_PER_ENTRY + candles.size() * BYTES_PER_CANDLE;
    }
  }

  /// How the cache does.
  public record Reading(long hits, long misses, long bytes, long series) {}

  public SeriesCache(Database database, CandleStore candles, long mostBytes) {
    this.candles = candles;
    this.changes = database.changes();
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(mostBytes)
            .weigher((Integer id, Kept entry) -> entry.bytes())
            .build();
    changes.subscribe(this);
  }

  /// The candles that open in `from <= open < to`, oldest first.
  public CandleSeries series(Series series, Instant from, Instant to) {
    if (!changes.hearing()) return candles.series(series, from, to);
    long start = Grid.micros(from);
    long end = Grid.micros(to);
    Kept known = kept.getIfPresent(series.id());
    if (known == null || !known.holds(start, end)) {
      misses.increment();
      known = kept.asMap().compute(series.id(), (id, old) -> load(series, old, start, end));
    } else {
      hits.increment();
    }
    return known.candles().between(start, end);
  }

  private Kept load(Series series, @Nullable Kept old, long from, long to) {
    if (old == null || to < old.from() || from > old.to()) {
      return new Kept(read(series, from, to), from, to);
    }
    if (from >= old.from()) {
      if (to <= old.to()) return old;
      return new Kept(old.candles().followedBy(read(series, old.to(), to)), old.from(), to);
    }
    long end = Math.max(to, old.to());
    return new Kept(read(series, from, end), from, end);
  }

  private CandleSeries read(Series series, long from, long to) {
    return candles.series(series, Grid.instant(from), Grid.instant(to));
  }

  @Override
  public void changed(String topic, long fromMicros) {
    if (!topic.startsWith("s")) return;
    int id = Integer.parseInt(topic.substring(1));
    kept.asMap().computeIfPresent(id, (key, old) -> cut(old, fromMicros));
  }

  private static @Nullable Kept cut(Kept old, long from) {
    if (from >= old.to()) return old;
    return from <= old.from()
        ? null
        : new Kept(old.candles().between(old.from(), from), old.from(), from);
  }

  @Override
  public void missed() {
    kept.invalidateAll();
  }

  public Reading reading() {
    long bytes = kept.policy().eviction().map(e -> e.weightedSize().orElse(0)).orElse(0L);
    return new Reading(hits.sum(), misses.sum(), bytes, kept.estimatedSize());
  }
}
