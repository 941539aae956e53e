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

/// A cache of series as columns of `double`, limited by bytes, with the least used evicted first.
/// It is consistent with the store: a save, in this or another process, removes what it changes.
public final class SeriesCache implements ChangeFeed.Listener {
  private static final int BYTES_PER_CANDLE = 48;
  private static final int BYTES_PER_ENTRY = 200;

  private final CandleStore candles;
  private final ChangeFeed changes;
  private final Cache<Integer, CachedRange> cache;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();

  /// The cached part of a series: every candle that opens in `from <= open < to`.
  private record CachedRange(CandleSeries candles, long from, long to) {
    boolean contains(long start, long end) {
      return from <= start && end <= to;
    }

    int bytes() {
      return BYTES_PER_ENTRY + candles.size() * BYTES_PER_CANDLE;
    }
  }

  /// The statistics of the cache.
  public record Stats(long hits, long misses, long bytes, long series) {}

  public SeriesCache(Database database, CandleStore candles, long maxBytes) {
    this.candles = candles;
    this.changes = database.changeFeed();
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(maxBytes)
            .weigher((Integer id, CachedRange entry) -> entry.bytes())
            .build();
    changes.subscribe(this);
  }

  /// Returns the candles that open in `from <= open < to`, oldest first.
  public CandleSeries series(Series series, Instant from, Instant to) {
    if (!changes.isListening()) return candles.series(series, from, to);
    long start = Grid.micros(from);
    long end = Grid.micros(to);
    CachedRange cached = cache.getIfPresent(series.id());
    if (cached == null || !cached.contains(start, end)) {
      misses.increment();
      cached = cache.asMap().compute(series.id(), (id, old) -> load(series, old, start, end));
    } else {
      hits.increment();
    }
    return cached.candles().between(start, end);
  }

  /// Reads what the cached range lacks on either side, so that pages read from the newest to the
  /// oldest read each candle once.
  private CachedRange load(Series series, @Nullable CachedRange old, long from, long to) {
    if (old == null || to < old.from() || from > old.to()) {
      return new CachedRange(read(series, from, to), from, to);
    }
    CandleSeries candles = old.candles();
    if (from < old.from()) candles = read(series, from, old.from()).followedBy(candles);
    if (to > old.to()) candles = candles.followedBy(read(series, old.to(), to));
    return new CachedRange(candles, Math.min(from, old.from()), Math.max(to, old.to()));
  }

  private CandleSeries read(Series series, long from, long to) {
    return candles.series(series, Grid.instant(from), Grid.instant(to));
  }

  @Override
  public void onChange(String topic, long fromMicros) {
    ChangeFeed.seriesOf(topic)
        .ifPresent(
            id -> cache.asMap().computeIfPresent(id, (key, old) -> truncate(old, fromMicros)));
  }

  private static @Nullable CachedRange truncate(CachedRange old, long from) {
    if (from >= old.to()) return old;
    return from <= old.from()
        ? null
        : new CachedRange(old.candles().between(old.from(), from), old.from(), from);
  }

  @Override
  public void onMissedChanges() {
    cache.invalidateAll();
  }

  public Stats stats() {
    long bytes = cache.policy().eviction().map(e -> e.weightedSize().orElse(0)).orElse(0L);
    return new Stats(hits.sum(), misses.sum(), bytes, cache.estimatedSize());
  }
}
