package dev.candlewick.overview;

import dev.candlewick.market.Grid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// A cache of the values of buckets of time, such as the sums of each hour, by the number of a
/// series or an instrument. Buckets begin at the epoch and are named by their start in microseconds
/// since 1970. A range of time costs only those of its buckets that are not cached, and the parts
/// of buckets at its ends. Thread-safe, and bounded by the count of numbers.
final class BucketCache<V> {
  private static final int MAX_KEYS = 5_000;

  private final long length;
  private final long settling;
  private final Map<Long, NavigableMap<Long, Bucket<V>>> cache = new ConcurrentHashMap<>();

  /// @param value null for a bucket without data
  private record Bucket<V>(@Nullable V value) {}

  /// A stretch of time in microseconds since 1970, `from <= time < to`.
  record Stretch(long from, long to) {
    Instant start() {
      return Grid.instant(from);
    }

    Instant end() {
      return Grid.instant(to);
    }
  }

  /// Creates an empty cache.
  ///
  /// @param settling how long before the end of a range a bucket must have ended to be cached
  BucketCache(Duration bucket, Duration settling) {
    this.length = bucket.toNanos() / 1000;
    this.settling = settling.toNanos() / 1000;
  }

  private long floor(long micros) {
    return Math.floorDiv(micros, length) * length;
  }

  /// Returns the stretches of a range that are not cached: whole buckets, and the parts of buckets
  /// at the ends of the range. Neighbours are one stretch.
  List<Stretch> missing(long key, Stretch range) {
    List<Stretch> missing = new ArrayList<>();
    for (Stretch part : missingParts(key, range)) {
      boolean follows = !missing.isEmpty() && missing.getLast().to() == part.from();
      long from = follows ? missing.removeLast().from() : part.from();
      missing.add(new Stretch(from, part.to()));
    }
    return missing;
  }

  /// Returns the same with one stretch for each bucket.
  List<Stretch> missingParts(long key, Stretch range) {
    NavigableMap<Long, Bucket<V>> cached = cache.getOrDefault(key, new TreeMap<>());
    List<Stretch> missing = new ArrayList<>();
    for (long start = floor(range.from()); start < range.to(); start += length) {
      if (isCacheable(start, range) && cached.containsKey(start)) continue;
      missing.add(new Stretch(Math.max(start, range.from()), Math.min(start + length, range.to())));
    }
    return missing;
  }

  private boolean isCacheable(long start, Stretch range) {
    return range.from() <= start && start + length + settling <= range.to();
  }

  /// Returns the values of a range by bucket, from what is cached and what was read of the missing
  /// stretches, and caches those of whole buckets.
  ///
  /// @param read by bucket; a bucket without data is absent
  /// @param isValid returns false when what was read may be out of date by now
  NavigableMap<Long, V> complete(
      long key, Stretch range, Map<Long, V> read, BooleanSupplier isValid) {
    NavigableMap<Long, Bucket<V>> cached = cache.getOrDefault(key, new TreeMap<>());
    NavigableMap<Long, Bucket<V>> whole = new TreeMap<>();
    NavigableMap<Long, V> values = new TreeMap<>();
    for (long start = floor(range.from()); start < range.to(); start += length) {
      Bucket<V> known = isCacheable(start, range) ? cached.get(start) : null;
      Bucket<V> bucket = known == null ? new Bucket<>(read.get(start)) : known;
      if (isCacheable(start, range)) whole.put(start, bucket);
      V value = bucket.value();
      if (value != null) values.put(start, value);
    }
    put(key, whole, isValid);
    return values;
  }

  private void put(long key, NavigableMap<Long, Bucket<V>> whole, BooleanSupplier isValid) {
    if (cache.size() >= MAX_KEYS && !cache.containsKey(key)) cache.clear();
    cache.compute(key, (same, old) -> isValid.getAsBoolean() ? whole : null);
  }

  /// Removes the buckets of a number from the one of this time on.
  void removeFrom(long key, long micros) {
    cache.computeIfPresent(
        key, (same, old) -> micros < 0 ? null : new TreeMap<>(old.headMap(floor(micros), false)));
  }

  void clear() {
    cache.clear();
  }
}
