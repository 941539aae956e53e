package dev.candlewick.provider.client;

import static dev.candlewick.provider.client.ScriptedVenue.cut;
import static dev.candlewick.provider.client.ScriptedVenue.stalled;
import static dev.candlewick.provider.client.ScriptedVenue.status;
import static dev.candlewick.provider.client.ScriptedVenue.withHeader;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Interval;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.PriceProvider;
import dev.candlewick.provider.PrintProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.VenueHealth.State;
import dev.candlewick.provider.client.ScriptedVenue.Response;
import dev.candlewick.provider.coinbase.CoinbaseProvider;
import dev.candlewick.provider.kraken.KrakenProvider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Proves that Kraken and Coinbase, whatever goes wrong on the connection, are retried, paused or
/// reported, as every venue is.
@Timeout(60)
class VenueFaultsTest {
  private static final Instant NOON = Instant.parse("2025-03-05T12:00:00Z");
  private static final Instant OPEN = NOON.minus(Duration.ofMinutes(1));
  private static final String HTML = "<!DOCTYPE html><html><body>Just a moment...</body></html>";

  private final VenueRig rig = new VenueRig(NOON);

  /// A venue with responses for its time and one candle.
  enum Venue {
    KRAKEN(
        "{\"error\":[],\"result\":{\"unixtime\":1741176000}}",
        "{\"error\":[],\"result\":{\"XXBTZUSD\":[[1741175940,\"1\",\"2\",\"1\",\"2\",\"1.5\","
            + "\"3\",4]],\"last\":1741175940}}"),
    COINBASE("{\"epoch\":1741176000.0}", "[[1741175940,1,2,1,2,3]]");

    private final String time;
    private final String page;

    Venue(String time, String page) {
      this.time = time;
      this.page = page;
    }

    CandleProvider at(URI host, Duration timeout, VenueRig rig) {
      return switch (this) {
        case KRAKEN -> new KrakenProvider(host, timeout, rig.ledger, rig.clockwork());
        case COINBASE -> new CoinbaseProvider(host, timeout, rig.ledger, rig.clockwork());
      };
    }
  }

  @AfterEach
  void close() {
    rig.close();
  }

  /// Returns a provider that knows the time, so that the next response is the page's.
  private CandleProvider provider(Venue venue, Duration timeout) {
    CandleProvider provider = venue.at(rig.venue.uri(), timeout, rig);
    rig.venue.then(venue.time, venue.page);
    assertThat(page(provider)).isEqualTo(1);
    return provider;
  }

  private CandleProvider provider(Venue venue) {
    return provider(venue, Duration.ofSeconds(5));
  }

  private static int page(CandleProvider provider) {
    return provider.fetchCandles(VenueRig.query(Interval.M1, OPEN, 1)).candles().size();
  }

  private static ProviderException failure(CandleProvider provider) {
    return VenueRig.failure(() -> page(provider));
  }

  static Stream<Arguments> passing() {
    List<Response> faults =
        List.of(
            status(500, "{}"),
            status(502, "<html><body><h1>502 Bad Gateway</h1></body></html>"),
            status(503, ""),
            status(200, HTML),
            status(200, ""),
            cut("[" + " ".repeat(500) + "]"));
    return Stream.of(Venue.values())
        .flatMap(venue -> faults.stream().map(fault -> Arguments.of(venue, fault)));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void aTemporaryFaultIsRetried(Venue venue, Response fault) {
    CandleProvider provider = provider(venue);
    rig.venue.then(fault, 2).then(venue.page);
    assertThat(page(provider)).isEqualTo(1);
    assertThat(provider.health().state()).isEqualTo(State.CLOSED);
  }

  @ParameterizedTest
  @EnumSource(Venue.class)
  void htmlFiveTimesIsMalformedAndOpensTheCircuit(Venue venue) {
    CandleProvider provider = provider(venue);
    rig.venue.then(status(200, HTML), 5);
    assertThat(failure(provider).kind()).isEqualTo(Kind.MALFORMED);
    assertThat(failure(provider).kind()).isEqualTo(Kind.CIRCUIT_OPEN);
    assertThat(provider.health().state()).isEqualTo(State.OPEN);
  }

  @ParameterizedTest
  @EnumSource(Venue.class)
  void tooManyRequestsPauseUntilTheTimeOfTheVenue(Venue venue) {
    CandleProvider provider = provider(venue);
    rig.venue.then(withHeader("Retry-After", "17", status(429, HTML)), 1);
    assertPaused(provider, Kind.RATE_LIMITED, Duration.ofSeconds(17));
    rig.venue.then(venue.page);
    assertThat(page(provider)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Venue.class)
  void tooManyRequestsPauseForAMinuteWithoutATimeOfTheVenue(Venue venue) {
    CandleProvider provider = provider(venue);
    rig.venue.then(status(429, "{\"message\":\"Public rate limit exceeded\"}"), 1);
    assertPaused(provider, Kind.RATE_LIMITED, Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @EnumSource(Venue.class)
  void aBanPausesForLonger(Venue venue) {
    CandleProvider provider = provider(venue);
    rig.venue.then(status(418, ""), 1);
    assertPaused(provider, Kind.BANNED, Duration.ofMinutes(2));
  }

  /// Verifies that one request is rejected, and that none follows until the pause has ended.
  private void assertPaused(CandleProvider provider, Kind kind, Duration hold) {
    int before = rig.venue.requests();
    Instant until = rig.clock.instant().plus(hold);
    ProviderException rejected = failure(provider);
    assertThat(rejected.kind()).isEqualTo(kind);
    assertThat(rejected.retryAt()).isEqualTo(until);
    assertThat(failure(provider).kind()).isEqualTo(kind);
    assertThat(rig.venue.requests()).isEqualTo(before + 1);
    rig.clock.advance(hold);
  }

  @ParameterizedTest
  @EnumSource(Venue.class)
  void aResponseOfAFirewallIsABlock(Venue venue) {
    CandleProvider provider = provider(venue);
    rig.venue.then(status(403, HTML), 1);
    assertThat(failure(provider).kind()).isEqualTo(Kind.BLOCKED);
  }

  @ParameterizedTest
  @EnumSource(Venue.class)
  void aResponseThatStallsIsATimeout(Venue venue) {
    CandleProvider provider = provider(venue, Duration.ofMillis(500));
    rig.venue.then(stalled(Duration.ofSeconds(20)), 5);
    assertThat(failure(provider).kind()).isEqualTo(Kind.TIMEOUT);
  }

  @ParameterizedTest
  @EnumSource(Venue.class)
  void aClosedPortIsUnavailable(Venue venue) {
    URI closed = rig.venue.uri();
    rig.venue.close();
    CandleProvider provider = venue.at(closed, Duration.ofSeconds(1), rig);
    assertThat(failure(provider).kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  @ParameterizedTest
  @EnumSource(Venue.class)
  void messagesNameNeitherAddressNorBody(Venue venue) {
    CandleProvider provider = provider(venue);
    for (Response fault : List.of(status(400, "{\"message\":\"secret\"}"), status(403, HTML))) {
      rig.venue.then(fault, 1);
      assertThat(failure(provider).getMessage())
          .startsWith(provider.name() + ": ")
          .doesNotContain("http", "127.0.0.1", "products", "public", "<html", "secret");
    }
  }

  @ParameterizedTest
  @EnumSource(Venue.class)
  void aTimeThatIsNoneIsMalformed(Venue venue) {
    CandleProvider provider = venue.at(rig.venue.uri(), Duration.ofSeconds(5), rig);
    rig.venue.then(status(200, "{\"error\":[],\"result\":{\"unixtime\":\"soon\"}}"), 5);
    assertThat(failure(provider).kind()).isEqualTo(Kind.MALFORMED);
  }

  @ParameterizedTest
  @EnumSource(Venue.class)
  void aVenueOffersPricesAndPrints(Venue venue) {
    CandleProvider provider = venue.at(rig.venue.uri(), Duration.ofSeconds(5), rig);
    assertThat(provider).isInstanceOf(PriceProvider.class).isInstanceOf(PrintProvider.class);
    assertThat(((PriceProvider) provider).fetchPrices(List.of(), "USD").valid()).isEmpty();
  }
}
