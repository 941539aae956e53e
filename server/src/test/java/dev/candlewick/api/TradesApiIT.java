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
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Document 003's requests as written, wrong ones, races and trades of other accounts, over real
/// HTTP against the packaged server.
class TradesApiIT {
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
  void theDocumentsRequestsAnswerWithItsFigures() throws IOException {
    Trader alice = Trader.register(server, "alice");
    JsonNode opened = alice.open(BUY);
    assertThat(opened.toString().replaceAll("\"id\":\\d+|\"(created|opened)_at\":\"[^\"]+\"", "_"))
        .isEqualTo(
            "{_,\"symbol\":\"BTC/USDT\",\"entry_price\":\"50000.00000000\",\"quantity\":\"0.50000000\","
                + "\"trade_type\":\"BUY\",\"status\":\"OPEN\",\"exit_price\":null,\"realized_pnl\":null,"
                + "_,\"closed_at\":null,_,\"notes\":\"\",\"tags\":[]}");
    JsonNode closed = alice.close(opened, "55000");
    assertThat(closed.path("status").textValue()).isEqualTo("CLOSED");
    assertThat(closed.path("exit_price").textValue()).isEqualTo("55000.00000000");
    assertThat(closed.path("realized_pnl").textValue()).isEqualTo("2500.00000000");
    assertThat(closed.path("closed_at").textValue()).endsWith("Z");
    alice.close(alice.open(BUY.replace("BUY", "SELL")), "\"51000\"");
    alice.close(alice.open(BUY), "50000");
    alice.open(BUY.replace("BTC/USDT", "eth/usdt"));
    for (String path :
        List.of("/portfolio/summary", "/v1/portfolio/summary/", "/api/v1/portfolio/summary")) {
      assertThat(alice.get(path).body())
          .isEqualTo(
              "{\"total_realized_pnl\":\"2000.00000000\",\"open_positions\":1,\"closed_positions\":3,"
                  + "\"winning_trades\":1,\"losing_trades\":1,\"win_rate\":33.33,\"quotes\":[\"USDT\"]}");
    }
    for (String path : List.of("/trades", "/trades/", "/v1/trades", "/api/v1/trades/")) {
      assertThat(json(alice.get(path)).findValuesAsText("symbol"))
          .containsExactly("ETH/USDT", "BTC/USDT", "BTC/USDT", "BTC/USDT");
    }
    assertThat(json(alice.get("/trades?status=OPEN"))).hasSize(1);
    assertThat(json(alice.get("/trades?status=CLOSED&trade_type=SELL"))).hasSize(1);
    assertThat(json(alice.get("/trades?symbol=bitcoin&from=2025-01-01&to=2099-01-01"))).hasSize(3);
    assertThat(json(alice.get("/trades?symbol=NOBODY/KNOWS"))).isEmpty();
  }

  @Test
  void aSummaryWithoutTradesIsZeroAndNotNull() throws IOException {
    assertThat(Trader.register(server, "newcomer").get("/portfolio/summary").body())
        .isEqualTo(
            "{\"total_realized_pnl\":\"0.00000000\",\"open_positions\":0,\"closed_positions\":0,"
                + "\"winning_trades\":0,\"losing_trades\":0,\"win_rate\":0.0,\"quotes\":[]}");
  }

  @Test
  void theSmallestAndLargestNumbersComeBackBitForBit() throws IOException {
    JsonNode opened =
        user.open(
            """
            {"symbol":"FOO/BAR","entry_price":"99999999999999999999.999999999999999999",
             "quantity":1e-18,"trade_type":"SELL"}\
            """);
    assertThat(opened.path("symbol").textValue()).isEqualTo("FOO/BAR");
    assertThat(opened.path("quantity").textValue()).isEqualTo("0.000000000000000001");
    assertThat(user.close(opened, "1E-18").path("realized_pnl").textValue())
        .isEqualTo("99.999999999999999999999999999999999998");
    String path = "/trades/" + opened.path("id").longValue();
    assertThat(json(user.get(path)).path("entry_price").textValue())
        .isEqualTo("99999999999999999999.999999999999999999");
  }

  @Test
  void aTradeIsChangedClosedOnceCorrectedAndDeleted() throws IOException {
    JsonNode trade = user.open(BUY);
    String path = "/trades/" + trade.path("id").longValue();
    JsonNode changed =
        json(user.send("PATCH", path, "{\"quantity\":\"0.75\",\"trade_type\":\"SELL\"}"));
    assertThat(changed.path("quantity").textValue()).isEqualTo("0.75000000");
    assertThat(changed.path("entry_price")).isEqualTo(trade.path("entry_price"));
    user.close(trade, "1");
    HttpResponse<String> twice = user.send("PATCH", path + "/close/", "{\"exit_price\":1}");
    assertThat(twice.statusCode()).isEqualTo(400);
    assertThat(twice.body()).contains("TRADE_ALREADY_CLOSED");
    JsonNode corrected = json(user.send("PATCH", path, "{\"quantity\":1,\"exit_price\":49000}"));
    assertThat(corrected.path("status").textValue()).isEqualTo("CLOSED");
    assertThat(corrected.path("realized_pnl").textValue()).isEqualTo("1000.00000000");
    assertThat(user.send("DELETE", path, "").statusCode()).isEqualTo(204);
    assertThat(user.send("DELETE", path, "").statusCode()).isEqualTo(404);
  }

  @Test
  void aCoinCanGoToNothing() throws IOException {
    JsonNode bought = user.close(user.open(BUY), "0");
    assertThat(bought.path("exit_price").textValue()).isEqualTo("0.00000000");
    assertThat(bought.path("realized_pnl").textValue()).isEqualTo("-25000.00000000");
    JsonNode sold = user.close(user.open(BUY.replace("BUY", "SELL")), "\"0.0\"");
    assertThat(sold.path("realized_pnl").textValue()).isEqualTo("25000.00000000");
  }

  @Test
  void theBareListRefusesWhatIsTheOtherKinds() {
    HttpResponse<String> positions = user.get("/trades?limit=1&offset=0");
    assertThat(positions.statusCode()).isEqualTo(422);
    assertThat(positions.body()).contains("query.offset").contains("cursor");
    HttpResponse<String> prints = server.get("/trades?limit=1&status=OPEN");
    assertThat(prints.statusCode()).isEqualTo(422);
    assertThat(prints.body()).contains("query.status");
  }

  @Test
  void aListContinuesAtItsLink() throws IOException {
    Trader reader = Trader.register(server, "reader");
    for (int i = 0; i < 5; i++) reader.open(BUY);
    HttpResponse<String> first = reader.get("/trades?limit=2&status=OPEN");
    assertThat(first.headers().firstValue("X-Total-Count")).contains("5");
    String link = first.headers().firstValue("Link").orElseThrow();
    assertThat(link)
        .matches(
            "<http://127\\.0\\.0\\.1:\\d+/trades\\?limit=2&status=OPEN&cursor=\\d+>; rel=\"next\"");
    long count = json(first).size();
    for (HttpResponse<String> page = first; page.headers().firstValue("Link").isPresent(); ) {
      page = reader.get(link.replaceAll("<http://[^/]+|>.*", ""));
      count += json(page).size();
      link = page.headers().firstValue("Link").orElse("");
    }
    assertThat(count).isEqualTo(5);
  }

  @Test
  void anotherPersonsTradeIsNotThere() throws IOException {
    Trader other = Trader.register(server, "other");
    String path = "/trades/" + user.open(BUY).path("id").longValue();
    for (HttpResponse<String> response :
        List.of(
            other.get(path),
            other.send("PATCH", path, "{\"quantity\":1}"),
            other.send("PATCH", path + "/close", "{\"exit_price\":1}"),
            other.send("DELETE", path, ""))) {
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.body()).contains("TRADE_NOT_FOUND");
    }
    assertThat(json(other.get("/trades"))).isEmpty();
    assertThat(json(user.get(path)).path("quantity").textValue()).isEqualTo("0.50000000");
    assertThat(other.get("/api/v1/admin/trades").statusCode()).isEqualTo(403);
  }

  @Test
  void ofTwoClosesAtOnceExactlyOneWins() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 100; i++) {
        String path = "/trades/" + user.open(BUY).path("id").longValue() + "/close";
        Callable<Integer> close =
            () -> user.send("PATCH", path, "{\"exit_price\":55000}").statusCode();
        List<Future<Integer>> both = threads.invokeAll(List.of(close, close));
        assertThat(List.of(both.get(0).get(), both.get(1).get()))
            .containsExactlyInAnyOrder(200, 400);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          BTC/USDT    | BT                    | body.symbol
          BTC/USDT    | ABCDEFGHIJK/ABCDEFGHI | body.symbol
          BTC/USDT    | BTC//USDT             | body.symbol
          "BTC/USDT"  | 7                     | body.symbol
          "BTC/USDT"  | null                  | body.symbol
          "BTC/USDT"  | ["BTC/USDT"]          | body.symbol
          :50000      | :0                    | body.entry_price
          :50000      | :-1                   | body.entry_price
          :50000      | :"abc"                | body.entry_price
          :50000      | :true                 | body.entry_price
          :50000      | :null                 | body.entry_price
          :50000      | :{}                   | body.entry_price
          :50000      | :100000000000000000000 | digits before the point
          :50000      | :1e1000000000         | body.entry_price
          :50000      | :"NaN"                | body.entry_price
          0.5         | 0                     | body.quantity
          0.5         | 0.0000000000000000001 | 18 decimals
          0.5         | "Infinity"            | body.quantity
          "BUY"       | "buy"                 | body.trade_type
          "BUY"       | "HOLD"                | body.trade_type
          "BUY"       | 1                     | body.trade_type
          "BUY"       | ""                    | body.trade_type
          "BUY"       | "BUY","colour":1      | body.colour
          "BUY"       | "BUY","price":1       | /api/v1/market_trades
          "BUY"}      | "BUY"                 | not valid JSON
          }           | }}                    | not valid JSON
          """)
  void aWrongPositionIsRefusedNamingTheField(String right, String wrong, String named) {
    HttpResponse<String> refused = user.send("POST", "/trades", BUY.replace(right, wrong));
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
    assertThat(refused.body()).contains("VALIDATION_ERROR", named);
  }

  @Test
  void everyWrongFieldIsNamedAtOnce() {
    HttpResponse<String> refused = user.send("POST", "/trades", "{}");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("body.symbol", "body.entry_price", "body.quantity", "body.trade_type");
    assertThat(user.send("POST", "/trades", "").statusCode()).isEqualTo(422);
    assertThat(user.send("POST", "/api/v1/trades", "[]").statusCode()).isEqualTo(422);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET    | /trades/0                                   |                     | 404
          GET    | /trades/-1                                  |                     | 404
          GET    | /trades/abc                                 |                     | 404
          GET    | /trades/99999999999999999999999             |                     | 404
          GET    | /trades/1.0                                 |                     | 404
          PATCH  | /trades/999999999/close                     | {"exit_price":1}    | 404
          PATCH  | /trades/abc/close                           | {"exit_price":1}    | 404
          PATCH  | /trades/999999999/close                     | {"exit_price":-1}   | 422
          PATCH  | /trades/999999999/close                     | {}                  | 422
          PATCH  | /trades/999999999                           | {}                  | 422
          PATCH  | /trades/999999999                           | {"quantity":null}   | 422
          PATCH  | /trades/999999999                           | {"status":"CLOSED"} | 422
          PATCH  | /trades/999999999                           | {"quantity":1}      | 404
          DELETE | /trades/999999999                           |                     | 404
          PUT    | /trades/1                                   | {}                  | 405
          GET    | /trades/1/close                             |                     | 405
          POST   | /portfolio/summary                          | {}                  | 405
          GET    | /trades?status=open                         |                     | 422
          GET    | /trades?trade_type=buy                      |                     | 422
          GET    | /trades?limit=0                             |                     | 422
          GET    | /trades?limit=1001                          |                     | 422
          GET    | /trades?cursor=abc                          |                     | 422
          GET    | /trades?from=yesterday                      |                     | 422
          GET    | /trades?from=2025-02-01&to=2025-01-01       |                     | 422
          """)
  void aWrongRequestIsRefused(String method, String path, String body, int status) {
    HttpResponse<String> refused = user.send(method, path, body == null ? "" : body);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
    assertThat(refused.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    if (status == 404) assertThat(refused.body()).contains("TRADE_NOT_FOUND");
    if (status == 405) assertThat(refused.headers().firstValue("Allow")).isPresent();
  }

  @Test
  void withoutCredentialsNoTradeIsShownOrTaken() {
    Stream.of(
            server.get("/trades"),
            server.get("/trades?status=OPEN"),
            server.get("/trades/1"),
            server.get("/v1/trades"),
            server.get("/portfolio/summary"),
            server.get("/api/v1/admin/trades"),
            server.post("/trades", BUY),
            server.post("/api/v1/trades", BUY),
            server.send("DELETE", "/trades/1", ""),
            server.send("PATCH", "/trades/1/close", "{\"exit_price\":1}"),
            server.get("/trades", "Authorization", "Bearer nonsense"))
        .forEach(refused -> {
          assertThat(refused.statusCode()).as(refused.body()).isEqualTo(401);
          assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
        });
  }

  @Test
  void bareTradesFindsOutWhatIsMeant() throws IOException {
    String print =
        """
        {"symbol":"BTCUSDT","price":68000.0,"qty":0.01,"timestamp":"2025-01-01T00:00:00Z"}\
        """;
    assertThat(user.send("POST", "/trades", print).body()).contains("\"qty\":0.01");
    assertThat(server.post("/trades", print).statusCode()).isEqualTo(200);
    assertThat(json(server.get("/trades?limit=50&offset=0"))).hasSize(1);
    for (String unclear :
        List.of("{}", "{\"symbol\":\"BTC\"}", "[]", "{\"price\":1,\"quantity\":1}")) {
      HttpResponse<String> refused = server.post("/trades", unclear);
      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("/api/v1/trades", "/api/v1/market_trades");
    }
  }
}
