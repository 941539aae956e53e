package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.testing.CoinGeckoReplay;
import dev.candlewick.testing.CoinGeckoReplay.Refusal;
import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.Waiting;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the market chart rejects, and the response while a venue fails.
class MarketChartRefusalsIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String CHART = "/api/v1/market_chart";

  @TempDir private static Path home;
  private static CoinGeckoReplay gecko;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    gecko = new CoinGeckoReplay();
    gecko.chart("bitcoin", "usd", days(5));
    gecko.chart("ripple", "usd", days(5));
    gecko.chart("solana", "usd", CoinGeckoReplay.body(List.of()));
    server =
        ServerProcess.start(
            home,
            Map.of(
                "CRYPTO_API_BASE_URL", gecko.uri().toString(),
                "COINGECKO_RATE", "6000",
                "REQUEST_TIMEOUT", "500ms",
                "BINANCE_BASE_URL", "http://127.0.0.1:9",
                "KRAKEN_BASE_URL", "http://127.0.0.1:9",
                "COINBASE_BASE_URL", "http://127.0.0.1:9"));
  }

  @AfterAll
  static void stop() {
    server.close();
    gecko.close();
  }

  @AfterEach
  void obey() {
    gecko.refuse(null);
  }

  private static String days(int count) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < count; i++) {
      if (i > 0) points.append(',');
      points.append("[").append(1_732_755_600_000L + i * 86_400_000L).append(",").append(100 + i);
      points.append("]");
    }
    return CoinGeckoReplay.body(List.of(points.toString()));
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  private static HttpResponse<String> request(String coin) {
    return server.get(CHART + "/?symbol=" + coin + "&currency=usd&days=30&provider=coingecko");
  }

  private static boolean isHeld() throws IOException {
    for (JsonNode venue : json(server.get("/health")).path("venues")) {
      if (venue.path("venue").asText().equals("coingecko")) {
        return !venue.path("retry_at").isNull();
      }
    }
    throw new IllegalStateException("the venue is not in /health");
  }

  @Test
  void aLimitOfTheVenueIsReportedWithItsTime() {
    gecko.refuse(new Refusal(429, "<html>error code: 1015</html>", "2"));
    HttpResponse<String> response = request("LTC");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.body()).contains("PROVIDER_RATE_LIMITED").doesNotContain("1015");
    assertThat(response.headers().firstValue("Retry-After").orElse("")).matches("[12]");
    Waiting.until(MarketChartRefusalsIT::isHeld, held -> !held);
  }

  @Test
  void aRangeThePlanDoesNotReachIsRefusedAndNeverRepeated() {
    gecko.refuse(
        new Refusal(
            401, "{\"error\":{\"status\":{\"error_code\":10012,\"error_message\":\"x\"}}}", null));
    long before = gecko.chartRequests();
    HttpResponse<String> response = request("ADA");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains("PROVIDER_LIMIT", "365 days");
    assertThat(gecko.chartRequests() - before).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} is {1} {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /?currency=usd&days=1&provider=coingecko | 422 | query.symbol
          /?symbol=bitcoin&days=1&provider=coingecko | 422 | query.currency
          /?symbol=bitcoin&currency=usd&provider=coingecko | 422 | query.days
          /?symbol=bitcoin&currency=usd&days=1 | 422 | query.provider
          /?symbol=bitcoin&currency=usd&days=ten&provider=coingecko | 422 | query.days
          /?symbol=bitcoin&currency=usd&days=1.5&provider=coingecko | 422 | query.days
          /?symbol=bitcoin&currency=usd&days=0&provider=coingecko | 400 | INVALID_PARAMETER
          /?symbol=bitcoin&currency=usd&days=-7&provider=coingecko | 400 | INVALID_PARAMETER
          /?symbol=bitcoin&currency=usd&days=1&provider=mtgox | 422 | query.provider
          /?symbol=b!tcoin&currency=usd&days=1&provider=coingecko | 422 | query.symbol
          /?symbol=bitcoin&currency=u$d&days=1&provider=coingecko | 422 | query.currency
          /stats?symbol=bitcoim&currency=usd&days=1&provider=coingecko | 404 | BTC (bitcoin)
          /stats?symbol=bitcoin&currency=chf&days=1&provider=coingecko | 422 | there are usd, eur
          /stats?symbol=LTC&currency=usd&days=1&provider=stored | 404 | NO_DATA
          /stats?symbol=solana&currency=usd&days=1&provider=coingecko | 404 | NO_DATA
          /dataframe?symbol=ripple&currency=usd&days=30&provider=coingecko&window_size=0 | 422 | query.window_size
          /dataframe?symbol=ripple&currency=usd&days=30&provider=coingecko&window_size=6 | 422 | query.window_size
          /dataframe?symbol=ripple&currency=usd&days=30&provider=coingecko&volatility_window=1 | 422 | query.volatility_window
          /dataframe?symbol=ripple&currency=usd&days=30&provider=coingecko&normalize_base=inf | 422 | query.normalize_base
          /dataframe?symbol=ripple&currency=usd&days=30&provider=coingecko&normalize_base=x | 422 | query.normalize_base
          /dataframe?symbol=ripple&currency=usd&days=30&provider=coingecko&frequency=hourly | 422 | query.frequency
          /dataframe?symbol=ripple&currency=usd&days=30&provider=coingecko&start=soon | 422 | query.start
          /dataframe?symbol=ripple&currency=usd&days=30&provider=coingecko&start=2025-01-02&end=2025-01-01 | 422 | query.start
          /dataframe?symbol=ripple&currency=usd&days=30&provider=coingecko&start=2020-01-01&end=2020-01-02 | 422 | query.start
          /bitcoin/usd/plot-enriched?days=30&provider=coingecko&width=199 | 422 | query.width
          /bitcoin/usd/plot-enriched?days=30&provider=coingecko&height=4001 | 422 | query.height
          /bitcoin/usd/plot-enriched?days=30&provider=coingecko&format=bmp | 422 | query.format
          /bitcoin/usd/plot-enriched?days=30&provider=coingecko&theme=blue | 422 | query.theme
          /nocoin/usd/plot-enriched?days=30&provider=coingecko | 404 | NOT_FOUND
          /bitcoin/usd/plot-enriched?provider=coingecko | 422 | query.days
          /nothing | 404 | NOT_FOUND
          """)
  void aWrongRequestIsNamed(String path, int status, String named) throws IOException {
    HttpResponse<String> response = server.get(CHART + path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(response.body()).contains(named);
    assertThat(json(response).path("error").path("code").isTextual()).isTrue();
  }

  @Test
  void everyWrongParameterIsNamedAtOnce() {
    String body = server.get(CHART + "/dataframe?days=x&window_size=y&start=z").body();
    assertThat(body)
        .contains(
            "query.symbol",
            "query.currency",
            "query.days",
            "query.provider",
            "query.window_size",
            "query.start");
  }
}
