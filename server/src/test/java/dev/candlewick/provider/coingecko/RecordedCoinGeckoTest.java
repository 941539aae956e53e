package dev.candlewick.provider.coingecko;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Interval;
import dev.candlewick.market.PricePoint;
import dev.candlewick.provider.ChartProvider.Chart;
import dev.candlewick.testing.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// Proves that recorded responses of CoinGecko's are parsed without loss.
class RecordedCoinGeckoTest {
  private static final Instant NOW = Instant.parse("2025-01-01T00:00:00Z");

  private static Path file(String name) {
    return SharedData.required().resolve("coingecko").resolve(name);
  }

  private static byte[] recorded(String name) throws IOException {
    return Files.readAllBytes(file(name));
  }

  private static List<Instrument> coins() throws IOException {
    try (InputStream list = new GZIPInputStream(Files.newInputStream(file("coins_list.json.gz")))) {
      return CoinLists.instruments(list.readAllBytes());
    }
  }

  /// Returns the times and prices of the list of prices, each as its text.
  private static List<String> texts(byte[] body) throws IOException {
    List<String> texts = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(body)) {
      while (!"market_caps".equals(json.currentName())) {
        JsonToken token = json.nextToken();
        if (token != null && token.isNumeric()) texts.add(json.getText());
      }
    }
    return texts;
  }

  private static Chart sameAsText(byte[] body, Interval granularity, int count) throws IOException {
    Chart chart = MarketChart.parse(body).chart(granularity, NOW);
    List<PricePoint> all = new ArrayList<>(chart.points());
    PricePoint running = chart.running();
    if (running != null) all.add(running);
    List<String> texts = texts(body);
    assertThat(all).hasSize(count);
    assertThat(texts).hasSize(2 * count);
    for (int i = 0; i < count; i++) {
      assertThat(all.get(i).time().toEpochMilli()).isEqualTo(Long.parseLong(texts.get(2 * i)));
      assertThat(all.get(i).price()).isEqualTo(new BigDecimal(texts.get(2 * i + 1)));
    }
    return chart;
  }

  @Test
  void aRecordedDayLosesNothing() throws IOException {
    Chart chart = sameAsText(recorded("market_chart.json"), Interval.M5, 289);
    assertThat(chart.points()).hasSize(288);
    assertThat(chart.running())
        .isEqualTo(
            new PricePoint(
                Instant.ofEpochMilli(1678922408000L), new BigDecimal("1.1166267344471446")));
  }

  @Test
  void recordedDaysPreserveSmallPricesAndSeparateTheRunningPoint() throws IOException {
    Chart chart = sameAsText(recorded("market_chart_alephium_btc_daily.json"), Interval.D1, 6);
    assertThat(chart.points()).hasSize(5);
    PricePoint first = chart.points().getFirst();
    assertThat(first.time()).hasToString("2023-12-09T00:00:00Z");
    assertThat(first.price().toPlainString()).isEqualTo("0.000016446899669484214");
    assertThat(chart.running())
        .isEqualTo(
            new PricePoint(
                Instant.parse("2023-12-13T14:15:09Z"), new BigDecimal("1.895741967034403e-05")));
  }

  @Test
  void theRecordedCurrenciesAreRead() throws IOException {
    assertThat(CoinLists.currencies(recorded("currencies.json")))
        .contains("usd", "eur", "gbp", "aud", "chf", "jpy", "btc", "sats")
        .doesNotHaveDuplicates();
  }

  @Test
  void allRecordedCoinsButTheOneWithoutASymbolAreListed() throws IOException {
    assertThat(coins()).hasSize(11_458 - 1).extracting(Instrument::id).doesNotHaveDuplicates();
  }
}
