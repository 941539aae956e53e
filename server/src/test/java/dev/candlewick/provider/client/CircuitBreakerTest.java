package dev.candlewick.provider.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.VenueHealth.State;
import dev.candlewick.testing.SteppingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Proves the three states of the circuit breaker and each transition between them.
class CircuitBreakerTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final SteppingClock clock = new SteppingClock(START);
  private final CircuitBreaker circuit = new CircuitBreaker("venue", clock);

  private ProviderException run(Kind kind) {
    return failure(() -> {
      throw new ProviderException("venue", kind, "fails");
    });
  }

  private ProviderException failure(Supplier<Object> work) {
    return catchThrowableOfType(ProviderException.class, () -> circuit.run(work));
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(run(Kind.UNAVAILABLE).kind()).isEqualTo(Kind.UNAVAILABLE);
    }
  }

  private void requireOpenUntil(Instant retryAt) {
    ProviderException rejected = run(Kind.UNAVAILABLE);
    assertThat(rejected.kind()).isEqualTo(Kind.CIRCUIT_OPEN);
    assertThat(rejected.retryAt()).isEqualTo(retryAt);
    assertThat(circuit.status())
        .isEqualTo(new CircuitBreaker.Status(State.OPEN, retryAt, "venue: fails"));
  }

  private void requireClosed() {
    assertThat(circuit.status().state()).isEqualTo(State.CLOSED);
    assertThat(circuit.status().retryAt()).isNull();
  }

  @Test
  void fiveConsecutiveFailuresOpenTheCircuitForThirtySeconds() {
    fail(4);
    requireClosed();
    fail(1);
    requireOpenUntil(START.plusSeconds(30));
    clock.advance(Duration.ofMillis(29_999));
    requireOpenUntil(START.plusSeconds(30));
    clock.advance(Duration.ofMillis(1));
    assertThat(circuit.status().state()).isEqualTo(State.HALF_OPEN);
    assertThat(circuit.status().retryAt()).isNull();
  }

  @Test
  void aSuccessBetweenFailuresResetsTheCount() {
    fail(4);
    assertThat(circuit.run(() -> "success")).isEqualTo("success");
    assertThat(circuit.status().fault()).isNull();
    fail(4);
    requireClosed();
    fail(1);
    requireOpenUntil(START.plusSeconds(30));
  }

  @Test
  void anErrorOfTheRequestItselfResetsTheCountAndIsNoFailure() {
    fail(4);
    assertThat(run(Kind.UNKNOWN_SYMBOL).kind()).isEqualTo(Kind.UNKNOWN_SYMBOL);
    fail(4);
    requireClosed();
    assertThat(circuit.status().fault()).contains("fails");
  }

  @Test
  void everyKindThatConcernsTheVenueCountsAndNoOtherDoes() {
    List<Kind> counted = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      CircuitBreaker one = new CircuitBreaker("venue", clock);
      for (int i = 0; i < 5; i++) {
        ProviderException thrown =
            catchThrowableOfType(
                ProviderException.class,
                () ->
                    one.run(() -> {
                      throw new ProviderException("venue", kind, "fails");
                    }));
        assertThat(thrown.kind()).isEqualTo(kind);
      }
      if (one.status().state() == State.OPEN) counted.add(kind);
    }
    assertThat(counted)
        .containsExactlyInAnyOrder(Kind.UNAVAILABLE, Kind.TIMEOUT, Kind.MALFORMED, Kind.BLOCKED);
  }

  @Test
  void aHalfOpenCircuitAdmitsOneTrialAtATime() {
    fail(5);
    clock.advance(Duration.ofSeconds(30));
    String result =
        circuit.run(() -> {
          ProviderException rejected = run(Kind.UNAVAILABLE);
          assertThat(rejected.kind()).isEqualTo(Kind.CIRCUIT_OPEN);
          assertThat(rejected.retryAt()).isEqualTo(clock.instant().plusSeconds(1));
          return "trial";
        });
    assertThat(result).isEqualTo("trial");
    requireClosed();
  }

  @Test
  void aSuccessfulTrialClosesTheCircuitAndItsNextOpeningIsShortAgain() {
    fail(5);
    clock.advance(Duration.ofSeconds(30));
    fail(1);
    requireOpenUntil(START.plusSeconds(90));
    clock.advance(Duration.ofSeconds(60));
    circuit.run(() -> "success");
    requireClosed();
    fail(4);
    requireClosed();
    fail(1);
    requireOpenUntil(START.plusSeconds(120));
  }

  @Test
  void eachFailedTrialDoublesTheTimeUpToFiveMinutes() {
    fail(5);
    long[] seconds = {30, 60, 120, 240, 300, 300};
    for (long expected : seconds) {
      requireOpenUntil(clock.instant().plusSeconds(expected));
      clock.advance(Duration.ofSeconds(expected));
      fail(1);
    }
  }

  /// What is neither a success nor a failure of the venue must not keep the trial's place.
  @Test
  void aTrialThatEndsByAnotherExceptionLeavesTheCircuitHalfOpen() {
    fail(5);
    clock.advance(Duration.ofSeconds(30));
    assertThat(
            catchThrowableOfType(
                IllegalStateException.class,
                () ->
                    circuit.run(() -> {
                      throw new IllegalStateException("a defect");
                    })))
        .hasMessage("a defect");
    assertThat(circuit.status().state()).isEqualTo(State.HALF_OPEN);
    assertThat(circuit.run(() -> "next trial")).isEqualTo("next trial");
    requireClosed();
  }

  @Test
  void anInterruptedRequestCountsAsNoFailure() {
    fail(4);
    Thread.currentThread().interrupt();
    assertThat(run(Kind.UNAVAILABLE).kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(Thread.interrupted()).isTrue();
    requireClosed();
    fail(1);
    requireOpenUntil(START.plusSeconds(30));
  }
}
