package dev.candlewick.api;

import static dev.candlewick.api.People.PASSWORD;
import static dev.candlewick.api.People.error;
import static dev.candlewick.api.People.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.testing.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first administrator by the code that the server prints, and what administrators do, over
/// HTTP and by command line.
class AdminApiIT {
  private static final String USERS = "/api/v1/admin/users";
  private static final Map<String, String> SETTINGS =
      Map.of("BINANCE_BASE_URL", "http://127.0.0.1:9", "JWT_SECRET", "short");

  @TempDir private static Path home;
  private static ServerProcess server;
  private static People people;
  private static String admin;

  @BeforeAll
  static void start() throws Exception {
    server = ServerProcess.start(home, SETTINGS);
    people = new People(server);
    Matcher code = Pattern.compile("\"setup_code\": \"(setup_[\\w-]+)\"").matcher(server.log());
    assertThat(code.find()).isTrue();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Integer> one = threads.submit(() -> setUp("root-one", code.group(1)));
      Future<Integer> other = threads.submit(() -> setUp("root-two", code.group(1)));
      assertThat(List.of(one.get(), other.get())).containsExactlyInAnyOrder(201, 403);
      admin = people.bearer(one.get() == 201 ? "root-one" : "root-two");
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static int setUp(String name, String code) {
    return people
        .send(
            "POST",
            "/auth/register",
            "{\"username\":\"%s\",\"password\":\"%s\",\"setup_code\":\"%s\"}"
                .formatted(name, PASSWORD, code))
        .statusCode();
  }

  private static String id(String bearer) {
    return json(people.request("GET", "/api/v1/account", "", bearer)).path("id").asText();
  }

  private static HttpResponse<String> change(String id, String body) {
    return people.request("PATCH", USERS + "/" + id, body.replace('\'', '"'), admin);
  }

  @Test
  void onlyAnAdministratorGetsIn() {
    String bearer = people.newUser("ordinary");
    for (String path : List.of(USERS, "/api/v1/admin/audit")) {
      assertThat(error(people.request("GET", path, "", bearer))).isEqualTo("403 FORBIDDEN");
      assertThat(error(people.request("GET", path, "", ""))).isEqualTo("401 UNAUTHORIZED");
      assertThat(people.request("GET", path, "", admin).statusCode()).isEqualTo(200);
    }
    assertThat(server.log()).contains("JWT_SECRET has fewer than 32 bytes");
  }

  @Test
  void aDisabledUserGetsInNowhere() {
    String bearer = people.newUser("banned");
    String id = id(bearer);
    String session = people.session("banned");
    HttpResponse<String> key =
        people.send("POST", "/api-token-auth/", People.pair("banned", PASSWORD));
    String token = "Token " + json(key).path("token").textValue();
    HttpResponse<String> disabled = change(id, "{'disabled':true}");
    assertThat(json(disabled).path("disabled").booleanValue()).isTrue();
    for (String path : List.of("/api/v1/account", "/trades?limit=1", "/health")) {
      assertThat(people.request("GET", path, "", bearer).statusCode()).isEqualTo(401);
      assertThat(people.request("GET", path, "", token).statusCode()).isEqualTo(401);
      assertThat(people.browse("GET", path, "", session).statusCode()).isEqualTo(401);
    }
    assertThat(error(people.login("banned", PASSWORD))).isEqualTo("401 INVALID_CREDENTIALS");
    change(id, "{'disabled':false,'password':'another horse staple'}");
    assertThat(people.login("banned", "another horse staple").statusCode()).isEqualTo(200);
    assertThat(people.request("GET", "/api/v1/account", "", bearer).statusCode()).isEqualTo(401);
  }

  @Test
  void theLastAdministratorStaysAndWrongChangesAreRefused() {
    String own = id(admin);
    assertThat(error(change(own, "{'disabled':true}"))).isEqualTo("409 CONFLICT");
    assertThat(error(change(own, "{'is_admin':false}"))).isEqualTo("409 CONFLICT");
    assertThat(error(change(own, "{}"))).isEqualTo("422 VALIDATION_ERROR");
    assertThat(error(change(own, "{'password':'short','disabled':'no'}")))
        .isEqualTo("422 VALIDATION_ERROR");
    assertThat(error(change("999999", "{'disabled':true}"))).isEqualTo("404 NOT_FOUND");
    assertThat(error(change("0", "{'disabled':true}"))).isEqualTo("404 NOT_FOUND");
    assertThat(error(change("x", "{'disabled':true}"))).isEqualTo("404 NOT_FOUND");
  }

  @Test
  void anAdministratorMakesAccountsAndTokensForThem() {
    String body = People.pair("made-for", PASSWORD);
    HttpResponse<String> made = people.request("POST", USERS, body, admin);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(error(people.request("POST", USERS, body, admin))).isEqualTo("409 USERNAME_EXISTS");
    String tokens = USERS + "/" + json(made).path("id").asText() + "/tokens";
    String wanted = "{\"name\":\"ci\",\"scopes\":[\"read\",\"admin\"]}";
    assertThat(error(people.request("POST", tokens, wanted, admin))).isEqualTo("403 FORBIDDEN");
    HttpResponse<String> token =
        people.request("POST", tokens, wanted.replace(",\"admin\"", ""), admin);
    String key = "Bearer " + json(token).path("token").textValue();
    assertThat(people.request("GET", "/api/v1/account", "", key).body()).contains("made-for");
    JsonNode users = json(people.request("GET", USERS + "?limit=1000", "", admin));
    assertThat(users.findValuesAsText("username")).contains("made-for").doesNotContain("null");
    assertThat(people.request("GET", "/api/v1/admin/audit", "", admin).body())
        .contains("token.create")
        .doesNotContain(key.substring(7));
  }

  @Test
  void theCommandLineDoesTheSameBesideTheServer() {
    String bearer = people.newUser("cli-user");
    String token = command("token", "create", "cli-user", "--scope", "read,market:write");
    assertThat(token).matches("(?s).*cw_[\\w-]{43}");
    String key = "Token " + token.lines().toList().getLast();
    assertThat(people.request("GET", "/api/v1/account", "", key).body()).contains("cli-user");
    assertThat(command("user", "admin", "cli-user")).endsWith(", administrator)");
    assertThat(people.request("GET", USERS, "", bearer).statusCode()).isEqualTo(200);
    assertThat(command("user", "admin", "cli-user", "--revoke")).doesNotContain("administrator");
    assertThat(command("user", "disable", "CLI-user")).endsWith(", disabled)");
    assertThat(people.request("GET", "/api/v1/account", "", key).statusCode()).isEqualTo(401);
    assertThat(command("user", "enable", "cli-user")).doesNotContain("disabled");
    assertThat(command("user", "list")).contains("cli-user (id ");
    assertThat(
            ServerProcess.run(home, SETTINGS, "user", "delete", "cli-user", "--confirm", "cli")
                .exitCode())
        .isEqualTo(2);
    assertThat(command("user", "list")).contains("cli-user (id ");
    assertThat(command("user", "delete", "cli-user", "--confirm", "cli-user"))
        .contains("deleted cli-user (id ");
    assertThat(command("user", "list")).doesNotContain("cli-user (id ");
    assertThat(people.request("GET", "/api/v1/account", "", key).statusCode()).isEqualTo(401);
    assertThat(ServerProcess.run(home, SETTINGS, "user", "disable", "nobody-at-all").exitCode())
        .isEqualTo(2);
    assertThat(ServerProcess.run(home, SETTINGS, "user", "create", "no-terminal").exitCode())
        .isEqualTo(2);
  }

  private static String command(String... words) {
    ServerProcess.Result result = ServerProcess.run(home, SETTINGS, words);
    assertThat(result.exitCode()).as(result.output()).isZero();
    return result.output().strip();
  }
}
