package dev.candlewick.provider.binance;

import static dev.candlewick.provider.feed.FeedRig.BTC;
import static dev.candlewick.provider.feed.FeedRig.LAST;
import static dev.candlewick.provider.feed.FeedRig.MINUTES;
import static dev.candlewick.provider.feed.FeedRig.PRINTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Interval;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.FeedTopic.Candles;
import dev.candlewick.provider.FeedTopic.Prints;
import dev.candlewick.provider.feed.FeedEvent;
import dev.candlewick.testing.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Proves that Binance's stream messages are parsed exactly, as its REST responses are.
class BinanceFeedTest {
  private final BinanceSession talk = new BinanceSession();

  private FeedEvent read(String text, FeedTopic... topics) {
    for (FeedTopic topic : topics) talk.subscribe(Set.of(topic));
    return talk.read(text).getFirst();
  }

  static String kline(long open, boolean closed) {
    return """
    {"stream":"btcusdt@kline_1m","data":{"e":"kline","E":1672515782136,"s":"BTCUSDT","k":{"t":%d,\
    "T":%d,"s":"BTCUSDT","i":"1m","f":100,"L":200,"o":"0.00100000","c":"0.0020","h":"0.0025",\
    "l":"0.0010","v":"1000","n":100,"x":%b,"q":"1.0000","V":"500","Q":"0.500","B":"123456"}}}\
    """
        .formatted(open, open >= 100_000_000_000_000L ? open + 59_999_999 : open + 59_999, closed);
  }

  @Test
  void aCandleHasAllThatARowOfTheRestInterfaceHas() {
    long open = 1672515780000L;
    byte[] row =
        """
        [[%d,"0.00100000","0.0025","0.0010","0.0020","1000",%d,"1.0000",100,"500","0.500","0"]]
        """
            .formatted(open, open + 59_999)
            .getBytes(StandardCharsets.UTF_8);
    Candle rest = CandlesParser.parse(row, 1).candle(0);
    assertThat(read(kline(open, true), MINUTES))
        .isEqualTo(new FeedEvent.CandleReceived(MINUTES, rest, true));
    assertThat(read(kline(open, false)))
        .isEqualTo(new FeedEvent.CandleReceived(MINUTES, rest, false));
  }

  @Test
  void aTimeInMicrosecondsIsKnownByItsSize() {
    FeedEvent.CandleReceived moved =
        (FeedEvent.CandleReceived) read(kline(1672515780000000L, true), MINUTES);
    assertThat(moved.candle().openTime()).isEqualTo("2022-12-31T19:43:00Z");
    assertThat(moved.candle().closeTime()).isEqualTo("2022-12-31T19:43:59.999999Z");
  }

  @Test
  void theSideOfTheMakerDeterminesThatOfTheTaker() {
    String text =
        """
        {"stream":"btcusdt@aggTrade","data":{"e":"aggTrade","E":1672515782136,"s":"BTCUSDT",\
        "a":12345,"p":"0.00100000","q":"100","f":100,"l":105,"T":1672515782136,"m":true,"M":true}}\
        """;
    Print print =
        new Print(
            BTC,
            new BigDecimal("0.00100000"),
            new BigDecimal("100"),
            Instant.ofEpochMilli(1672515782136L),
            Print.Side.SELL,
            "12345");
    assertThat(read(text, PRINTS)).isEqualTo(new FeedEvent.PrintReceived(print));
    FeedEvent.PrintReceived bought =
        (FeedEvent.PrintReceived) read(text.replace("\"m\":true", "\"m\":false"));
    assertThat(bought.print().taker()).isEqualTo(Print.Side.BUY);
  }

  @Test
  void theLastPriceComesWithItsDay() {
    String text =
        """
        {"stream":"btcusdt@miniTicker","data":{"e":"24hrMiniTicker","E":1672515782136,\
        "s":"BTCUSDT","c":"0.0025","o":"0.0010","h":"0.0026","l":"0.0009","v":"10000","q":"18"}}\
        """;
    LastPrice.Day day =
        new LastPrice.Day(
            new BigDecimal("0.0010"),
            new BigDecimal("0.0026"),
            new BigDecimal("0.0009"),
            new BigDecimal("10000"));
    assertThat(read(text, LAST))
        .isEqualTo(
            new FeedEvent.LastPriceReceived(
                new LastPrice(
                    BTC, new BigDecimal("0.0025"), Instant.ofEpochMilli(1672515782136L), day)));
  }

  @Test
  void aResponseNamesItsTopics() {
    talk.subscribe(Set.of(PRINTS));
    talk.subscribe(Set.of(LAST));
    assertThat(read("{\"result\":null,\"id\":2}")).isEqualTo(new FeedEvent.Accepted(Set.of(LAST)));
    assertThat(read("{\"error\":{\"code\":2,\"msg\":\"Invalid request\"},\"id\":1}"))
        .isEqualTo(
            new FeedEvent.Rejected(Set.of(PRINTS), "binance rejects a subscription (code 2)"));
    assertThat(read("{\"result\":null,\"id\":77}")).isEqualTo(new FeedEvent.Heartbeat());
  }

  @Test
  void everyIntervalHasAStream() {
    for (Interval interval : Interval.values()) {
      assertThat(BinanceProtocol.stream(new Candles(BTC, interval)))
          .isEqualTo("btcusdt@kline_" + interval.code());
    }
    BinanceProtocol dialect = new BinanceProtocol(URI.create("wss://data-stream.binance.vision"));
    assertThat(dialect.uri()).hasToString("wss://data-stream.binance.vision/stream");
  }

  @Test
  void aRecordedAggregateTradeIsRead() throws IOException {
    String text =
        Files.readString(
            SharedData.required().resolve("venue-payloads/binance-ws_spot_agg_trade.json"));
    Symbol eth = new Symbol("ETH", "USDT");
    Print print =
        new Print(
            eth,
            new BigDecimal("1632.46000000"),
            new BigDecimal("0.34305000"),
            Instant.ofEpochMilli(1675759520847L),
            Print.Side.BUY,
            "226532");
    assertThat(read(text, new Prints(eth))).isEqualTo(new FeedEvent.PrintReceived(print));
  }

  @Test
  void aMessageStatesWhenItWasSent() {
    read(kline(1672515780000L, false), MINUTES);
    assertThat(talk.eventTime()).isEqualTo("2022-12-31T19:43:02.136Z");
    talk.read("{\"result\":null,\"id\":1}");
    assertThat(talk.eventTime()).isNull();
  }
}
