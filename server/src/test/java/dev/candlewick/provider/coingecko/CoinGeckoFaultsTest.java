package dev.candlewick.provider.coingecko;

import static dev.candlewick.provider.client.ScriptedVenue.status;
import static dev.candlewick.provider.client.ScriptedVenue.withHeader;
import static dev.candlewick.provider.coingecko.GeckoRig.BITCOIN;
import static dev.candlewick.provider.coingecko.GeckoRig.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.VenueHealth.State;
import dev.candlewick.provider.client.ScriptedVenue;
import dev.candlewick.provider.client.VenueRig;
import dev.candlewick.settings.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that every error of CoinGecko's becomes its kind in a message of this server, without the
/// key and the venue's text; a transient error is retried, any other is not.
class CoinGeckoFaultsTest {
  private static final String GOOD = "{\"prices\":[[1709251200000,1.5]]}";
  private static final String LIMIT_PAGE = "<html><body>Error 1015: rate limited</body></html>";
  private static final String LIMIT =
      "{\"status\":{\"error_code\":429,\"error_message\":\"You've exceeded the Rate Limit.\"}}";

  private final GeckoRig rig = new GeckoRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private static String coded(int code) {
    return """
    {"error":{"status":{"timestamp":"2025-03-05T12:00:00.000+00:00","error_code":%d,\
    "error_message":"upstream words https://www.coingecko.com/en/api/pricing"}}}\
    """
        .formatted(code);
  }

  private void assertOneChart() {
    rig.then(GOOD);
    assertThat(rig.provider.fetchChart(BITCOIN, "usd", 365).points()).hasSize(1);
  }

  private void assertPaused(ScriptedVenue.Response response, int seconds) {
    rig.venue.then(response, 1);
    ProviderException limited = rig.failure();
    assertThat(limited.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(limited.retryAt()).isEqualTo(NOW.plusSeconds(seconds));
    assertThat(rig.failure().kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(rig.venue.requests()).isEqualTo(1);
    rig.clock.advance(Duration.ofSeconds(seconds));
    assertOneChart();
  }

  @Test
  void tooManyRequestsPauseUntilTheTimeOfTheHeader() {
    assertPaused(withHeader("Retry-After", "119", status(429, LIMIT)), 119);
  }

  @Test
  void tooManyRequestsWithoutAHeaderHoldAMinute() {
    assertPaused(status(429, LIMIT), 60);
  }

  @Test
  void thePageOfTheNetworkInFrontHoldsAllTheSame() {
    assertPaused(withHeader("Retry-After", "30", status(429, LIMIT_PAGE)), 30);
  }

  @Test
  void aLimitUnderAnotherStatusHoldsToo() {
    assertPaused(withHeader("Retry-After", "7", status(400, LIMIT)), 7);
  }

  @Test
  void moreDaysThanThePlanAllowsAreRequestedOnce() {
    rig.venue.then(status(401, coded(10012)), 9);
    ProviderException limit = rig.failure(provider -> provider.fetchChart(BITCOIN, "usd", 3650));
    assertThat(limit.kind()).isEqualTo(Kind.RANGE_LIMIT);
    assertThat(limit).hasMessage("coingecko: the plan reaches back 365 days; request fewer days");
    assertThat(rig.venue.requests()).isEqualTo(1);
    assertThat(rig.provider.health().state()).isEqualTo(State.CLOSED);
  }

  @ParameterizedTest
  @CsvSource({
    "401, 10002, REJECTED, COINGECKO_API_KEY",
    "400, 10010, REJECTED, COINGECKO_API_KEY",
    "400, 10011, REJECTED, COINGECKO_API_KEY",
    "401, 10005, RANGE_LIMIT, plan",
    "400, 1020, BLOCKED, serve",
    "403, 1020, BLOCKED, serve",
    "400, 77777, REJECTED, HTTP 400"
  })
  void aCodeDeterminesTheKindAndTheMessage(int status, int code, Kind kind, String word) {
    rig.venue.then(status(status, coded(code)), 9);
    ProviderException refused = rig.failure();
    assertThat(refused.kind()).isEqualTo(kind);
    assertThat(refused)
        .hasMessageContaining(word)
        .message()
        .doesNotContain("upstream", "http:", "https:", GeckoRig.KEY);
    assertThat(rig.venue.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"status\":{\"error_code\":10002}}", "{\"error_code\":10002}"})
  void aCodeIsFoundInEveryPlaceItWasSeen(String body) {
    rig.venue.then(status(401, body), 1);
    assertThat(rig.failure()).hasMessageContaining("requires a key");
  }

  @ParameterizedTest
  @CsvSource({
    "404, coin not found, UNKNOWN_SYMBOL",
    "404, Could not find coin with the given id, UNKNOWN_SYMBOL",
    "422, invalid vs_currency, UNKNOWN_QUOTE",
    "404, something else, REJECTED"
  })
  void anErrorTextDeterminesTheKindAndIsNotRetried(int status, String text, Kind kind) {
    rig.venue.then(status(status, "{\"error\":\"" + text + "\"}"), 9);
    assertThat(rig.failure().kind()).isEqualTo(kind);
    assertThat(rig.venue.requests()).isEqualTo(1);
  }

  @Test
  void aTemporaryErrorOfTheVenueIsRetried() {
    rig.venue.then(status(503, "<html>busy</html>"), 1).then(status(500, coded(500)), 1);
    assertOneChart();
    assertThat(rig.venue.requests()).isEqualTo(3);
  }

  @Test
  void aVenueThatStaysUnwellIsUnavailable() {
    rig.venue.then(status(502, ""), 9);
    assertThat(rig.failure().kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @Test
  void aPageInsteadOfAnAnswerIsMalformed() {
    rig.venue.then(status(200, "<html>Just a moment...</html>"), 9);
    assertThat(rig.failure().kind()).isEqualTo(Kind.MALFORMED);
  }

  @Test
  void aTruncatedResponseIsRequestedAgain() {
    rig.venue.then(ScriptedVenue.cut(GOOD), 1);
    rig.then(GOOD.substring(0, 20));
    assertOneChart();
    assertThat(rig.venue.requests()).isEqualTo(3);
  }

  @Test
  void silenceIsATimeout() {
    rig.venue.then(ScriptedVenue.stalled(Duration.ofSeconds(20)), 5);
    CoinGeckoProvider hasty = rig.provider(Duration.ofMillis(200));
    assertThat(VenueRig.failure(() -> hasty.fetchChart(BITCOIN, "usd", 1)).kind())
        .isEqualTo(Kind.TIMEOUT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"prices\":null}",
        "{\"prices\":{}}",
        "{\"prices\":[1]}",
        "{\"prices\":[[1]]}",
        "{\"prices\":[[1,2,3]]}",
        "{\"prices\":[[1.5,2]]}",
        "{\"prices\":[[\"1\",2]]}",
        "{\"prices\":[[-1,2]]}",
        "{\"prices\":[[99999999999999999999,2]]}",
        "{\"prices\":[[1,\"2\"]]}",
        "{\"prices\":[[1,NaN]]}",
        "{\"prices\":[],\"prices\":[]}",
        "{\"prices\":[]}{}",
        "{\"prices\":[[1,2]"
      })
  void aChartOfAnotherShapeIsMalformed(String body) {
    rig.then(body, body, body, body, body);
    assertThat(rig.failure().kind()).isEqualTo(Kind.MALFORMED);
  }

  @Test
  void theBudgetOfAMinuteIsNotExceeded() {
    for (int i = 0; i < 21; i++) rig.chart(1, "");
    assertThat(rig.clock.instant()).isEqualTo(NOW);
    rig.chart(1, "");
    assertThat(rig.clock.instant()).isAfter(NOW);
    assertThat(rig.provider.health().weightLimit()).isEqualTo(25);
  }

  @Test
  void theKeyGoesIntoTheHeaderOfItsHost() {
    Secret key = new Secret(GeckoRig.KEY);
    URI demo = URI.create("https://api.coingecko.com/api/v3");
    URI pro = URI.create("https://PRO-api.coingecko.com/api/v3");
    assertThat(CoinGeckoProvider.keyHeader(demo, key))
        .isEqualTo(Map.of("x-cg-demo-api-key", GeckoRig.KEY));
    assertThat(CoinGeckoProvider.keyHeader(pro, key))
        .isEqualTo(Map.of("x-cg-pro-api-key", GeckoRig.KEY));
    assertThat(CoinGeckoProvider.keyHeader(demo, null)).isEmpty();
  }

  @Test
  void theKeyIsSentAndStandsInNoAddress() {
    AtomicReference<String> sent = new AtomicReference<>("");
    rig.venue.then(
        exchange -> {
          sent.set(exchange.getRequestHeaders().getFirst("x-cg-demo-api-key"));
          status(200, GOOD).send(exchange);
        },
        1);
    rig.provider.fetchChart(BITCOIN, "usd", 365);
    assertThat(sent.get()).isEqualTo(GeckoRig.KEY);
    assertThat(rig.venue.requestPaths().getFirst()).doesNotContain(GeckoRig.KEY);
  }

  @Test
  void aKeyThatCannotBeOneIsRefusedUnseen() {
    URI host = URI.create("https://api.coingecko.com/api/v3");
    Secret key = new Secret("CG-abc\r\nX: y");
    assertThatThrownBy(() -> CoinGeckoProvider.keyHeader(host, key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("COINGECKO_API_KEY")
        .message()
        .doesNotContain("CG-abc");
  }
}
