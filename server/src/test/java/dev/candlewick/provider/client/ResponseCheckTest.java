package dev.candlewick.provider.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.testing.SteppingClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proves how each response is classified, and for how long it holds all requests.
class ResponseCheckTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final VenueProfile PROFILE =
      VenueProfile.of("venue", List.of(), Duration.ofSeconds(1), 100, null);

  private final SteppingClock clock = new SteppingClock(NOW);
  private final InMemoryBudgetLedger ledger = new InMemoryBudgetLedger(clock);
  private @Nullable VenueError error;

  /// A response as the HTTP client returns it.
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Received(int statusCode, byte[] body, HttpHeaders headers)
      implements HttpResponse<byte[]> {
    @Override
    public HttpRequest request() {
      return HttpRequest.newBuilder(uri()).build();
    }

    @Override
    public Optional<HttpResponse<byte[]>> previousResponse() {
      return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
      return Optional.empty();
    }

    @Override
    public URI uri() {
      return URI.create("http://venue.invalid/");
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }

  private static Received response(int status, String body, String... headers) {
    Map<String, List<String>> map =
        headers.length == 0 ? Map.of() : Map.of(headers[0], List.of(headers[1]));
    return new Received(
        status, body.getBytes(StandardCharsets.UTF_8), HttpHeaders.of(map, (name, value) -> true));
  }

  private ResponseCheck check(boolean errorsWithStatus200) {
    VenueProfile profile =
        new VenueProfile(
            "venue",
            List.of(),
            PROFILE.timeout(),
            100,
            null,
            Map.of(),
            errorsWithStatus200,
            Pace.NONE);
    return new ResponseCheck(
        profile, new Budget("venue", ledger, clock, 100), body -> error, clock);
  }

  private ProviderException failure(Received response) {
    return catchThrowableOfType(
        ProviderException.class, () -> check(false).requireSuccess(response));
  }

  private void requireHold(Received response, Kind kind, Duration length) {
    ProviderException held = failure(response);
    assertThat(held.kind()).isEqualTo(kind);
    assertThat(held.retryAt()).isEqualTo(NOW.plus(length));
    assertThat(ledger.usage("venue").heldFor()).isEqualTo(length);
  }

  private static VenueError until(Kind kind, @Nullable Duration length) {
    return new VenueError(kind, "too many", length == null ? null : NOW.plus(length));
  }

  @Test
  void theLaterOfTheHeaderAndTheBodyEndsAHold() {
    error = until(Kind.RATE_LIMITED, Duration.ofSeconds(20));
    requireHold(
        response(429, "{}", "Retry-After", "90"), Kind.RATE_LIMITED, Duration.ofSeconds(90));
    error = until(Kind.RATE_LIMITED, Duration.ofMinutes(2));
    requireHold(response(429, "{}", "Retry-After", "90"), Kind.RATE_LIMITED, Duration.ofMinutes(2));
  }

  @Test
  void theHeaderAloneEndsAHold() {
    requireHold(
        response(429, "{}", "Retry-After", "90"), Kind.RATE_LIMITED, Duration.ofSeconds(90));
  }

  @Test
  void theBodyAloneEndsAHold() {
    error = until(Kind.RATE_LIMITED, Duration.ofSeconds(20));
    requireHold(response(429, "{}"), Kind.RATE_LIMITED, Duration.ofSeconds(20));
  }

  @Test
  void aHoldWithoutAnEndLastsAMinuteAndABanTwo() {
    requireHold(response(429, "{}"), Kind.RATE_LIMITED, Duration.ofMinutes(1));
    requireHold(response(418, "{}"), Kind.BANNED, Duration.ofMinutes(2));
  }

  @Test
  void aBanInTheBodyIsABanWhateverTheStatus() {
    error = until(Kind.BANNED, null);
    requireHold(response(429, "{}"), Kind.BANNED, Duration.ofMinutes(2));
    error = until(Kind.BANNED, Duration.ofMinutes(3));
    requireHold(response(400, "{}"), Kind.BANNED, Duration.ofMinutes(3));
  }

  @Test
  void anErrorInASuccessfulResponseIsReadWhereTheVenueSendsSuch() {
    error = until(Kind.RATE_LIMITED, null);
    Received response = response(200, "{}");
    assertThat(check(false).requireSuccess(response)).isEqualTo(response.body());
    ProviderException held =
        catchThrowableOfType(ProviderException.class, () -> check(true).requireSuccess(response));
    assertThat(held.kind()).isEqualTo(Kind.RATE_LIMITED);
    error = null;
    assertThat(check(true).requireSuccess(response)).isEqualTo(response.body());
  }

  @Test
  void onlyJsonIsABody() {
    for (String body : List.of("{}", "[]", " \n[1]", "\t{")) {
      assertThat(check(false).requireSuccess(response(200, body))).as(body).isNotNull();
    }
    for (String body : List.of("", "  ", "<html>", "null", "\"text\"", "1")) {
      assertThat(failure(response(200, body)).kind()).as(body).isEqualTo(Kind.MALFORMED);
    }
  }

  @Test
  void aStatusWithoutADocumentedErrorIsClassifiedByItself() {
    assertThat(failure(response(500, "{}")).kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure(response(503, "{}")).kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure(response(499, "{}")).kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure(response(400, "{}")).kind()).isEqualTo(Kind.REJECTED);
    assertThat(failure(response(399, "{}")).kind()).isEqualTo(Kind.MALFORMED);
    assertThat(failure(response(300, "{}")).kind()).isEqualTo(Kind.MALFORMED);
    assertThat(failure(response(199, "{}")).kind()).isEqualTo(Kind.MALFORMED);
    assertThat(failure(response(403, "{}")).kind()).isEqualTo(Kind.BLOCKED);
    assertThat(failure(response(451, "{}")).kind()).isEqualTo(Kind.BLOCKED);
    assertThat(check(false).requireSuccess(response(299, "{}"))).isNotNull();
    assertThat(ledger.usage("venue").heldFor()).isNull();
  }

  @Test
  void aDocumentedErrorOfTheVenueIsThrownAsItsKind() {
    error = new VenueError(Kind.UNKNOWN_SYMBOL, "does not list it", null);
    ProviderException fault = failure(response(400, "{}"));
    assertThat(fault.kind()).isEqualTo(Kind.UNKNOWN_SYMBOL);
    assertThat(fault).hasMessageContaining("does not list it");
    assertThat(ledger.usage("venue").heldFor()).isNull();
  }
}
