package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.testing.ServerProcess;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Times at the ends of what can be written, and numbers beyond what can be computed with, have a
/// valid response wherever one is accepted.
class ExtremeValuesIT {
  private static final List<String> TIMES =
      List.of(
          "0001-01-01",
          "9999-12-31",
          "9999-12-31T23:59:59.999999999Z",
          "9999-12-31T23:59:59-18:00",
          "0001-01-01T00:00:00+18:00",
          "+999999999-12-31T23:59:59Z",
          "99999999999999",
          "0");

  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server = ServerProcess.start(home, Map.of("TARGET_ASSETS", "", "POLL_INTERVAL", "1d"));
    for (String interval : List.of("1d", "1w", "1M")) {
      String fetch = "/api/v1/candles/fetch/BTCUSDT?provider=simulated&interval=" + interval;
      assertThat(server.post(fetch, "").statusCode()).isEqualTo(200);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void assertProper(String what, HttpResponse<String> response) {
    assertThat(response.statusCode()).as(what + ": " + response.body()).isNotEqualTo(500);
    if (response.statusCode() >= 400) {
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("application/problem+json");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/candles/plot?symbol=BTCUSDT&interval=1d&provider=simulated|from|to",
        "/api/v1/candles/plot?symbol=BTCUSDT&interval=1M&provider=simulated|from|to",
        "/api/v1/candles/plot?symbol=BTCUSDT&interval=1w&provider=simulated|from|to",
        "/api/v1/candles?symbol=BTCUSDT&interval=1M|from|to",
        "/historical_prices?symbol=BTCUSDT&interval=1d|from|to",
        "/api/v1/coverage?symbol=BTCUSDT&interval=1d&provider=simulated|from|to",
        "/api/v1/market_trades?symbol=BTCUSDT|from|to",
        "/api/v1/prices?symbol=BTC|from_date|to_date",
        "/api/v1/trades?symbol=BTCUSDT|from|to",
        "/api/v1/analytics/historical_prices/BTC?limit=5|from|to",
        "/api/v1/market_chart/dataframe?symbol=BTC&currency=usd&days=2&provider=simulated|start|end",
        "/api/v1/market_chart/?symbol=BTC&currency=usd&days=2&provider=stored|start|end",
        "/fetch_and_store_data/BTCUSDT?provider=simulated&interval=1M|start_date|end_date"
      })
  void aTimeAtTheEndsOfTimeIsAnswered(String row) {
    String[] parts = row.split("\\|", -1);
    for (String time : TIMES) {
      String text = URLEncoder.encode(time, StandardCharsets.UTF_8);
      for (String query :
          List.of(
              "&" + parts[1] + "=" + text,
              "&" + parts[2] + "=" + text,
              "&" + parts[1] + "=0001-01-01&" + parts[2] + "=" + text,
              "&" + parts[1] + "=" + text + "&" + parts[2] + "=9999-12-31")) {
        assertProper(parts[0] + query, server.get(parts[0] + query));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /auth/login {\"username\":%s,\"password\":\"x\"}",
        "POST /api/v1/auth/register {\"username\":\"a\",\"password\":%s}",
        "POST /api-token-auth/ {\"username\":%s,\"password\":%s}",
        "POST /api/v1/auth/session {\"username\":%s}",
        "POST /trades {\"price\":%s}",
        "POST /api/assets/ {\"symbol\":\"BTC\",\"quantity\":%s,\"average_buy_price\":1}",
        "PATCH /api/v1/assets/BTC {\"quantity\":%s}",
        "POST /historical_prices {\"symbol\":\"BTCUSDT\",\"open\":%s}",
        "POST /api/v1/market_trades {\"symbol\":\"BTCUSDT\",\"price\":%s,\"timestamp\":%s}",
        "POST /api/v1/backfills {\"symbol\":\"BTCUSDT\",\"from\":%s}",
        "POST /api/v1/feeds/prints {\"symbol\":%s}"
      })
  void anExponentWithoutBoundsIsRefused(String row) {
    String[] parts = row.split(" ", 3);
    for (String number :
        List.of(
            "1e-2147483648",
            "1e2147483648",
            "1e-2147483647",
            "1e2147483647",
            "-1e99999999999999")) {
      HttpResponse<String> response =
          server.send(
              parts[0],
              parts[1],
              parts[2].replace("%s", number),
              "Content-Type",
              "application/json");
      assertProper(row + " " + number, response);
      assertThat(response.statusCode()).as(row + " " + number).isEqualTo(422);
    }
  }
}
