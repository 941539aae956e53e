package dev.candlewick.api;

import static dev.candlewick.api.Trader.BUY;
import static dev.candlewick.api.Trader.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.testing.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a journal does beyond document 003: times and remarks of the owner, corrections, undo,
/// orders and statistics, over real HTTP against the packaged server.
class JournalApiIT {
  @TempDir private static Path home;
  private static ServerProcess server;
  private static Trader user;

  @BeforeAll
  static void start() throws IOException {
    server = ServerProcess.start(home, Map.of("BINANCE_BASE_URL", "http://127.0.0.1:9"));
    user = Trader.register(server, "somebody");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aDeletedTradeIsRestoredWithItsIdAndTimes() throws IOException {
    JsonNode closed = user.close(user.open(BUY), "51000");
    String path = "/api/v1/trades/" + closed.path("id").longValue();
    assertThat(user.send("POST", path + "/restore", "").statusCode()).isEqualTo(404);
    assertThat(user.send("DELETE", path, "").statusCode()).isEqualTo(204);
    assertThat(Trader.register(server, "restorer").send("POST", path + "/restore", "").statusCode())
        .isEqualTo(404);
    assertThat(json(user.send("POST", path + "/restore", ""))).isEqualTo(closed);
    assertThat(json(user.get(path))).isEqualTo(closed);
  }

  @Test
  void aClosedTradeIsOpenedAgainAndAnOpenOneIsAConflict() throws IOException {
    JsonNode trade = user.open(BUY);
    String path = "/api/v1/trades/" + trade.path("id").longValue();
    assertThat(user.send("POST", path + "/reopen", "").statusCode()).isEqualTo(409);
    user.close(trade, "51000");
    assertThat(json(user.send("POST", path + "/reopen", ""))).isEqualTo(trade);
    assertThat(user.send("POST", "/api/v1/trades/0/reopen", "").statusCode()).isEqualTo(404);
  }

  @Test
  void theOwnersTimesNotesAndTagsAreKept() throws IOException {
    JsonNode trade =
        user.open(
            """
            {"symbol":"BTC/USDT","entry_price":"50000","quantity":"1","trade_type":"BUY",
             "opened_at":"2025-01-02T03:04:05.678901Z","notes":"above the range",
             "tags":[" breakout ","breakout","btc"]}
            """);
    assertThat(trade.path("opened_at").textValue()).isEqualTo("2025-01-02T03:04:05.678901Z");
    assertThat(trade.path("notes").textValue()).isEqualTo("above the range");
    assertThat(trade.path("tags").toString()).isEqualTo("[\"breakout\",\"btc\"]");
    String path = "/api/v1/trades/" + trade.path("id").longValue();
    String close = "{\"exit_price\":\"51000\",\"closed_at\":\"%s\"}";
    HttpResponse<String> early =
        user.send("PATCH", path + "/close", close.formatted("2025-01-02T03:04:05Z"));
    assertThat(early.statusCode()).isEqualTo(422);
    assertThat(early.body()).contains("body.closed_at", "2025-01-02T03:04:05.678901Z");
    HttpResponse<String> future =
        user.send("PATCH", path + "/close", close.formatted("2999-01-01T00:00:00Z"));
    assertThat(future.statusCode()).isEqualTo(422);
    assertThat(future.body()).contains("body.closed_at", "future");
    HttpResponse<String> open = user.send("PATCH", path, "{\"exit_price\":\"1\"}");
    assertThat(open.statusCode()).isEqualTo(422);
    assertThat(open.body()).contains("body.exit_price");
    JsonNode closed =
        json(user.send("PATCH", path + "/close", close.formatted("2025-02-01T00:30:00Z")));
    assertThat(closed.path("closed_at").textValue()).isEqualTo("2025-02-01T00:30:00Z");
    assertThat(user.get("/api/v1/trades?tag=btc&closed_from=2025-02-01").body())
        .contains("\"id\":" + trade.path("id").longValue() + ",");
    assertThat(user.get("/api/v1/trades?tag=btc&closed_to=2025-01-31").body()).isEqualTo("[]");
  }

  @Test
  void aListIsSortedByTheResultAndContinuesAtItsLink() throws IOException {
    Trader trader = Trader.register(server, "sorter");
    for (String exit : List.of("51000", "49000", "53000")) trader.close(trader.open(BUY), exit);
    String path = "/api/v1/trades?status=CLOSED&sort=result&limit=2";
    HttpResponse<String> first = trader.get(path);
    assertThat(json(first).findValuesAsText("realized_pnl"))
        .containsExactly("1500.00000000", "500.00000000");
    String link = first.headers().firstValue("Link").orElseThrow();
    String next = link.substring(link.indexOf("/api"), link.indexOf('>'));
    assertThat(json(trader.get(next)).findValuesAsText("realized_pnl"))
        .containsExactly("-500.00000000");
    assertThat(trader.get("/api/v1/trades?sort=profit").body())
        .contains("query.sort", "recorded, opened, closed, result");
  }

  @Test
  void statisticsAreOfEachQuoteWithDaysInTheZone() throws IOException {
    Trader trader = Trader.register(server, "counter");
    trader.close(trader.open(BUY), "55000");
    trader.close(trader.open(BUY.replace("USDT", "EUR")), "49000");
    trader.open(BUY);
    JsonNode statistics = json(trader.get("/api/v1/portfolio/statistics?zone=Pacific/Kiritimati"));
    assertThat(statistics.path("zone").textValue()).isEqualTo("Pacific/Kiritimati");
    assertThat(statistics.path("open_positions").intValue()).isEqualTo(1);
    JsonNode euro = statistics.path("quotes").path(0);
    assertThat(euro.path("quote").textValue()).isEqualTo("EUR");
    assertThat(euro.path("results").path("realized_pnl").textValue()).isEqualTo("-500.00000000");
    assertThat(euro.path("results").path("profit_factor").textValue()).isEqualTo("0.00");
    JsonNode tether = statistics.path("quotes").path(1);
    assertThat(tether.path("results").path("realized_pnl").textValue()).isEqualTo("2500.00000000");
    assertThat(tether.path("results").path("profit_factor").isNull()).isTrue();
    assertThat(tether.path("results").path("profit_factor_reason").textValue()).contains("lost");
    assertThat(tether.path("days").path(0).path("cumulative_pnl").textValue())
        .isEqualTo("2500.00000000");
    assertThat(json(trader.get("/portfolio/summary")).path("quotes").toString())
        .isEqualTo("[\"EUR\",\"USDT\"]");
    assertThat(trader.get("/api/v1/portfolio/statistics?zone=Mars").body())
        .contains("query.zone", "Mars");
    assertThat(json(trader.get("/api/v1/portfolio/statistics?symbol=BTC/EUR")).path("quotes"))
        .hasSize(1);
  }
}
