package dev.candlewick.provider.binance;

import static dev.candlewick.provider.binance.BinanceRig.failure;
import static dev.candlewick.provider.binance.BinanceRig.query;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.testing.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Proves that no request is sent during a ban or a hold, and that all clients of one ledger
/// together stay below the venue's limit.
class BinanceLimitsTest {
  private static final String PAGE = "/api/v3/klines";

  private final BinanceRig rig = new BinanceRig().knowingTheTime();

  @AfterEach
  void close() {
    assertThat(rig.replay.requestsInsideBan()).isEmpty();
    rig.close();
  }

  @Test
  void nothingIsSentBeforeRetryAfterIsOver() {
    rig.replay.enqueue(Fault.tooManyRequests(37));
    Instant until = rig.clock.instant().plusSeconds(37);
    ProviderException first = rig.failure();
    assertThat(first.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(first.retryAt()).isEqualTo(until);

    rig.clock.advance(Duration.ofSeconds(36));
    ProviderException second = rig.failure();
    assertThat(second.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(second.retryAt()).isEqualTo(until);
    assertThat(rig.replay.count(PAGE)).isEqualTo(2);

    rig.clock.advance(Duration.ofSeconds(1));
    assertThat(rig.candles(0, 10).size()).isEqualTo(10);
  }

  @Test
  void aBanHoldsForANewProviderOverTheSameLedger() {
    rig.replay.enqueue(Fault.banned(7200));
    Instant until = rig.clock.instant().plusSeconds(7200);
    assertThat(rig.failure().kind()).isEqualTo(Kind.BANNED);

    long sent = rig.replay.requests().size();
    BinanceProvider restarted = rig.provider(Duration.ofSeconds(5), rig.replay.uri());
    ProviderException refused = failure(restarted, query(0, 10));
    assertThat(refused.kind()).isEqualTo(Kind.BANNED);
    assertThat(refused.retryAt()).isEqualTo(until);
    assertThat(rig.replay.requests()).hasSize((int) sent);

    rig.clock.advance(Duration.ofHours(2));
    assertThat(restarted.fetchCandles(query(0, 10)).candles().size()).isEqualTo(10);
  }

  @Test
  void theEndOfABanIsReadFromTheBody() {
    Instant until = rig.clock.instant().plus(3, ChronoUnit.HOURS);
    String body =
        "{\"code\":-1003,\"msg\":\"Way too many requests; IP banned until %d. Use WebSocket.\"}"
            .formatted(until.toEpochMilli());
    rig.replay.enqueue(Fault.status(418, Map.of(), body));
    ProviderException banned = rig.failure();
    assertThat(banned.kind()).isEqualTo(Kind.BANNED);
    assertThat(banned.retryAt()).isEqualTo(until);
    assertThat(rig.provider.health().retryAt()).isEqualTo(until);
  }

  @Test
  void aHoldWithoutAnEndLastsAMinute() {
    rig.replay.enqueue(Fault.status(429, Map.of(), ""));
    assertThat(rig.failure().retryAt()).isEqualTo(rig.clock.instant().plusSeconds(60));
  }

  @Test
  void retryAfterMayBeADate() {
    rig.replay.enqueue(
        Fault.status(429, Map.of("Retry-After", "Mon, 01 Jan 2024 21:30:00 GMT"), ""));
    assertThat(rig.failure().retryAt()).isEqualTo(Instant.parse("2024-01-01T21:30:00Z"));
  }

  @Test
  void twoProvidersStopTogetherAtEightyFivePercent() {
    BinanceProvider other = rig.provider(Duration.ofSeconds(5), rig.replay.uri());
    Instant minute = rig.clock.instant();
    while (rig.clock.instant().equals(minute)) {
      rig.candles(0, 1);
      other.fetchCandles(query(0, 1));
    }
    long sentInMinute =
        rig.replay.requests().stream().filter(request -> request.at().equals(minute)).count();
    assertThat(sentInMinute * 2).isBetween(5096L, 5104L);
    assertThat(rig.clock.instant()).isAfterOrEqualTo(minute.plusSeconds(60));
    assertThat(rig.provider.health().usedWeight()).isLessThan(10);
  }

  @Test
  void weightSpentByOthersCounts() {
    rig.replay.spend(5200);
    rig.candles(0, 1);
    Instant minute = rig.clock.instant();
    rig.candles(0, 1);
    assertThat(rig.clock.instant()).isAfterOrEqualTo(minute.plusSeconds(60));
  }
}
