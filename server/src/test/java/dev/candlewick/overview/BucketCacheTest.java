package dev.candlewick.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.overview.BucketCache.Stretch;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Buckets of ten microseconds: what is read again, and what is not.
class BucketCacheTest {
  private static final Duration TEN = Duration.ofNanos(10_000);

  private final BucketCache<String> cache = new BucketCache<>(TEN, Duration.ZERO);

  private Map<Long, String> complete(Stretch range, Map<Long, String> read) {
    return cache.complete(1, range, read, () -> true);
  }

  @Test
  void wholeBucketsAreReadOnceAndTheEndsAlways() {
    Stretch range = new Stretch(5, 47);
    assertThat(cache.missing(1, range)).containsExactly(range);
    assertThat(complete(range, Map.of(0L, "a", 10L, "b", 20L, "c", 40L, "e")))
        .containsExactly(
            Map.entry(0L, "a"), Map.entry(10L, "b"), Map.entry(20L, "c"), Map.entry(40L, "e"));
    assertThat(cache.missing(1, range)).containsExactly(new Stretch(5, 10), new Stretch(40, 47));
    assertThat(complete(range, Map.of(40L, "f")))
        .containsExactly(Map.entry(10L, "b"), Map.entry(20L, "c"), Map.entry(40L, "f"));
    assertThat(cache.missing(2, range)).containsExactly(range);
  }

  @Test
  void aLaterRangeReadsTheNewBuckets() {
    complete(new Stretch(0, 30), Map.of());
    assertThat(cache.missing(1, new Stretch(10, 50))).containsExactly(new Stretch(30, 50));
    assertThat(cache.missingParts(1, new Stretch(10, 50)))
        .containsExactly(new Stretch(30, 40), new Stretch(40, 50));
  }

  @Test
  void aChangeRemovesTheBucketsFromItsTimeOn() {
    complete(new Stretch(0, 40), Map.of(0L, "a"));
    cache.removeFrom(1, 25);
    assertThat(cache.missing(1, new Stretch(0, 40))).containsExactly(new Stretch(20, 40));
    cache.removeFrom(1, Long.MIN_VALUE);
    assertThat(cache.missing(1, new Stretch(0, 40))).containsExactly(new Stretch(0, 40));
  }

  @Test
  void whatMayBeOutOfDateIsNotKept() {
    Stretch range = new Stretch(0, 20);
    assertThat(cache.complete(1, range, Map.of(0L, "a"), () -> false)).containsValue("a");
    assertThat(cache.missing(1, range)).containsExactly(range);
  }

  @Test
  void aBucketThatHasJustEndedIsNotKept() {
    BucketCache<String> settling = new BucketCache<>(TEN, Duration.ofNanos(5_000));
    Stretch range = new Stretch(0, 34);
    settling.complete(1, range, Map.of(), () -> true);
    assertThat(settling.missing(1, range)).containsExactly(new Stretch(20, 34));
  }
}
