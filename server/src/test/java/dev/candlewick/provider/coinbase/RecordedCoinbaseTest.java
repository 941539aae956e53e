package dev.candlewick.provider.coinbase;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Print;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.QuotedPrice;
import dev.candlewick.provider.client.VenueRig;
import dev.candlewick.testing.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that recorded responses of Coinbase Exchange are parsed without loss, and that those of
/// its other API are rejected.
class RecordedCoinbaseTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static byte[] body(String file) throws IOException {
    return Files.readAllBytes(SharedData.required().resolve(file));
  }

  @ParameterizedTest
  @CsvSource({
    "venue-cases/coinbaseexchange-candles-10.json, M1, 10",
    "venue-cases/ccxt-static-coinbaseexchange-fetchOHLCV.json, H1, 1",
  })
  void candlesAreReadExactly(String file, Interval interval, int count) throws IOException {
    byte[] body = body(file);
    List<List<String>> written = written(body);
    CandleBatch batch = CoinbaseResponses.candles(body, Grid.of(interval));
    assertThat(batch.size()).isEqualTo(count);
    assertThat(batch.fault(Grid.of(interval))).isEmpty();
    for (int i = 0; i < count; i++) {
      assertThat(texts(batch.candle(count - 1 - i))).isEqualTo(written.get(i));
    }
  }

  /// Returns the digits of every row as written in the file, without a JSON library.
  private static List<List<String>> written(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    return Pattern.compile("\\[([^\\[\\]]+)]")
        .matcher(text)
        .results()
        .map(row -> Arrays.asList(row.group(1).split("\\s*,\\s*")))
        .toList();
  }

  private static List<String> texts(Candle candle) {
    Stream<BigDecimal> decimals =
        Stream.of(candle.low(), candle.high(), candle.open(), candle.close(), candle.volume());
    List<String> texts = new ArrayList<>();
    texts.add(Long.toString(candle.openTime().getEpochSecond()));
    decimals.map(BigDecimal::toPlainString).forEach(texts::add);
    return texts;
  }

  /// The years of the four-hour recording, as rows of the Exchange's responses.
  @Test
  void twentyThousandCandlesAreReadExactly() throws IOException {
    JsonNode recorded;
    try (InputStream file =
        new GZIPInputStream(
            Files.newInputStream(
                SharedData.required()
                    .resolve("coinbase/Coinbase-BTC-USD-PT4H-20160518_20251028.json.gz")))) {
      recorded = JSON.readTree(file).path("candles");
    }
    List<String> rows = new ArrayList<>();
    for (JsonNode bar : recorded) rows.add(row(bar));
    String body = "[" + String.join(",", rows.reversed()) + "]";
    CandleBatch batch =
        CoinbaseResponses.candles(body.getBytes(StandardCharsets.UTF_8), Grid.of(Interval.H4));
    assertThat(batch.size()).isEqualTo(20_695);
    assertThat(batch.fault(Grid.of(Interval.H4))).isEmpty();
    for (int i = 0; i < batch.size(); i++) {
      assertThat("[" + String.join(",", texts(batch.candle(i))) + "]").isEqualTo(rows.get(i));
    }
    int crash = VenueRig.opens(batch).indexOf(Instant.parse("2018-04-03T20:00:00Z"));
    assertThat(batch.candle(crash).low()).isEqualByComparingTo("5200");
  }

  private static String row(JsonNode bar) {
    return Stream.of("start", "low", "high", "open", "close", "volume")
        .map(field -> bar.path(field).textValue())
        .toList()
        .toString()
        .replace(" ", "");
  }

  @Test
  void pricesAreReadExactly() throws IOException {
    assertThat(CoinbaseResponses.price(body("venue-cases/coinbaseexchange-ticker-2015.json")))
        .contains(new QuotedPrice.Valid(new BigDecimal("246.28000000")));
    assertThat(
            CoinbaseResponses.price(
                body("venue-cases/ccxt-static-coinbaseexchange-fetchTicker.json")))
        .contains(new QuotedPrice.Valid(new BigDecimal("73367.8")));
  }

  @Test
  void printsAreReadExactly() throws IOException {
    byte[] body = body("venue-cases/ccxt-static-coinbaseexchange-fetchTrades.json");
    assertThat(CoinbaseResponses.prints(body, VenueRig.BTC_USD))
        .containsExactly(
            new Print(
                VenueRig.BTC_USD,
                new BigDecimal("73271.63000000"),
                new BigDecimal("0.00007448"),
                Instant.parse("2024-03-13T11:00:17.710679Z"),
                Print.Side.BUY,
                "18502034"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"candles", "products", "ticker"})
  void answersOfTheOtherApiAreRefused(String name) throws IOException {
    byte[] body = body("venue-payloads/coinbase-http_" + name + ".json");
    ProviderException refused =
        VenueRig.failure(() -> {
          switch (name) {
            case "candles" -> CoinbaseResponses.candles(body, Grid.of(Interval.H1));
            case "products" -> CoinbaseResponses.listings(body);
            default -> CoinbaseResponses.prints(body, VenueRig.BTC_USD);
          }
        });
    assertThat(refused.kind()).isEqualTo(ProviderException.Kind.MALFORMED);
  }
}
