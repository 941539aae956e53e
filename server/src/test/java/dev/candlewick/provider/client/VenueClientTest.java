package dev.candlewick.provider.client;

import static dev.candlewick.provider.client.ScriptedVenue.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.VenueHealth.State;
import dev.candlewick.testing.Waiting;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Proves that the client of every venue respects its limits, is bounded in time and space, and
/// distinguishes a failing venue from an invalid response.
class VenueClientTest {
  private static final Duration TIMEOUT = Duration.ofMillis(400);
  private static final VenueRequest REQUEST = VenueRequest.of("/anything", 2);

  private final List<Duration> waits = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:10Z");
  private final InstantSource clock = () -> now;
  private final InMemoryBudgetLedger ledger = new InMemoryBudgetLedger(clock);
  private final Timing clockwork =
      new Timing(clock, () -> now.toEpochMilli() * 1_000_000, this::pass, () -> 0.999);
  private ScriptedVenue venue;

  private void pass(Duration duration) {
    waits.add(duration);
    now = now.plus(duration);
  }

  @BeforeEach
  void open() throws IOException {
    venue = new ScriptedVenue();
  }

  @AfterEach
  void close() {
    venue.close();
  }

  private VenueClient client(URI... hosts) {
    VenueProfile profile = VenueProfile.of("test", List.of(hosts), TIMEOUT, 100, "X-USED");
    return new VenueClient(profile, ledger, clockwork, body -> null);
  }

  private static ProviderException failure(VenueClient client, Function<byte[], Integer> reader) {
    return catchThrowableOfType(ProviderException.class, () -> client.get(REQUEST, reader));
  }

  private static ProviderException failure(VenueClient client) {
    return failure(client, body -> body.length);
  }

  @Test
  void anAnswerThatStallsInItsMiddleIsATimeout() {
    venue.then(ScriptedVenue.stalled(Duration.ofSeconds(20)), 5);
    assertThat(failure(client(venue.uri())).kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(venue.requests()).isEqualTo(5);
  }

  @Test
  void anAnswerWithoutEndIsCutOffAtTheBound() {
    VenueProfile patient =
        VenueProfile.of("test", List.of(venue.uri()), Duration.ofSeconds(20), 100, null);
    VenueClient client = new VenueClient(patient, ledger, clockwork, body -> null);
    venue.then(ScriptedVenue.endless(), 1);
    assertThat(client.<Integer>get(REQUEST, body -> body.length)).isEqualTo(2);
    assertThat(venue.requests()).isEqualTo(2);
  }

  @Test
  void aFaultThatPassesIsTriedFourMoreTimesLaterAndLater() {
    venue.then(status(500, ""), 9);
    assertThat(failure(client(venue.uri())).kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(venue.requests()).isEqualTo(5);
    assertThat(waits.stream().map(Duration::toMillis)).containsExactly(999L, 1998L, 3996L, 7992L);
  }

  @Test
  void everyTryTakesItsWeightFromTheBudget() {
    venue.then(status(502, "<html>"), 3);
    client(venue.uri()).get(REQUEST, body -> body.length);
    assertThat(ledger.usage("test").usedWeight()).isEqualTo(4 * REQUEST.weight());
  }

  @Test
  void anAnswerThatCannotBeTrueNeverOpensTheCircuit() {
    VenueClient client = client(venue.uri());
    for (int page = 0; page < 4; page++) {
      ProviderException lie =
          failure(
              client,
              body -> {
                throw new ProviderException("test", Kind.MALFORMED, "high below low");
              });
      assertThat(lie.kind()).isEqualTo(Kind.MALFORMED);
    }
    assertThat(venue.requests()).isEqualTo(20);
    assertThat(client.health().state()).isEqualTo(State.CLOSED);
    assertThat(client.<Integer>get(REQUEST, body -> body.length)).isEqualTo(2);
  }

  @Test
  void pagesThatAreNoJsonDoOpenTheCircuit() {
    venue.then(status(200, "<html>Just a moment</html>"), 5);
    VenueClient client = client(venue.uri());
    assertThat(failure(client).kind()).isEqualTo(Kind.MALFORMED);
    assertThat(client.health().state()).isEqualTo(State.OPEN);
    assertThat(failure(client).kind()).isEqualTo(Kind.CIRCUIT_OPEN);
    assertThat(venue.requests()).isEqualTo(5);
  }

  @Test
  void anOpenCircuitUsesNoBudget() {
    venue.then(status(500, ""), 5);
    VenueClient client = client(venue.uri());
    failure(client);
    int used = ledger.usage("test").usedWeight();
    failure(client);
    assertThat(ledger.usage("test").usedWeight()).isEqualTo(used);
  }

  @Test
  void aRejectionByTheOwnBudgetDoesNotAffectTheCircuit() {
    venue.then(status(500, ""), 5);
    VenueClient client = client(venue.uri());
    failure(client);
    now = now.plusSeconds(31);
    assertThat(client.health().state()).isEqualTo(State.HALF_OPEN);
    ledger.hold("test", Duration.ofSeconds(20), "elsewhere");
    assertThat(failure(client).kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(client.health().state()).isEqualTo(State.HALF_OPEN);
    assertThat(venue.requests()).isEqualTo(5);
  }

  @Test
  void aFailedTryKeepsTheCircuitOpenTwiceAsLongUpToFiveMinutes() {
    venue.then(status(500, ""), 20);
    VenueClient client = client(venue.uri());
    failure(client);
    Instant tried = now;
    for (long seconds : new long[] {30, 60, 120, 240, 300, 300}) {
      Instant retryAt = client.health().retryAt();
      assertThat(Duration.between(tried, retryAt).toSeconds()).isEqualTo(seconds);
      tried = retryAt;
      now = retryAt;
      assertThat(failure(client).kind()).isEqualTo(Kind.CIRCUIT_OPEN);
    }
    assertThat(venue.requests()).isEqualTo(5 + 6);
  }

  @Test
  void aHostThatRefusesUsIsLeftForTenMinutesAndTheSecondRequestIsPaidFor() throws IOException {
    try (ScriptedVenue other = new ScriptedVenue()) {
      venue.then(status(451, ""), 1);
      VenueClient client = client(venue.uri(), other.uri());
      client.get(REQUEST, body -> body.length);
      client.get(REQUEST, body -> body.length);
      assertThat(venue.requests()).isEqualTo(1);
      assertThat(other.requests()).isEqualTo(2);
      assertThat(ledger.usage("test").usedWeight()).isEqualTo(3 * REQUEST.weight());
      now = now.plus(Duration.ofMinutes(11));
      client.get(REQUEST, body -> body.length);
      assertThat(venue.requests()).isEqualTo(2);
    }
  }

  @Test
  void aBanWithoutAnEndLastsTwoMinutes() {
    venue.then(status(418, ""), 1);
    ProviderException banned = failure(client(venue.uri()));
    assertThat(banned.kind()).isEqualTo(Kind.BANNED);
    assertThat(banned.retryAt()).isEqualTo(now.plusSeconds(120));
  }

  @Test
  void noPauseOfAVenueExceedsThirtyDays() {
    String later = "Thu, 01 Jan 2037 00:00:00 GMT";
    for (String header : List.of(later, "99999999", "9999999999")) {
      venue.then(ScriptedVenue.withHeader("Retry-After", header, status(418, "")), 1);
      ProviderException banned = failure(client(venue.uri()));
      assertThat(banned.retryAt()).as(header).isEqualTo(now.plus(Duration.ofDays(30)));
      now = now.plus(Duration.ofDays(31));
    }
    VenueError ban = new VenueError(Kind.BANNED, "banned", Instant.parse("2037-01-01T00:00:00Z"));
    VenueProfile profile = VenueProfile.of("test", List.of(venue.uri()), TIMEOUT, 100, "X-USED");
    venue.then(status(418, "{}"), 1);
    ProviderException named = failure(new VenueClient(profile, ledger, clockwork, body -> ban));
    assertThat(named.retryAt()).isEqualTo(now.plus(Duration.ofDays(30)));
  }

  @Test
  void anUnreadableRetryAfterIsAMinute() {
    venue.then(ScriptedVenue.withHeader("Retry-After", "soon", status(429, "")), 1);
    ProviderException held = failure(client(venue.uri()));
    assertThat(held.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(held.retryAt()).isEqualTo(now.plusSeconds(60));
    assertThat(client(venue.uri()).health().retryAt()).isEqualTo(now.plusSeconds(60));
  }

  @Test
  void aFullMinuteIsWaitedOut() {
    venue.then(ScriptedVenue.withHeader("X-USED", "85", status(200, "[]")), 1);
    VenueClient client = client(venue.uri());
    client.get(REQUEST, body -> body.length);
    client.get(REQUEST, body -> body.length);
    assertThat(waits).containsExactly(Duration.ofMillis(50_001));
    assertThat(ledger.usage("test").usedWeight()).isEqualTo(REQUEST.weight());
  }

  @Test
  void atMostFourRequestsAreUnderWayAtOnce() throws InterruptedException {
    AtomicInteger under = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    venue.then(
        exchange -> {
          most.accumulateAndGet(under.incrementAndGet(), Math::max);
          Waiting.delay(Duration.ofMillis(30));
          under.decrementAndGet();
          status(200, "{}").send(exchange);
        },
        16);
    VenueClient client = client(venue.uri());
    CountDownLatch done = new CountDownLatch(16);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 16; i++) {
        threads.execute(() -> {
          client.get(REQUEST, body -> body.length);
          done.countDown();
        });
      }
    }
    assertThat(done.getCount()).isZero();
    assertThat(most.get()).isBetween(2, 4);
  }

  @Test
  void anInterruptedThreadStopsAtOnceAndStaysInterrupted() {
    VenueClient client = client(venue.uri());
    Thread.currentThread().interrupt();
    ProviderException stopped = failure(client);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(stopped.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(client.health().state()).isEqualTo(State.CLOSED);
  }
}
