package dev.candlewick.provider.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider.Listing;
import dev.candlewick.testing.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Proves that recorded responses of Binance's are parsed without loss: every field equals its
/// text.
class RecordedBinanceTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void recordedCandlesAreReadExactly() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(SharedData.required().resolve("venue-cases"))) {
      files = all.filter(f -> f.getFileName().toString().startsWith("binance-ohlcv-")).toList();
    }
    assertThat(files).hasSizeGreaterThan(5);
    for (Path file : files) sameAsText(file);
    sameAsText(payload("klines"));
  }

  @Test
  void recordedCandlesAreSound() throws IOException {
    Path cases = SharedData.required().resolve("venue-cases");
    for (String name : List.of("1h-normal", "1h-outage", "1h-2018-maintenance", "1h-smallprice")) {
      CandleBatch batch = parsed(cases.resolve("binance-ohlcv-" + name + ".json"));
      assertThat(batch.fault(Grid.of(Interval.H1))).as(name).isEmpty();
    }
  }

  @Test
  void theRecordedListingIsRead() throws IOException {
    ExchangeInfo info = ExchangeInfo.parse(Files.readAllBytes(payload("exchange_info")));
    assertThat(info.weightPerMinute()).isEqualTo(1200);
    assertThat(info.listings()).contains(Listing.of("BTCUSDT", new Symbol("BTC", "USDT"), true));
  }

  private static void sameAsText(Path file) throws IOException {
    JsonNode rows = JSON.readTree(Files.readAllBytes(file));
    CandleBatch batch = parsed(file);
    assertThat(batch.size()).as(file.toString()).isEqualTo(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      JsonNode row = rows.get(i);
      Candle candle = batch.candle(i);
      assertThat(candle.openTime().toEpochMilli()).isEqualTo(row.get(0).longValue());
      assertThat(candle.closeTime().toEpochMilli()).isEqualTo(row.get(6).longValue());
      assertThat(candle.trades()).isEqualTo(row.get(8).intValue());
      assertThat(texts(candle)).containsExactlyElementsOf(texts(row));
    }
  }

  private static List<String> texts(Candle candle) {
    return Stream.of(
            candle.open(),
            candle.high(),
            candle.low(),
            candle.close(),
            candle.volume(),
            candle.quoteVolume(),
            candle.takerBaseVolume(),
            candle.takerQuoteVolume())
        .map(RecordedBinanceTest::text)
        .toList();
  }

  private static String text(@Nullable BigDecimal value) {
    return value == null ? "absent" : value.toPlainString();
  }

  private static List<String> texts(JsonNode row) {
    return Stream.of(1, 2, 3, 4, 5, 7, 9, 10).map(i -> row.get(i).asText()).toList();
  }

  private static CandleBatch parsed(Path file) throws IOException {
    return CandlesParser.parse(Files.readAllBytes(file), 10);
  }

  private static Path payload(String name) {
    return SharedData.required()
        .resolve("venue-payloads/binance-http_spot_market_" + name + ".json");
  }
}
