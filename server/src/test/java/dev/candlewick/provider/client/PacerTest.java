package dev.candlewick.provider.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Proves that a venue receives a burst of requests and then no more than the pace permits.
class PacerTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 2 * SECOND);
  private final Pacer pacer = new Pacer(new Pace(3, Duration.ofSeconds(1)), now::get);

  @Test
  void aBurstIsSentAtOnceAndTheRestInTurn() {
    assertThat(turns(6)).containsExactly(0, 0, 0, SECOND, 2 * SECOND, 3 * SECOND);
  }

  @Test
  void aRestEarnsTheBurstAgainAndNoMore() {
    turns(3);
    now.addAndGet(100 * SECOND);
    assertThat(turns(4)).containsExactly(0, 0, 0, SECOND);
  }

  @Test
  void aCallerThatWaitsEachTimeWaitsForTheSpacing() {
    turns(3);
    long[] waits =
        IntStream.range(0, 5)
            .mapToLong(i -> {
              long wait = pacer.reserve();
              now.addAndGet(wait);
              return wait;
            })
            .toArray();
    assertThat(waits).containsOnly(SECOND);
  }

  @Test
  void withoutSpacingNoCallerWaits() {
    Pacer free = new Pacer(Pace.NONE, now::get);
    assertThat(LongStream.generate(free::reserve).limit(1000).sum()).isZero();
  }

  private long[] turns(int count) {
    return LongStream.generate(pacer::reserve).limit(count).toArray();
  }
}
