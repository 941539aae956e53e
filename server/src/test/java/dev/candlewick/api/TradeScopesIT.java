package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.store.Database;
import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What API tokens of single scopes may do with trades, above all at `/trades`, which is two
/// things, and what an administrator sees; over real HTTP against the packaged server.
class TradeScopesIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String POSITION =
      """
      {"symbol":"BTC/USDT","entry_price":50000,"quantity":0.5,"trade_type":"BUY"}\
      """;
  private static final String PRINT =
      """
      {"symbol":"BTCUSDT","price":68000.0,"qty":0.01,"timestamp":"2025-01-01T00:00:00Z"}\
      """;

  @TempDir private static Path home;
  private static Database database;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    Database.Login login = TestDatabase.login();
    database = Database.open(login, 1, System.err::println);
    String password = URLEncoder.encode(login.password(), StandardCharsets.UTF_8);
    String url =
        login
            .jdbcUrl()
            .replace("jdbc:postgresql://", "postgres://" + login.user() + ":" + password + "@");
    server = ServerProcess.start(home, Map.of("DATABASE_URL", url));
    database.run(
        "create accounts",
        handle ->
            handle.execute(
                "insert into account (username, password_hash, is_admin)"
                    + " values ('trader', 'none', false), ('chief', 'none', true)"));
    token("trader", "read");
    token("trader", "market:write");
    token("trader", "portfolio:write");
    token("chief", "read");
    token("chief", "admin");
    token("chief", "portfolio:write");
  }

  @AfterAll
  static void stop() {
    server.close();
    database.close();
  }

  private static String key(String name, String scope) {
    return ("cw_" + name + "-" + scope.replace(':', '-') + "-0000000000000000000000000000000000")
        .substring(0, 46);
  }

  private static void token(String name, String scope) {
    byte[] hash;
    try {
      hash =
          MessageDigest.getInstance("SHA-256")
              .digest(key(name, scope).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    database.run(
        "create a token",
        handle ->
            handle.execute(
                "insert into api_token (account_id, name, secret_hash, scopes)"
                    + " select account_id, ?, ?, array[?] from account where username = ?",
                scope,
                hash,
                scope,
                name));
  }

  private static HttpResponse<String> send(
      String name, String scope, String method, String path, String body) {
    return server.send(method, path, body, "Authorization", "Token " + key(name, scope));
  }

  @ParameterizedTest
  @CsvSource({
    "read, GET, /trades, NOTHING, 200",
    "read, GET, /portfolio/summary, NOTHING, 200",
    "read, POST, /trades, POSITION, 403",
    "read, POST, /trades, PRINT, 403",
    "read, DELETE, /trades/1, NOTHING, 403",
    "read, GET, /api/v1/admin/trades, NOTHING, 403",
    "portfolio:write, POST, /trades, POSITION, 201",
    "portfolio:write, POST, /api/v1/trades, POSITION, 201",
    "portfolio:write, POST, /trades, PRINT, 403",
    "portfolio:write, POST, /trades, NEITHER, 422",
    "portfolio:write, GET, /trades, NOTHING, 403",
    "market:write, POST, /trades, PRINT, 20.",
    "market:write, POST, /trades, POSITION, 403",
    "market:write, POST, /trades, NEITHER, 403",
    "market:write, PATCH, /trades/1/close, POSITION, 403"
  })
  void aTokenAllowsWhatItsScopeAllows(
      String scope, String method, String path, String body, String status) {
    String sent =
        switch (body) {
          case "POSITION" -> POSITION;
          case "PRINT" -> PRINT;
          case "NEITHER" -> "{\"symbol\":\"BTC/USDT\"}";
          default -> "";
        };
    HttpResponse<String> response = send("trader", scope, method, path, sent);
    assertThat(Integer.toString(response.statusCode())).as(response.body()).matches(status);
    if (response.statusCode() == 403) assertThat(response.body()).contains("FORBIDDEN", "scope");
    if (response.statusCode() == 422) assertThat(response.body()).contains("body.entry_price");
  }

  @Test
  void anAdministratorReadsEverybodysTradesAndChangesNone() throws IOException {
    JsonNode trade =
        JSON.readTree(send("trader", "portfolio:write", "POST", "/trades", POSITION).body());
    JsonNode own =
        JSON.readTree(send("chief", "portfolio:write", "POST", "/trades", POSITION).body());
    HttpResponse<String> listed =
        send("chief", "admin", "GET", "/api/v1/admin/trades?status=OPEN&limit=2", "");
    JsonNode list = JSON.readTree(listed.body());
    assertThat(list.findValuesAsText("id"))
        .containsExactly(own.path("id").asText(), trade.path("id").asText());
    assertThat(list.findValuesAsText("username")).containsExactly("chief", "trader");
    assertThat(list.get(1).path("entry_price")).isEqualTo(trade.path("entry_price"));
    assertThat(
            JSON.readTree(
                send("chief", "admin", "GET", "/api/v1/admin/trades?username=CHIEF", "").body()))
        .hasSize(1);
    String path = "/trades/" + trade.path("id").asText();
    assertThat(send("chief", "portfolio:write", "DELETE", path, "").statusCode()).isEqualTo(404);
    assertThat(send("chief", "read", "GET", path, "").statusCode()).isEqualTo(404);
    assertThat(send("chief", "read", "GET", "/api/v1/admin/trades", "").statusCode())
        .isEqualTo(403);
  }
}
