package dev.candlewick.api;

import static dev.candlewick.api.People.PASSWORD;
import static dev.candlewick.api.People.error;
import static dev.candlewick.api.People.json;
import static dev.candlewick.api.People.pair;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.testing.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the user interface keeps for an account, and what it learns about its client, against the
/// packaged server.
class PreferencesIT {
  private static final String PREFERENCES = "/api/v1/account/preferences";
  private static final String WATCH_LIST = "/api/v1/account/watch_list";
  private static final String SESSION = "/api/v1/session";

  @TempDir private static Path home;
  private static ServerProcess server;
  private static People people;

  @BeforeAll
  static void start() {
    server =
        ServerProcess.start(
            home,
            Map.of(
                "BINANCE_BASE_URL", "http://127.0.0.1:9",
                "TRUSTED_PROXIES", "127.0.0.0/8",
                "INSECURE_SIGN_IN", "true"));
    people = new People(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpResponse<String> put(String path, String body, String bearer) {
    return people.request("PUT", path, body.replace('\'', '"'), bearer);
  }

  @Test
  void preferencesHaveDefaultsAndAreSetAsAWhole() {
    String bearer = people.newUser("prefers");
    assertThat(people.request("GET", PREFERENCES, "", bearer).body())
        .isEqualTo(
            "{\"theme\":\"system\",\"palette\":\"green-red\",\"density\":\"comfortable\","
                + "\"zone\":null,\"locale\":null,\"shortcuts\":true}");
    String wanted =
        "{'theme':'light','palette':'blue-orange','density':'compact','zone':'Europe/Berlin',"
            + "'locale':'de-DE','shortcuts':false}";
    HttpResponse<String> set = put(PREFERENCES, wanted, bearer);
    assertThat(set.statusCode()).isEqualTo(200);
    assertThat(people.request("GET", PREFERENCES, "", bearer).body())
        .isEqualTo(set.body())
        .isEqualTo(wanted.replace('\'', '"'));
    assertThat(people.request("GET", PREFERENCES, "", people.newUser("other")).body())
        .contains("\"theme\":\"system\"");
    assertThat(error(people.request("GET", PREFERENCES, "", ""))).isEqualTo("401 UNAUTHORIZED");
  }

  @Test
  void allWrongPreferencesAreNamedTogether() {
    String bearer = people.newUser("wrong-prefs");
    HttpResponse<String> wrong =
        put(
            PREFERENCES,
            "{'theme':'blue','palette':'green-red','zone':'Mars/Base','locale':'d_e!','more':1}",
            bearer);
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(json(wrong).at("/error/details/errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "body.more",
            "body.theme",
            "body.density",
            "body.zone",
            "body.locale",
            "body.shortcuts");
  }

  @Test
  void theWatchListKeepsItsOrder() {
    String bearer = people.newUser("watcher");
    assertThat(people.request("GET", WATCH_LIST, "", bearer).body()).isEqualTo("{\"markets\":[]}");
    put(WATCH_LIST + "/BTCUSDT@binance", "", bearer);
    put(WATCH_LIST + "/ETHUSDT@binance", "", bearer);
    put(WATCH_LIST + "/BTCUSDT@binance", "", bearer);
    assertThat(people.request("GET", WATCH_LIST, "", bearer).body())
        .isEqualTo("{\"markets\":[\"BTCUSDT@binance\",\"ETHUSDT@binance\"]}");
    put(WATCH_LIST, "{'markets':['ETHUSDT@binance','BTCUSDT@binance']}", bearer);
    assertThat(people.request("DELETE", WATCH_LIST + "/BTCUSDT@binance", "", bearer).body())
        .isEqualTo("{\"markets\":[\"ETHUSDT@binance\"]}");
    assertThat(people.request("DELETE", WATCH_LIST + "/BTCUSDT@binance", "", bearer).statusCode())
        .isEqualTo(200);
    assertThat(people.request("GET", WATCH_LIST, "", people.newUser("stranger")).body())
        .isEqualTo("{\"markets\":[]}");
  }

  @Test
  void aFullListAndAWrongNameAreRejected() {
    String bearer = people.newUser("collector");
    String markets =
        IntStream.range(0, 200)
            .mapToObj(i -> "'M" + i + "@kraken'")
            .collect(Collectors.joining(","));
    assertThat(put(WATCH_LIST, "{'markets':[" + markets + "]}", bearer).statusCode())
        .isEqualTo(200);
    assertThat(error(put(WATCH_LIST + "/XBTUSD@kraken", "", bearer))).isEqualTo("409 CONFLICT");
    assertThat(put(WATCH_LIST + "/M7@kraken", "", bearer).statusCode()).isEqualTo(200);
    assertThat(error(put(WATCH_LIST, "{'markets':[" + markets + ",'X@kraken']}", bearer)))
        .isEqualTo("422 VALIDATION_ERROR");
    assertThat(error(put(WATCH_LIST + "/BTCUSDT", "", bearer))).isEqualTo("422 VALIDATION_ERROR");
    assertThat(error(put(WATCH_LIST, "{}", bearer))).isEqualTo("422 VALIDATION_ERROR");
  }

  @Test
  void aClientLearnsWhatItIsAndMayDo() {
    JsonNode local = json(people.request("GET", SESSION, "", ""));
    assertThat(local.path("account").isNull()).isTrue();
    assertThat(local.path("workspace").textValue()).isEqualTo("public");
    assertThat(local.path("may_write").booleanValue()).isTrue();
    assertThat(local.path("sign_in").textValue()).isEqualTo("possible");
    assertThat(local.at("/setup/needs_administrator").booleanValue()).isTrue();
    assertThat(local.at("/server/database").textValue()).startsWith("PostgreSQL 18");
    assertThat(local.at("/server/home").textValue()).isEqualTo(home.toString());

    String bearer = people.newUser("known");
    JsonNode known = json(people.request("GET", SESSION, "", bearer));
    assertThat(known.at("/account/username").textValue()).isEqualTo("known");
    assertThat(known.path("workspace").textValue()).isEqualTo("account");
    assertThat(known.at("/setup/empty").booleanValue()).isFalse();

    JsonNode remote =
        json(new People(server, "X-Forwarded-For", "198.51.100.7").send("GET", SESSION, ""));
    assertThat(remote.path("workspace").isNull()).isTrue();
    assertThat(remote.path("may_write").booleanValue()).isFalse();
    assertThat(remote.at("/server/home").isNull()).isTrue();
  }

  /// Browsers send no `Sec-Fetch-Site` over plain HTTP beyond loopback.
  @Test
  void withTheSettingABrowserOfTheHomeNetworkSignsInOverPlainHttp() {
    People elsewhere =
        new People(server, "X-Forwarded-For", "192.168.1.20", "X-Forwarded-Host", "nas.local");
    elsewhere.register("at-home");
    HttpResponse<String> signedIn =
        elsewhere.send(
            "POST",
            "/api/v1/auth/session",
            pair("at-home", PASSWORD),
            "Origin",
            "http://nas.local",
            "Content-Type",
            "application/json");
    assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
    String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    assertThat(sessionsFrom(elsewhere, cookie, "http://nas.local/app/")).isEqualTo(200);
    assertThat(sessionsFrom(elsewhere, cookie, "http://evil.example/")).isEqualTo(403);
    assertThat(sessionsFrom(elsewhere, cookie, "nas.local")).isEqualTo(403);
  }

  private static int sessionsFrom(People browser, String cookie, String referer) {
    return browser
        .send("GET", "/api/v1/account/sessions", "", "Cookie", cookie, "Referer", referer)
        .statusCode();
  }
}
