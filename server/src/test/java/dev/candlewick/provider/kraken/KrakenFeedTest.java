package dev.candlewick.provider.kraken;

import static dev.candlewick.provider.client.VenueRig.BTC_USD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.provider.FeedTopic.Candles;
import dev.candlewick.provider.FeedTopic.Last;
import dev.candlewick.provider.FeedTopic.Prints;
import dev.candlewick.provider.feed.FeedEvent;
import dev.candlewick.provider.feed.FeedEvent.CandleReceived;
import dev.candlewick.provider.feed.FeedProtocol.Message;
import dev.candlewick.testing.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proves that Kraken's messages of version 2 are parsed exactly, and that a candle is closed when
/// the next begins.
class KrakenFeedTest {
  private static final Instant NOON = Instant.parse("2025-03-05T12:00:00Z");
  private static final Candles MINUTES = new Candles(BTC_USD, Interval.M1);
  private static final Prints PRINTS = new Prints(BTC_USD);
  private static final Last LAST = new Last(BTC_USD);

  private final KrakenSession talk = new KrakenSession(InstantSource.fixed(NOON));

  private static String row(int minute, String close, int trades) {
    return """
    {"symbol":"BTC/USD","interval":1,"interval_begin":"%s","open":100.10,"high":106044.3,\
    "low":1.0,"close":%s,"volume":30.68066226,"vwap":106039.6,"trades":%d,"timestamp":"x"}\
    """
        .formatted(NOON.plusSeconds(60L * minute), close, trades);
  }

  private List<FeedEvent> ohlc(String... rows) {
    return talk.read(
        "{\"channel\":\"ohlc\",\"type\":\"update\",\"data\":[" + String.join(",", rows) + "]}");
  }

  /// Returns the same candle as the REST interface does.
  private static Candle candle(int minute, String close, int trades) {
    Instant open = NOON.plusSeconds(60L * minute);
    String body =
        """
        {"error":[],"result":{"XXBTZUSD":[[%d,"100.10","106044.3","1.0","%s","106039.6",\
        "30.68066226",%d]],"last":%d}}
        """
            .formatted(open.getEpochSecond(), close, trades, open.getEpochSecond());
    return KrakenResponses.candles(body.getBytes(StandardCharsets.UTF_8), Grid.of(Interval.M1))
        .candle(0);
  }

  private static FeedEvent moved(int minute, String close, int trades, boolean closed) {
    return new CandleReceived(MINUTES, candle(minute, close, trades), closed);
  }

  @Test
  void aCandleIsClosedWhenTheNextBegins() {
    talk.subscribe(Set.of(MINUTES));
    assertThat(ohlc(row(0, "2.5", 1))).containsExactly(moved(0, "2.5", 1, false));
    assertThat(ohlc(row(0, "2.50", 3))).containsExactly(moved(0, "2.50", 3, false));
    assertThat(ohlc(row(2, "7", 1)))
        .containsExactly(moved(0, "2.50", 3, true), moved(2, "7", 1, false));
  }

  @Test
  void aSnapshotHasClosedCandlesAndTheRunningOne() {
    talk.subscribe(Set.of(MINUTES));
    assertThat(ohlc(row(0, "1", 9), row(1, "2", 8), row(2, "3", 1)))
        .containsExactly(
            moved(0, "1", 9, false),
            moved(0, "1", 9, true),
            moved(1, "2", 8, false),
            moved(1, "2", 8, true),
            moved(2, "3", 1, false));
  }

  @Test
  void aLateRowClosesNoCandle() {
    talk.subscribe(Set.of(MINUTES));
    ohlc(row(0, "1", 5), row(1, "2", 5));
    assertThat(ohlc(row(1, "1.5", 4))).isEmpty();
    assertThat(ohlc(row(0, "1.5", 4))).containsExactly(moved(0, "1.5", 4, false));
    assertThat(ohlc(row(2, "3", 1))).contains(moved(1, "2", 5, true));
  }

  @Test
  void anotherConnectionHasNoPreviousCandle() {
    talk.subscribe(Set.of(MINUTES));
    ohlc(row(0, "1", 5));
    KrakenSession next = new KrakenSession(InstantSource.fixed(NOON));
    next.subscribe(Set.of(MINUTES));
    List<FeedEvent> events =
        next.read("{\"channel\":\"ohlc\",\"type\":\"snapshot\",\"data\":[" + row(1, "2", 1) + "]}");
    assertThat(events).containsExactly(moved(1, "2", 1, false));
  }

  @Test
  void aRequestSubscribesToOneChannelAndEachSymbolHasAResponse() {
    Message message = talk.subscribe(Set.of(MINUTES));
    assertThat(message.text())
        .isEqualTo(
            """
            {"method":"subscribe","params":{"channel":"ohlc","symbol":["BTC/USD"],"interval":1,\
            "snapshot":true},"req_id":1}\
            """);
    assertThat(
            talk.read(
                """
                {"method":"subscribe","req_id":1,"result":{"channel":"ohlc","interval":1,\
                "symbol":"BTC/USD","snapshot":true},"success":true}\
                """))
        .containsExactly(new FeedEvent.Accepted(Set.of(MINUTES)));
    assertThat(
            talk.read(
                """
                {"error":"Currency pair not supported BTC/USD","method":"subscribe","req_id":1,\
                "success":false,"symbol":"BTC/USD"}\
                """))
        .containsExactly(new FeedEvent.Rejected(Set.of(MINUTES), "kraken rejects BTC/USD"));
  }

  /// "Already subscribed to one ohlc interval on this symbol".
  @Test
  void aConnectionCarriesOneIntervalOfASymbol() {
    KrakenProtocol kraken =
        new KrakenProtocol(URI.create("ws://127.0.0.1"), InstantSource.fixed(NOON));
    Candles hours = new Candles(BTC_USD, Interval.H1);
    assertThat(kraken.fits(hours, Set.of(MINUTES))).isFalse();
    assertThat(kraken.fits(hours, Set.of(PRINTS, LAST))).isTrue();
    assertThat(kraken.fits(PRINTS, Set.of(MINUTES))).isTrue();
    assertThat(kraken.supports(new Candles(BTC_USD, Interval.W1))).isFalse();
    assertThat(kraken.supports(hours)).isTrue();
  }

  @Test
  void aHeartbeatIsASignOfLifeAndOtherChannelsAreUnknown() {
    assertThat(talk.read("{\"channel\":\"heartbeat\"}")).containsExactly(new FeedEvent.Heartbeat());
    assertThat(talk.read("{\"channel\":\"status\",\"data\":[{}]}"))
        .containsExactly(new FeedEvent.Heartbeat());
    assertThat(talk.read("{\"channel\":\"book\",\"data\":[]}"))
        .containsExactly(new FeedEvent.Unknown());
    assertThat(talk.read("{\"event\":\"heartbeat\"}")).containsExactly(new FeedEvent.Unknown());
  }

  private static String payload(String name) throws IOException {
    return Files.readString(SharedData.required().resolve("venue-payloads/kraken-" + name));
  }

  @Test
  void recordedPrintsAreReadExactly() throws IOException {
    talk.subscribe(Set.of(PRINTS));
    assertThat(talk.read(payload("ws_trade_update.json")))
        .containsExactly(
            new FeedEvent.PrintReceived(
                new Print(
                    BTC_USD,
                    new BigDecimal("105944.20"),
                    new BigDecimal("0.00027625"),
                    Instant.parse("2023-10-06T17:35:55.440295Z"),
                    Print.Side.BUY,
                    "10218208")),
            new FeedEvent.PrintReceived(
                new Print(
                    BTC_USD,
                    new BigDecimal("105910.50"),
                    new BigDecimal("0.00012460"),
                    Instant.parse("2023-10-06T17:35:56.123456Z"),
                    Print.Side.SELL,
                    "10218209")));
  }

  @Test
  void recordedTickersCandlesAndAnswersAreRead() throws IOException {
    talk.subscribe(Set.of(LAST));
    talk.subscribe(Set.of(MINUTES));
    LastPrice.Day day =
        new LastPrice.Day(
            new BigDecimal("105649.40"),
            new BigDecimal("106613.10"),
            new BigDecimal("104711.00"),
            new BigDecimal("163.28908096"));
    Instant time = Instant.parse("2022-12-25T09:30:59.123456Z");
    assertThat(talk.read(payload("ws_ticker_snapshot.json")))
        .containsExactly(
            new FeedEvent.LastPriceReceived(
                new LastPrice(BTC_USD, new BigDecimal("105899.40"), time, day)));
    CandleReceived moved = (CandleReceived) talk.read(payload("ws_ohlc_update.json")).getFirst();
    assertThat(moved.candle().openTime()).isEqualTo("2023-10-04T16:25:00Z");
    assertThat(moved.candle().volume()).hasToString("30927.68066226");
    assertThat(talk.read(payload("ws_subscribe_response.json")))
        .containsExactly(new FeedEvent.Accepted(Set.of(LAST)));
  }

  @Test
  void aTickerWithoutATimeIsOfNow() {
    talk.subscribe(Set.of(LAST));
    List<FeedEvent> events =
        talk.read(
            """
            {"channel":"ticker","type":"update","data":[{"symbol":"BTC/USD","last":2.0,\
            "volume":1,"low":1,"high":3,"change":-0.5}]}\
            """);
    LastPrice price = ((FeedEvent.LastPriceReceived) events.getFirst()).price();
    assertThat(price.time()).isEqualTo(NOON);
    assertThat(price.day()).isNotNull().extracting(LastPrice.Day::open).hasToString("2.5");
  }

  private @Nullable Instant eventTime(String message) {
    talk.subscribe(Set.of(LAST));
    talk.subscribe(Set.of(PRINTS));
    talk.read(message);
    return talk.eventTime();
  }

  @Test
  void aMessageStatesItsTimeOrThatOfItsNewestRow() {
    String trade =
        """
        {"symbol":"BTC/USD","side":"buy","price":2.0,"qty":1.0,"ord_type":"limit","trade_id":%d,\
        "timestamp":"2025-03-05T12:00:0%d.250000Z"}\
        """;
    String rows = trade.formatted(1, 1) + "," + trade.formatted(2, 2);
    assertThat(eventTime("{\"channel\":\"trade\",\"type\":\"update\",\"data\":[" + rows + "]}"))
        .isEqualTo(NOON.plusMillis(2250));
    assertThat(eventTime("{\"channel\":\"trade\",\"type\":\"snapshot\",\"data\":[" + rows + "]}"))
        .as("a snapshot is of the past")
        .isNull();
    talk.subscribe(Set.of(MINUTES));
    ohlc(row(0, "2.5", 1));
    assertThat(talk.eventTime()).as("that of a candle is its interval's").isNull();
    assertThat(eventTime("{\"channel\":\"heartbeat\"}")).isNull();
  }
}
