package dev.candlewick.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Proves how long messages are said to be under way.
class FeedLatencyTest {
  private static final Instant NOON = Instant.parse("2026-03-12T12:00:00Z");

  private final FeedLatency latency = new FeedLatency();

  private void arrive(long millis) {
    latency.record(NOON, NOON.plusMillis(millis), Duration.ZERO);
  }

  @Test
  void nothingIsKnownBeforeTheFirstMessage() {
    assertThat(latency.median()).isNull();
  }

  @Test
  void oneSlowMessageDoesNotChangeTheFigure() {
    for (long millis : new long[] {38, 41, 9000, 36, 39}) arrive(millis);
    assertThat(latency.median()).isEqualTo(Duration.ofMillis(39));
  }

  @Test
  void onlyTheNewestMessagesCount() {
    for (int i = 0; i < 200; i++) arrive(500);
    for (int i = 0; i < 101; i++) arrive(20);
    assertThat(latency.median()).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void theDifferenceOfTheClocksIsTakenOff() {
    Instant event = NOON.plusSeconds(5);
    latency.record(event, NOON.plusMillis(40), Duration.ofSeconds(5));
    assertThat(latency.median()).isEqualTo(Duration.ofMillis(40));
  }

  @Test
  void aMessageIsNeverEarlierThanItsEvent() {
    arrive(-250);
    assertThat(latency.median()).isZero();
  }

  @Test
  void aNewConnectionBeginsAnew() {
    arrive(70);
    latency.clear();
    assertThat(latency.median()).isNull();
  }
}
