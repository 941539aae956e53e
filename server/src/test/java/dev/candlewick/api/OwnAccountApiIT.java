package dev.candlewick.api;

import static dev.candlewick.api.People.COOKIE;
import static dev.candlewick.api.People.PASSWORD;
import static dev.candlewick.api.People.error;
import static dev.candlewick.api.People.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.testing.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One's own account against the packaged server: password, sessions, API tokens, audit log.
class OwnAccountApiIT {
  private static final String ACCOUNT = "/api/v1/account";

  @TempDir private static Path home;
  private static ServerProcess server;
  private static People people;

  @BeforeAll
  static void start() {
    server = ServerProcess.start(home, Map.of("BINANCE_BASE_URL", "http://127.0.0.1:9"));
    people = new People(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> createToken(String body, String bearer) {
    return people.request("POST", ACCOUNT + "/tokens", body.replace('\'', '"'), bearer);
  }

  @Test
  void itReturnsTheCaller() {
    String bearer = people.newUser("whoami");
    HttpResponse<String> me = people.request("GET", ACCOUNT, "", bearer);
    assertThat(me.body())
        .matches(
            "\\{\"id\":\\d+,\"username\":\"whoami\",\"is_admin\":false,\"created_at\":\"[^\"]+\","
                + "\"scopes\":\\[\"read\",\"market:write\",\"portfolio:write\",\"account\"]}");
    assertThat(error(people.request("GET", ACCOUNT, "", ""))).isEqualTo("401 UNAUTHORIZED");
  }

  @Test
  void aNewPasswordEndsOtherSessionsAndAccessTokens() {
    String bearer = people.newUser("rekey");
    String session = people.session("rekey");
    String other = people.session("rekey");
    String change = "{\"current_password\":\"%s\",\"new_password\":\"another horse staple\"}";
    assertThat(
            error(
                people.browse(
                    "POST", ACCOUNT + "/password", change.formatted("wrong one"), session)))
        .isEqualTo("401 INVALID_CREDENTIALS");
    assertThat(
            people
                .browse("POST", ACCOUNT + "/password", change.formatted(PASSWORD), session)
                .statusCode())
        .isEqualTo(204);
    assertThat(people.browse("GET", ACCOUNT, "", session).statusCode()).isEqualTo(200);
    HttpResponse<String> ended = people.browse("GET", ACCOUNT, "", other);
    assertThat(error(ended)).isEqualTo("401 UNAUTHORIZED");
    assertThat(ended.headers().firstValue("Set-Cookie").orElse(""))
        .startsWith(COOKIE + "=;")
        .contains("Max-Age=0");
    assertThat(people.request("GET", ACCOUNT, "", bearer).statusCode()).isEqualTo(401);
    assertThat(people.login("rekey", PASSWORD).statusCode()).isEqualTo(401);
    assertThat(people.login("rekey", "another horse staple").statusCode()).isEqualTo(200);
  }

  @Test
  void anAccountIsDeletedWithItsDataAndItsNameIsFreeAgain() {
    String bearer = people.newUser("leaver");
    String session = people.session("leaver");
    String trade =
        "{\"symbol\":\"BTC/USDT\",\"entry_price\":1,\"quantity\":1,\"trade_type\":\"BUY\"}";
    assertThat(people.request("POST", "/api/v1/trades", trade, bearer).statusCode()).isEqualTo(201);
    String deletion = "{\"username\":\"%s\",\"current_password\":\"%s\"}";
    String path = ACCOUNT + "/deletion";
    HttpResponse<String> other =
        people.request("POST", path, deletion.formatted("leave", PASSWORD), bearer);
    assertThat(error(other)).isEqualTo("422 VALIDATION_ERROR");
    assertThat(other.body()).contains("body.username");
    assertThat(
            error(people.request("POST", path, deletion.formatted("leaver", "wrong one"), bearer)))
        .isEqualTo("401 INVALID_CREDENTIALS");
    assertThat(
            people
                .request("POST", path, deletion.formatted("leaver", PASSWORD), bearer)
                .statusCode())
        .isEqualTo(204);
    assertThat(people.request("GET", ACCOUNT, "", bearer).statusCode()).isEqualTo(401);
    assertThat(people.browse("GET", ACCOUNT, "", session).statusCode()).isEqualTo(401);
    assertThat(people.login("leaver", PASSWORD).statusCode()).isEqualTo(401);
    String again = people.newUser("leaver");
    assertThat(people.request("GET", "/api/v1/trades", "", again).body()).isEqualTo("[]");
    assertThat(people.request("GET", ACCOUNT + "/audit", "", again).body())
        .doesNotContain("position.open");
  }

  @Test
  void sessionsAreListedAndEndedByTheirOwnerAlone() {
    String stranger = people.newUser("stranger");
    people.newUser("browsing");
    String first = people.session("browsing");
    String second = people.session("browsing");
    JsonNode list = json(people.browse("GET", ACCOUNT + "/sessions", "", second));
    assertThat(list).hasSize(2);
    assertThat(list.get(0).path("current").booleanValue()).isTrue();
    String path = ACCOUNT + "/sessions/" + list.get(1).path("id").asText();
    assertThat(error(people.request("DELETE", path, "", stranger))).isEqualTo("404 NOT_FOUND");
    assertThat(people.browse("DELETE", path, "", second).statusCode()).isEqualTo(204);
    assertThat(people.browse("GET", ACCOUNT, "", first).statusCode()).isEqualTo(401);
    assertThat(error(people.browse("DELETE", path + "x", "", second))).isEqualTo("404 NOT_FOUND");
    HttpResponse<String> out = people.browse("POST", "/api/v1/auth/logout", "", second);
    assertThat(out.headers().firstValue("Set-Cookie").orElse("")).contains("Max-Age=0");
    assertThat(people.browse("GET", ACCOUNT, "", second).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void anotherSitesPageChangesNothingWithTheCookie(String site) {
    String name = "csrf-" + site;
    people.newUser(name);
    String cookie = COOKIE + "=" + people.session(name);
    String body = "{\"name\":\"x\",\"scopes\":[\"read\"]}";
    String path = ACCOUNT + "/tokens";
    assertThat(error(people.send("POST", path, body, "Cookie", cookie, "Sec-Fetch-Site", site)))
        .isEqualTo("403 FORBIDDEN");
    assertThat(error(people.send("POST", path, body, "Cookie", cookie))).isEqualTo("403 FORBIDDEN");
    assertThat(
            error(
                people.send(
                    "POST", path, body, "Cookie", cookie, "Origin", "https://evil.example")))
        .isEqualTo("403 FORBIDDEN");
    assertThat(
            error(
                people.send(
                    "GET",
                    "/fetch_and_store_data/BTCUSDT",
                    "",
                    "Cookie",
                    cookie,
                    "Sec-Fetch-Site",
                    site)))
        .isEqualTo("403 FORBIDDEN");
    String own = "http://127.0.0.1:" + server.port();
    assertThat(people.send("POST", path, body, "Cookie", cookie, "Origin", own).statusCode())
        .isEqualTo(201);
    assertThat(
            error(
                people.send(
                    "POST",
                    "/api/v1/auth/session",
                    People.pair(name, PASSWORD),
                    "Sec-Fetch-Site",
                    site)))
        .isEqualTo("403 FORBIDDEN");
  }

  @Test
  void anApiTokenIsShownOnceAndAllowsItsScopes() {
    String bearer = people.newUser("keyed");
    HttpResponse<String> made =
        createToken("{'name':'reader','scopes':['read'],'expires_in_days':1}", bearer);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    String key = "Token " + json(made).path("token").textValue();
    assertThat(people.request("GET", ACCOUNT, "", key).body()).endsWith("\"scopes\":[\"read\"]}");
    assertThat(error(people.request("POST", "/api/v1/candles", "{}", key)))
        .isEqualTo("403 FORBIDDEN");
    assertThat(error(people.request("GET", ACCOUNT + "/audit", "", key)))
        .isEqualTo("403 FORBIDDEN");
    JsonNode list = json(people.request("GET", ACCOUNT + "/tokens", "", bearer));
    assertThat(list).hasSize(1);
    assertThat(list.get(0).path("token").isNull()).isTrue();
    assertThat(list.get(0).path("last_used_at").isTextual()).isTrue();
    assertThat(list.get(0).path("last_address").textValue()).isEqualTo("127.0.0.1");
    String path = ACCOUNT + "/tokens/" + list.get(0).path("id").asText();
    assertThat(error(people.request("DELETE", path, "", people.newUser("keyless"))))
        .isEqualTo("404 NOT_FOUND");
    assertThat(people.request("DELETE", path, "", bearer).statusCode()).isEqualTo(204);
    assertThat(people.request("GET", ACCOUNT, "", key).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name':'x','scopes':[]}",
        "{'name':'','scopes':['read']}",
        "{'name':'x','scopes':['account']}",
        "{'name':'x','scopes':['everything']}",
        "{'name':'x','scopes':['read'],'expires_in_days':0}",
        "{'scopes':['read'],'more':1}"
      })
  void aWrongTokenIsRefused(String body) {
    people.register("wrong-token");
    assertThat(error(createToken(body, people.bearer("wrong-token"))))
        .isEqualTo("422 VALIDATION_ERROR");
  }

  @Test
  void thereAreAtMostAHundredTokensMadeByHandAndNoneOfThemTheAdministrators() {
    String bearer = people.newUser("hoarder");
    assertThat(error(createToken("{'name':'x','scopes':['admin']}", bearer)))
        .isEqualTo("403 FORBIDDEN");
    for (int i = 0; i < 100; i++) {
      assertThat(createToken("{'name':'x','scopes':['read']}", bearer).statusCode()).isEqualTo(201);
    }
    assertThat(error(createToken("{'name':'x','scopes':['read']}", bearer)))
        .isEqualTo("409 CONFLICT");
  }

  @Test
  void theAuditLogListsTheOwnersEvents() {
    String bearer = people.newUser("audited");
    people.login("audited", "wrong password");
    createToken("{'name':'seen','scopes':['read']}", bearer);
    JsonNode log = json(people.request("GET", ACCOUNT + "/audit", "", bearer));
    assertThat(log.findValuesAsText("action"))
        .containsExactly(
            "token.create", "account.sign_in_failed", "account.sign_in", "account.create");
    assertThat(log.get(0).path("details").path("name").textValue()).isEqualTo("seen");
    assertThat(log.get(0).path("address").textValue()).isEqualTo("127.0.0.1");
    String next = ACCOUNT + "/audit?limit=1&before=" + log.get(1).path("id").asText();
    assertThat(json(people.request("GET", next, "", bearer)).findValuesAsText("action"))
        .containsExactly("account.sign_in");
    assertThat(error(people.request("GET", ACCOUNT + "/audit?limit=0", "", bearer)))
        .isEqualTo("422 VALIDATION_ERROR");
  }
}
