package dev.candlewick.provider.coinbase;

import static dev.candlewick.provider.client.VenueRig.BTC_USD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Interval;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.provider.FeedTopic.Candles;
import dev.candlewick.provider.FeedTopic.Last;
import dev.candlewick.provider.FeedTopic.Prints;
import dev.candlewick.provider.feed.FeedEvent;
import dev.candlewick.provider.feed.FeedEvent.CandleReceived;
import dev.candlewick.provider.feed.FeedProtocol.Message;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Proves that Coinbase's messages are parsed exactly, and that a running candle is published only
/// when it is complete.
class CoinbaseFeedTest {
  private static final Instant NOON = Instant.parse("2025-03-05T12:00:00Z");
  private static final Candles MINUTES = new Candles(BTC_USD, Interval.M1);
  private static final Prints PRINTS = new Prints(BTC_USD);
  private static final Last LAST = new Last(BTC_USD);

  private final CoinbaseSession talk = new CoinbaseSession();

  private List<FeedEvent> match(String type, long id, int second, String price, String size) {
    return talk.read(
        """
        {"type":"%s","trade_id":%d,"maker_order_id":"a","taker_order_id":"b","side":"sell",\
        "size":"%s","price":"%s","product_id":"BTC-USD","sequence":50,"time":"%s"}\
        """
            .formatted(type, id, size, price, NOON.plusSeconds(second)));
  }

  private List<Candle> forming(long id, int second, String price, String size) {
    return match("match", id, second, price, size).stream()
        .filter(CandleReceived.class::isInstance)
        .map(CandleReceived.class::cast)
        .peek(moved -> assertThat(moved.closed()).isFalse())
        .map(CandleReceived::candle)
        .toList();
  }

  private static Candle candle(int second, String ohlc, String volume) {
    String[] prices = ohlc.split(" ", -1);
    return new Candle(
        NOON.plusSeconds(second),
        new BigDecimal(prices[0]),
        new BigDecimal(prices[1]),
        new BigDecimal(prices[2]),
        new BigDecimal(prices[3]),
        new BigDecimal(volume),
        NOON.plusSeconds(second + 60).minusMillis(1),
        0,
        null,
        null,
        null);
  }

  @Test
  void theTakerDidTheOppositeOfTheMaker() {
    talk.subscribe(Set.of(PRINTS));
    Print print =
        new Print(
            BTC_USD,
            new BigDecimal("400.230"),
            new BigDecimal("5.23512"),
            NOON,
            Print.Side.BUY,
            "10");
    FeedEvent event = new FeedEvent.PrintReceived(print);
    assertThat(match("match", 10, 0, "400.230", "5.23512")).containsExactly(event);
    assertThat(match("last_match", 10, 0, "400.230", "5.23512")).containsExactly(event);
  }

  @Test
  void aRunningCandleBeginsAtItsBoundary() {
    talk.subscribe(Set.of(MINUTES));
    match("last_match", 7, 10, "1", "1");
    assertThat(forming(8, 50, "2", "1")).isEmpty();
    assertThat(forming(9, 60, "5.0", "1.5")).containsExactly(candle(60, "5.0 5.0 5.0 5.0", "1.5"));
    assertThat(forming(10, 70, "4", "1")).containsExactly(candle(60, "5.0 5.0 4 4", "2.5"));
    assertThat(forming(11, 119, "6", "0.10")).containsExactly(candle(60, "5.0 6 4 6", "2.60"));
    assertThat(forming(11, 119, "6", "0.10")).isEmpty();
    assertThat(forming(12, 180, "3", "1")).containsExactly(candle(180, "3 3 3 3", "1"));
  }

  @Test
  void aMissingPrintEndsARunningCandleUntilTheNext() {
    talk.subscribe(Set.of(MINUTES));
    match("last_match", 7, 10, "1", "1");
    assertThat(forming(8, 60, "5", "1")).hasSize(1);
    assertThat(forming(10, 61, "5", "1")).isEmpty();
    assertThat(forming(11, 62, "5", "1")).isEmpty();
    assertThat(forming(12, 120, "5", "1")).hasSize(1);
    assertThat(forming(14, 180, "5", "1")).isEmpty();
  }

  @Test
  void aHeartbeatHasTheNumberTheVenueHasReached() {
    talk.subscribe(Set.of(PRINTS));
    String beat =
        """
        {"type":"heartbeat","sequence":90,"last_trade_id":%d,"product_id":"BTC-USD",\
        "time":"2014-11-07T08:19:28.464459Z"}\
        """;
    assertThat(talk.read(beat.formatted(20)))
        .containsExactly(
            new FeedEvent.SymbolHeartbeat(BTC_USD), new FeedEvent.PrintIdReached(BTC_USD, 20));
    assertThat(talk.read(beat.formatted(0)))
        .containsExactly(new FeedEvent.SymbolHeartbeat(BTC_USD));
  }

  @Test
  void theLastPriceComesWithItsDay() {
    talk.subscribe(Set.of(LAST));
    List<FeedEvent> events =
        talk.read(
            """
            {"type":"ticker","sequence":1,"product_id":"BTC-USD","price":"9.7775",\
            "open_24h":"4.6647","volume_24h":"94381.28000000","low_24h":"4.3691",\
            "high_24h":"16.55","side":"buy","time":"2025-03-05T12:00:00.244075Z","trade_id":8}\
            """);
    LastPrice.Day day =
        new LastPrice.Day(
            new BigDecimal("4.6647"),
            new BigDecimal("16.55"),
            new BigDecimal("4.3691"),
            new BigDecimal("94381.28000000"));
    Instant time = Instant.parse("2025-03-05T12:00:00.244075Z");
    assertThat(events)
        .containsExactly(
            new FeedEvent.LastPriceReceived(
                new LastPrice(BTC_USD, new BigDecimal("9.7775"), time, day)));
  }

  @Test
  void aRequestSubscribesToOneProductAndItsHeartbeat() {
    Message message = talk.subscribe(Set.of(PRINTS, MINUTES, LAST));
    assertThat(message.topics()).containsExactlyInAnyOrder(PRINTS, MINUTES, LAST);
    assertThat(message.text())
        .isEqualTo(
            """
            {"type":"subscribe","product_ids":["BTC-USD"],\
            "channels":["heartbeat","matches","ticker"]}\
            """);
    assertThat(
            talk.read(
                """
                {"type":"subscriptions","channels":[{"name":"matches","product_ids":["BTC-USD"]},\
                {"name":"heartbeat","product_ids":["BTC-USD"]}]}\
                """))
        .containsExactly(new FeedEvent.Accepted(Set.of(PRINTS, MINUTES)));
  }

  @Test
  void aChannelThatIsStillNeededIsNotEnded() {
    talk.subscribe(Set.of(PRINTS, MINUTES, LAST));
    assertThat(talk.unsubscribe(Set.of(PRINTS)).text()).isNull();
    assertThat(talk.unsubscribe(Set.of(LAST)).text())
        .isEqualTo(
            "{\"type\":\"unsubscribe\",\"product_ids\":[\"BTC-USD\"],\"channels\":[\"ticker\"]}");
    assertThat(talk.unsubscribe(Set.of(MINUTES)).text()).contains("\"heartbeat\",\"matches\"");
  }

  @Test
  void aRefusalNamesItsProduct() {
    talk.subscribe(Set.of(PRINTS));
    assertThat(
            talk.read(
                """
                {"type":"error","message":"Failed to subscribe",\
                "reason":"BTC-USD is not a valid product"}\
                """))
        .containsExactly(new FeedEvent.Rejected(Set.of(PRINTS), "coinbase rejects BTC/USD"));
    assertThat(talk.read("{\"type\":\"open\"}")).containsExactly(new FeedEvent.Unknown());
  }

  @Test
  void aMatchStatesItsTimeAndThatBeforeTheSubscriptionDoesNotCount() {
    talk.subscribe(Set.of(PRINTS));
    match("last_match", 1, 1, "10", "1");
    assertThat(talk.eventTime()).isNull();
    match("match", 2, 7, "10", "1");
    assertThat(talk.eventTime()).isEqualTo(NOON.plusSeconds(7));
  }
}
