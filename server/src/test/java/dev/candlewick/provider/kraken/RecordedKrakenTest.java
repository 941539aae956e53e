package dev.candlewick.provider.kraken;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider.Listing;
import dev.candlewick.provider.QuotedPrice;
import dev.candlewick.testing.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proves that recorded responses of Kraken's are parsed without loss: every field equals its text,
/// and the candle that was running at the recording is left out.
class RecordedKrakenTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Symbol BTC_USDT = new Symbol("BTC", "USDT");

  private static byte[] body(String file) throws IOException {
    return Files.readAllBytes(SharedData.required().resolve(file));
  }

  private static JsonNode rows(byte[] body) throws IOException {
    return JSON.readTree(body).path("result").properties().iterator().next().getValue();
  }

  @ParameterizedTest
  @CsvSource({
    "kraken/http_ohlc_XBTUSDT_1m.json, M1, 720, 721",
    "venue-cases/kraken-ohlc-2017-tail.json, M1, 4, 5",
    "venue-cases/ccxt-static-kraken-fetchOHLCV.json, H1, 5, 6",
  })
  void candlesAreReadExactlyAndTheRunningOneIsLeftOut(
      String file, Interval interval, int committed, int recorded) throws IOException {
    byte[] body = body(file);
    JsonNode rows = rows(body);
    CandleBatch batch = KrakenResponses.candles(body, Grid.of(interval));
    assertThat(rows.size()).isEqualTo(recorded);
    assertThat(batch.size()).isEqualTo(committed);
    assertThat(batch.fault(Grid.of(interval))).isEmpty();
    for (int i = 0; i < committed; i++) same(batch.candle(i), rows.get(i), interval);
  }

  private static void same(Candle candle, JsonNode row, Interval interval) {
    Instant open = Instant.ofEpochSecond(row.get(0).longValue());
    assertThat(candle.openTime()).isEqualTo(open);
    assertThat(candle.closeTime()).isEqualTo(open.plus(interval.length()).minusMillis(1));
    assertThat(
            List.of(
                candle.open().toPlainString(),
                candle.high().toPlainString(),
                candle.low().toPlainString(),
                candle.close().toPlainString(),
                candle.volume().toPlainString(),
                candle.trades()))
        .containsExactly(
            row.get(1).textValue(),
            row.get(2).textValue(),
            row.get(3).textValue(),
            row.get(4).textValue(),
            row.get(6).textValue(),
            row.get(7).intValue());
    assertThat(candle.quoteVolume()).isNull();
  }

  @Test
  void quietMinutesAreCandlesToo() throws IOException {
    CandleBatch batch =
        KrakenResponses.candles(body("kraken/http_ohlc_XBTUSDT_1m.json"), Grid.of(Interval.M1));
    assertThat(IntStream.range(0, batch.size()).filter(i -> batch.trades(i) == 0).count())
        .as("216 in the recording, of which one is running")
        .isEqualTo(215);
  }

  @ParameterizedTest
  @CsvSource({
    "kraken/http_trades_XBTUSDT.json, 1000",
    "venue-cases/kraken-trades-20.json, 20",
    "venue-cases/ccxt-static-kraken-fetchTrades.json, 1",
  })
  void printsAreReadExactly(String file, int count) throws IOException {
    byte[] body = body(file);
    JsonNode rows = rows(body);
    List<Print> prints = KrakenResponses.prints(body, BTC_USDT, 1000);
    assertThat(prints).hasSize(count);
    for (int i = 0; i < count; i++) {
      Print print = prints.get(i);
      JsonNode row = rows.get(i);
      assertThat(print.price().toPlainString()).isEqualTo(row.get(0).textValue());
      assertThat(print.qty().toPlainString()).isEqualTo(row.get(1).textValue());
      assertThat(print.taker() == Print.Side.BUY).isEqualTo(row.get(3).textValue().equals("b"));
      assertThat(print.tradeId()).isEqualTo(row.get(6).asText());
    }
    assertThat(prints).isSortedAccordingTo((a, b) -> a.time().compareTo(b.time()));
  }

  @Test
  void timesOfPrintsAreExactToTheMicrosecond() throws IOException {
    List<Print> prints =
        KrakenResponses.prints(body("venue-cases/kraken-trades-20.json"), BTC_USDT, 1000);
    assertThat(prints.get(0).time()).isEqualTo(Instant.parse("2025-11-10T17:23:53.971744Z"));
    assertThat(prints.get(8).time()).isEqualTo(Instant.parse("2025-11-10T17:26:56.311265Z"));
  }

  @Test
  void printsWithoutAnIdAreIdentifiedByTheirContent() throws IOException {
    byte[] body = body("venue-cases/kraken-trades-2013-no-id.json");
    List<Print> prints = KrakenResponses.prints(body, new Symbol("BTC", "USD"), 1000);
    assertThat(prints).hasSize(14);
    assertThat(prints.getFirst().tradeId()).isEqualTo("1385579841.7774-1023.82219-0.00435995");
    assertThat(prints.getFirst().time()).isEqualTo(Instant.parse("2013-11-27T19:17:21.777400Z"));
    assertThat(prints.stream().map(Print::tradeId).distinct()).hasSize(14);
    assertThat(KrakenResponses.prints(body, new Symbol("BTC", "USD"), 3))
        .isEqualTo(prints.subList(11, 14));
  }

  @ParameterizedTest
  @CsvSource({
    "venue-cases/kraken-ticker.json, XBTUSDT, 105899.40000",
    "venue-cases/kraken-tickers-2.json, XXBTZEUR, 560.87711",
    "venue-cases/ccxt-static-kraken-fetchTicker.json, XBTUSDT, 73380.60000",
    "venue-payloads/kraken-http_ticker.json, XBTUSDT, 105899.40000",
  })
  void pricesAreReadExactly(String file, String name, String price) throws IOException {
    assertThat(KrakenResponses.prices(body(file)))
        .containsEntry(name, new QuotedPrice.Valid(new BigDecimal(price)));
  }

  @Test
  void everyRecordedSymbolHasItsCommonName() throws IOException {
    byte[] body = body("kraken/xchange_assetpairs.json");
    List<KrakenMarket> markets = KrakenResponses.markets(body);
    JsonNode recorded = JSON.readTree(body).path("result");
    long dark = recorded.properties().stream().filter(e -> e.getKey().endsWith(".d")).count();
    assertThat(markets).hasSize((int) (recorded.size() - dark));
    assertThat(markets.stream().map(KrakenMarket::listing))
        .contains(
            new Listing(
                "XBTUSD", new Symbol("BTC", "USD"), Set.of("XXBTZUSD", "XBT/USD"), true, null),
            new Listing(
                "XDGXBT", new Symbol("DOGE", "BTC"), Set.of("XXDGXXBT", "XDG/XBT"), true, null),
            new Listing(
                "XTZUSD", new Symbol("XTZ", "USD"), Set.of("XTZUSD", "XTZ/USD"), true, null),
            new Listing(
                "USDTUSD", new Symbol("USDT", "USD"), Set.of("USDTZUSD", "USDT/USD"), true, null));
    for (KrakenMarket market : markets) {
      Map.Entry<String, JsonNode> at = Map.entry(market.key(), recorded.path(market.key()));
      Symbol byIds =
          new Symbol(
              KrakenMarket.toCommonTicker(at.getValue().path("base").asText()),
              KrakenMarket.toCommonTicker(at.getValue().path("quote").asText()));
      assertThat(market.symbol()).isEqualTo(byIds);
      assertThat(KrakenMarket.guessed(market.symbol()).altname()).isEqualTo(market.altname());
    }
  }

  @Test
  void theRecordedAssetsHaveTheNamesWeGiveThem() throws IOException {
    JsonNode assets = JSON.readTree(body("kraken/xchange_assets.json")).path("result");
    for (Map.Entry<String, JsonNode> asset : assets.properties()) {
      String altname = asset.getValue().path("altname").asText();
      if (asset.getKey().equals("KFEE") || altname.equals(asset.getKey())) continue;
      assertThat(KrakenMarket.toCommonTicker(asset.getKey()))
          .as(asset.getKey())
          .isEqualTo(KrakenMarket.toCommonTicker(altname));
    }
  }

  @Test
  void aTokenOfAShareIsNotListed() throws IOException {
    assertThat(
            KrakenResponses.markets(body("venue-payloads/kraken-http_asset_pairs_tokenized.json")))
        .isEmpty();
    assertThat(KrakenResponses.markets(body("venue-payloads/kraken-http_asset_pairs.json")))
        .extracting(KrakenMarket::listing)
        .contains(new Listing("XBTUSDT", BTC_USDT, Set.of("XBTUSDT", "XBT/USDT"), true, null));
  }
}
