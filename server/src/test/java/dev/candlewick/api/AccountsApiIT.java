package dev.candlewick.api;

import static dev.candlewick.api.People.PASSWORD;
import static dev.candlewick.api.People.error;
import static dev.candlewick.api.People.json;
import static dev.candlewick.api.People.pair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.testing.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Registering and signing in as documents 001 and 003 write it, and wrong ones, against the
/// packaged server.
class AccountsApiIT {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PRINT =
      """
      {"symbol":"BTCUSDT","price":1,"qty":1,"timestamp":"2025-01-01T00:00:00Z"}\
      """;

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

  @Test
  void aRegisteredUserSignsInByFormAndByJson() {
    HttpResponse<String> made = people.register("Alice");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(made.body())
        .matches(
            "\\{\"id\":\\d+,\"username\":\"alice\",\"created_at\":\"[^\"]+Z\",\"is_admin\":false}");
    String form = "grant_type=password&username=alice&password=correct+horse%20battery";
    for (String path : List.of("/auth/login", "/v1/auth/login/", "/api/v1/auth/login")) {
      HttpResponse<String> byForm = people.send("POST", path, form, "Content-Type", FORM);
      HttpResponse<String> byJson =
          people.send("POST", path, pair("aLice", PASSWORD), "Content-Type", "application/json");
      for (HttpResponse<String> response : List.of(byForm, byJson)) {
        assertThat(response.body())
            .matches(
                "\\{\"access_token\":\"[\\w.-]+\",\"token_type\":\"bearer\",\"expires_in\":1800}");
        String bearer = "Bearer " + json(response).path("access_token").textValue();
        assertThat(people.request("GET", "/trades?limit=1", "", bearer).statusCode())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void anApiTokenByPasswordWorksInEveryForm() {
    people.register("django");
    for (String body : List.of(pair("django", PASSWORD), "username=django&password=" + PASSWORD)) {
      String type = body.startsWith("{") ? "application/json" : FORM;
      HttpResponse<String> made =
          people.send("POST", "/api-token-auth/", body, "Content-Type", type);
      assertThat(made.body()).matches("\\{\"token\":\"cw_[\\w-]{43}\"}");
      String token = json(made).path("token").textValue();
      for (String scheme : List.of("Token ", "Bearer ", "token ")) {
        assertThat(people.request("POST", "/trades", PRINT, scheme + token).statusCode())
            .isBetween(200, 201);
      }
      assertThat(error(people.request("GET", "/api/v1/account/tokens", "", "Token " + token)))
          .isEqualTo("403 FORBIDDEN");
    }
    assertThat(error(people.send("POST", "/api-token-auth/", pair("django", "wrong password"))))
        .isEqualTo("401 INVALID_CREDENTIALS");
  }

  @Test
  void aWrongUserAndAWrongPasswordAnswerTheSame() {
    people.register("known");
    HttpResponse<String> wrongPassword = people.login("known", "wrong password");
    HttpResponse<String> wrongUser = people.login("unknown", PASSWORD);
    assertThat(wrongPassword.statusCode()).isEqualTo(401);
    assertThat(wrongPassword.body()).isEqualTo(wrongUser.body()).contains("INVALID_CREDENTIALS");
    assertThat(wrongPassword.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(wrongUser.headers().map().keySet())
        .isEqualTo(wrongPassword.headers().map().keySet());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | body.username body.password",
        "{'username':'ab','password':'short'} | body.username body.password",
        "{'username':7,'password':null} | body.username body.password",
        "{'username':'fine-name','password':'password123'} | body.password",
        "{'username':'a b c','password':'correct horse battery','x':1} | body.username body.x",
        "{'username':'Admin','password':'correct horse battery'} | body.username",
        "{'username':'public','password':'correct horse battery'} | body.username",
        "{'username':'fine-name','password':'FINE-name'} | body.password",
        "{'username':'fine-name','password':'AAAAaaaa'} | body.password",
        "{'username':'fine-name','password':'correct\\ud83d horse'} | body.password",
        "[] | body",
        "nonsense | body"
      })
  void aWrongRegistrationNamesEveryBadField(String body, String fields) {
    HttpResponse<String> response = people.send("POST", "/auth/register", body.replace('\'', '"'));
    assertThat(error(response)).isEqualTo("422 VALIDATION_ERROR");
    assertThat(
            json(response).path("error").path("details").path("errors").findValuesAsText("field"))
        .contains(fields.split(" "));
  }

  @Test
  void otherWrongRequestsHaveTheirCodes() {
    people.register("taken");
    assertThat(error(people.register("TAKEN"))).isEqualTo("409 USERNAME_EXISTS");
    assertThat(error(people.login("taken\\u0000", "x"))).isEqualTo("422 VALIDATION_ERROR");
    String zero = "username=taken%00&password=x";
    assertThat(error(people.send("POST", "/auth/login", zero, "Content-Type", FORM)))
        .isEqualTo("401 INVALID_CREDENTIALS");
    assertThat(error(people.send("POST", "/auth/login", "username=taken", "Content-Type", FORM)))
        .isEqualTo("422 VALIDATION_ERROR");
    for (String form :
        List.of("username=%zz", "username=taken&password=%ed%a0%80", "password=%ff")) {
      assertThat(error(people.send("POST", "/auth/login", form, "Content-Type", FORM)))
          .isEqualTo("422 VALIDATION_ERROR");
    }
    assertThat(error(people.login("taken", "correct\\ud83d horse")))
        .isEqualTo("422 VALIDATION_ERROR");
    assertThat(error(people.send("POST", "/auth/login", pair("a", "x".repeat(20_000)))))
        .isEqualTo("413 PAYLOAD_TOO_LARGE");
    HttpResponse<String> get = people.send("GET", "/auth/login", "");
    assertThat(error(get)).isEqualTo("405 METHOD_NOT_ALLOWED");
    assertThat(get.headers().firstValue("Allow").orElse("")).contains("POST");
    assertThat(
            error(
                people.send(
                    "POST",
                    "/auth/register",
                    "{\"username\":\"eager\",\"password\":\"correct horse\",\"setup_code\":\"x\"}")))
        .isEqualTo("403 FORBIDDEN");
    assertThat(error(people.login("eager", "correct horse"))).isEqualTo("401 INVALID_CREDENTIALS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer x.y.z",
        "Bearer cw_unknown",
        "Token cw_unknown",
        "Basic YWxpY2U6eA==",
        "nonsense",
        "Bearer eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.eyJzdWIiOiIxIn0."
      })
  void anInvalidCredentialIsNeverAnonymous(String authorization) {
    for (String path : List.of("/trades?limit=1", "/api/v1/account", "/health", "/")) {
      HttpResponse<String> response = people.request("GET", path, "", authorization);
      assertThat(error(response)).as(path).isEqualTo("401 UNAUTHORIZED");
      assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
  }

  @Test
  void ofTwoRegistrationsOfANameExactlyOneWins() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        String name = "race" + i;
        Future<String> one = threads.submit(() -> outcome(people.register(name)));
        Future<String> other = threads.submit(() -> outcome(people.register(name)));
        assertThat(List.of(one.get(), other.get()))
            .containsExactlyInAnyOrder("201", "409 USERNAME_EXISTS");
      }
    }
  }

  private static String outcome(HttpResponse<String> response) {
    return response.statusCode() == 201 ? "201" : error(response);
  }

  @Test
  void signingOutEndsTheCredentialOfTheRequest() {
    String bearer = people.newUser("leaving");
    String other = people.bearer("leaving");
    assertThat(people.request("POST", "/api/v1/auth/logout", "", bearer).statusCode())
        .isEqualTo(204);
    assertThat(people.request("GET", "/api/v1/account", "", bearer).statusCode()).isEqualTo(401);
    assertThat(people.request("GET", "/api/v1/account", "", other).statusCode()).isEqualTo(200);
    assertThat(error(people.request("POST", "/api/v1/auth/logout", "", "")))
        .isEqualTo("401 UNAUTHORIZED");
  }

  @Test
  void noSecretIsInTheLog() {
    String bearer = people.newUser("quiet");
    people.login("quiet", "a-password-that-is-wrong");
    people.request("GET", "/trades?limit=1&token=cw_shown_in_a_query", "", bearer);
    assertThat(server.log())
        .contains("POST /api/v1/auth/login 401")
        .doesNotContain(PASSWORD)
        .doesNotContain("a-password-that-is-wrong")
        .doesNotContain(bearer.substring(7))
        .doesNotContain("cw_shown");
  }
}
