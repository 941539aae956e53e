package dev.candlewick.provider.feed;

import static dev.candlewick.testing.RecordingListener.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.FeedTopic.Candles;
import dev.candlewick.provider.FeedTopic.Last;
import dev.candlewick.provider.FeedTopic.Prints;
import dev.candlewick.provider.binance.BinanceProtocol;
import dev.candlewick.provider.coinbase.CoinbaseProtocol;
import dev.candlewick.provider.kraken.KrakenProtocol;
import dev.candlewick.testing.FeedRecording;
import dev.candlewick.testing.FeedResponses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Proves that sessions recorded in 2021 yield as many prints, candles and prices as the author of
/// the recordings counted.
class RecordedFeedTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String END = "the end, which is not JSON";

  private static Symbol symbol(String pair) {
    String[] names = pair.split("[-/]", -1);
    return new Symbol(names[0].replace("XBT", "BTC"), names[1].replace("XBT", "BTC"));
  }

  private static Set<FeedTopic> printsAndLast(String... pairs) {
    return Stream.of(pairs)
        .map(RecordedFeedTest::symbol)
        .flatMap(symbol -> Stream.of(new Prints(symbol), new Last(symbol)))
        .collect(Collectors.toSet());
  }

  /// Sends every line and one that is unknown, and waits for the latter.
  private static void play(FeedRig rig, Set<FeedTopic> topics, List<String> lines, long unknown) {
    rig.feed.setTopics(topics);
    rig.live();
    lines.forEach(rig.venue::send);
    rig.venue.send(END);
    await("the end", () -> rig.feed.health().unknown() > unknown);
    assertThat(rig.feed.health().unknown()).isEqualTo(unknown + 1);
    assertThat(rig.venue.attempts()).isEqualTo(1);
  }

  @Test
  void theBinanceSessionYieldsTwoPrintsAndTwoCandles() {
    FeedRecording session = FeedRecording.of("BINANCE.ws.1.0");
    Set<FeedTopic> topics =
        Stream.of("NKN-USDT", "BLZ-ETH", "LRC-BTC", "RUNE-EUR")
            .map(RecordedFeedTest::symbol)
            .flatMap(s -> Stream.of(new Prints(s), new Candles(s, Interval.M1)))
            .collect(Collectors.toSet());
    try (FeedRig rig =
        new FeedRig(BinanceProtocol::new, FeedRig.limits(), FeedResponses::binance)) {
      play(rig, topics, session.lines(), 177 + 84);
      assertThat(rig.listener.prints()).hasSize(2);
      assertThat(rig.listener.candles()).hasSize(2).noneMatch(candle -> candle.closed());
      assertThat(rig.listener.prints().getFirst().price()).hasToString("0.35280000");
    }
  }

  @Test
  void theCoinbaseSessionYields107PrintsAnd107Prices() {
    FeedRecording session = FeedRecording.of("COINBASE.ws.28.0.gz");
    Set<FeedTopic> topics =
        printsAndLast(
            "SKL-USD",
            "SKL-BTC",
            "BAND-GBP",
            "NMR-EUR",
            "BAND-BTC",
            "YFI-BTC",
            "DASH-BTC",
            "NU-GBP",
            "CRV-EUR",
            "SKL-GBP");
    try (FeedRig rig =
        new FeedRig(CoinbaseProtocol::new, FeedRig.limits(), FeedResponses::coinbase)) {
      play(rig, topics, session.lines(), 9719 + 10);
      assertThat(rig.listener.prints()).hasSize(97 + 10);
      assertThat(rig.listener.lasts()).hasSize(107).allMatch(last -> last.day() != null);
    }
  }

  private static FeedRig kraken() {
    return new FeedRig(
        uri -> new KrakenProtocol(uri, InstantSource.system()),
        FeedRig.limits(),
        FeedResponses::kraken);
  }

  private static Set<FeedTopic> krakens() {
    return printsAndLast(
        "WAVES/EUR",
        "XMR/USD",
        "KSM/XBT",
        "GRT/ETH",
        "SC/EUR",
        "ETH/CHF",
        "OCEAN/XBT",
        "OMG/USD",
        "XBT/CHF",
        "ADA/XBT");
  }

  /// The recording is of protocol version 1, which the session cannot parse.
  @Test
  void messagesOfKrakensFirstVersionAreCountedAndIgnored() {
    FeedRecording session = FeedRecording.of("KRAKEN.ws.49.0");
    try (FeedRig rig = kraken()) {
      play(rig, krakens(), session.lines(), session.lines().size());
      assertThat(rig.listener.prints()).isEmpty();
      assertThat(rig.listener.lasts()).isEmpty();
    }
  }

  /// Its ten prints came on a separate connection, whose recording is not available.
  @Test
  void theKrakenSessionInVersion2YieldsEighteenPrices() {
    List<String> lines =
        FeedRecording.of("KRAKEN.ws.49.0").lines().stream()
            .map(RecordedFeedTest::tree)
            .filter(JsonNode::isArray)
            .filter(line -> line.path(2).asText().equals("ticker"))
            .map(RecordedFeedTest::ticker)
            .toList();
    try (FeedRig rig = kraken()) {
      play(rig, krakens(), lines, 0);
      assertThat(rig.listener.lasts()).hasSize(18);
    }
  }

  private static JsonNode tree(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Converts `[id, payload, "ticker", pair]` to the message of version 2.
  private static String ticker(JsonNode line) {
    JsonNode old = line.path(1);
    BigDecimal last = new BigDecimal(old.path("c").path(0).asText());
    BigDecimal open = new BigDecimal(old.path("o").path(1).asText());
    return """
    {"channel":"ticker","type":"update","data":[{"symbol":"%s","last":%s,"volume":%s,"low":%s,\
    "high":%s,"change":%s}]}\
    """
        .formatted(
            symbol(line.path(3).asText()),
            last.toPlainString(),
            old.path("v").path(1).asText(),
            old.path("l").path(1).asText(),
            old.path("h").path(1).asText(),
            last.subtract(open).toPlainString());
  }
}
