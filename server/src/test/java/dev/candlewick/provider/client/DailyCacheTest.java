package dev.candlewick.provider.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.testing.SteppingClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Proves that `DailyCache` fetches once a day, and that the last value remains while there is no
/// new one.
class DailyCacheTest {
  private final SteppingClock clock = new SteppingClock(Instant.parse("2025-03-05T12:00:00Z"));
  private final DailyCache<Integer> cache = new DailyCache<>(clock::nanos, this::fetch);
  private int fetches;
  private boolean failing;

  private Integer fetch() {
    fetches++;
    if (failing) throw new ProviderException("test", Kind.UNAVAILABLE, "is away");
    return fetches;
  }

  @Test
  void aValueIsCachedForADay() {
    assertThat(cache.get()).contains(1);
    clock.advance(Duration.ofHours(24).minusNanos(1));
    assertThat(cache.get()).contains(1);
    clock.advance(Duration.ofNanos(1));
    assertThat(cache.get()).contains(2);
  }

  @Test
  void theLastValueRemainsWhileAFetchFails() {
    assertThat(cache.get()).contains(1);
    failing = true;
    clock.advance(Duration.ofDays(1));
    assertThat(cache.get()).contains(1);
    assertThat(cache.get()).contains(1);
    assertThat(fetches).as("no further request within a minute").isEqualTo(2);
    failing = false;
    clock.advance(Duration.ofMinutes(1));
    assertThat(cache.get()).contains(3);
  }

  @Test
  void theCacheIsEmptyUntilTheFirstFetchSucceeds() {
    failing = true;
    assertThat(cache.get()).isEmpty();
    failing = false;
    clock.advance(Duration.ofMinutes(1));
    assertThat(cache.get()).contains(2);
  }
}
