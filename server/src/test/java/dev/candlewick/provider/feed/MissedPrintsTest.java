package dev.candlewick.provider.feed;

import static dev.candlewick.provider.client.VenueRig.BTC_USD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Print;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.binance.BinanceProvider;
import dev.candlewick.provider.client.VenueRig;
import dev.candlewick.provider.coinbase.CoinbaseProvider;
import dev.candlewick.provider.kraken.KrakenProvider;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Proves that lost prints are requested by their numbers, page by page, and that only those are
/// returned.
class MissedPrintsTest {
  private static final Instant NOON = Instant.parse("2025-03-05T12:00:00.123456Z");
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final URI STREAM = URI.create("ws://127.0.0.1:1");

  private final VenueRig rig = new VenueRig(NOON);

  @AfterEach
  void close() {
    rig.close();
  }

  private static Print known(long id) {
    return new Print(
        BTC_USD, BigDecimal.ONE, BigDecimal.ONE, NOON, Print.Side.BUY, Long.toString(id));
  }

  private static List<Long> ids(List<Print> prints) {
    return prints.stream().map(print -> print.number().orElseThrow()).toList();
  }

  private static String binance(long first, long end) {
    return LongStream.range(first, end)
        .mapToObj(id ->
            "{\"a\":%d,\"p\":\"1.10\",\"q\":\"2\",\"T\":1498793709153,\"m\":true}".formatted(id))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void binanceIsRequestedFromTheNextNumber() {
    BinanceProvider venue =
        new BinanceProvider(List.of(rig.venue.uri()), STREAM, TIMEOUT, rig.ledger, rig.clockwork());
    rig.venue.then(binance(11, 16));
    assertThat(ids(venue.fetchMissedPrints(BTC_USD, known(10), 14))).containsExactly(11L, 12L, 13L);
    assertThat(rig.requestPaths())
        .containsExactly("/api/v3/aggTrades?symbol=BTCUSD&fromId=11&limit=3");
    assertThat(venue.fetchMissedPrints(BTC_USD, known(10), 11)).isEmpty();
    rig.venue.then("[]");
    assertThat(venue.fetchMissedPrints(BTC_USD, known(10), 5000)).isEmpty();
    assertThat(rig.requestPaths().getLast()).endsWith("fromId=11&limit=1000");
    assertThat(rig.requestPaths()).hasSize(2);
  }

  private static String coinbase(long first, long end) {
    return LongStream.range(first, end)
        .mapToObj(id -> end - 1 - (id - first))
        .map(id ->
            """
            {"trade_id":%d,"side":"sell","size":"1.0","price":"2.50","time":"%s"}\
            """
                .formatted(id, NOON))
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void coinbaseIsRequestedForThePageAfterTheKnownPrint() {
    CoinbaseProvider venue =
        new CoinbaseProvider(rig.venue.uri(), STREAM, TIMEOUT, rig.ledger, rig.clockwork());
    rig.venue.then(coinbase(5, 14));
    assertThat(ids(venue.fetchMissedPrints(BTC_USD, known(10), 14))).containsExactly(11L, 12L, 13L);
    rig.venue.then(coinbase(10, 1011));
    assertThat(ids(venue.fetchMissedPrints(BTC_USD, known(10), 9000)))
        .hasSize(1000)
        .startsWith(11L);
    assertThat(rig.requestPaths())
        .containsExactly(
            "/products/BTC-USD/trades?limit=1000&after=14",
            "/products/BTC-USD/trades?limit=1000&after=1011");
  }

  @Test
  void coinbaseIsRequestedAgainWhereNumbersAreUnused() {
    CoinbaseProvider venue =
        new CoinbaseProvider(rig.venue.uri(), STREAM, TIMEOUT, rig.ledger, rig.clockwork());
    rig.venue.then(coinbase(5, 11), coinbase(1500, 1502));
    assertThat(ids(venue.fetchMissedPrints(BTC_USD, known(10), 1502)))
        .containsExactly(1500L, 1501L);
    rig.venue.then("[]", "[]");
    assertThat(venue.fetchMissedPrints(BTC_USD, known(10), 1502)).isEmpty();
    assertThat(rig.requestPaths()).hasSize(4);
  }

  @Test
  void krakenIsRequestedSinceTheTimeOfTheKnownPrint() {
    KrakenProvider venue =
        new KrakenProvider(rig.venue.uri(), STREAM, TIMEOUT, rig.ledger, rig.clockwork());
    rig.venue.then(
        """
        {"error":[],"result":{"XXBTZUSD":[["1.5","2",1741176000.1234561,"b","l","",10],
        ["1.5","2",1741176000.1234569,"s","l","",11],["1.5","2",1741176001.1,"b","l","",12],
        ["1.5","2",1741176002.1,"b","l","",13]],"last":"1741176002100000000"}}
        """);
    List<Print> missed = venue.fetchMissedPrints(BTC_USD, known(10), 13);
    assertThat(ids(missed)).containsExactly(11L, 12L);
    assertThat(missed.getFirst().taker()).isEqualTo(Print.Side.SELL);
    assertThat(rig.requestPaths())
        .containsExactly("/0/public/Trades?pair=XBTUSD&since=1741176000123455999&count=1000");
  }

  @Test
  void aProviderWithoutAStreamAddressHasNoFeed() {
    CoinbaseProvider without =
        new CoinbaseProvider(rig.venue.uri(), TIMEOUT, rig.ledger, rig.clockwork());
    FeedTopic topic = new FeedTopic.Prints(BTC_USD);
    assertThat(without.supports(topic)).isFalse();
    assertThat(
            without.openFeed(new FailingListener(new dev.candlewick.testing.RecordingListener())))
        .isEmpty();
    KrakenProvider with =
        new KrakenProvider(rig.venue.uri(), STREAM, TIMEOUT, rig.ledger, rig.clockwork());
    assertThat(with.supports(topic)).isTrue();
  }
}
