package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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

/// Registering and signing in as documents 001 and 003 write it, and every credential against the
/// packaged server.
class AccountsApiIT {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PASSWORD = "correct horse battery";

  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server = ServerProcess.start(home, Map.of("BINANCE_BASE_URL", "http://127.0.0.1:9"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }

  private static String pair(String username, String password) {
    return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
  }

  private static HttpResponse<String> register(String path, String username) {
    return server.post(path, pair(username, PASSWORD), "Content-Type", "application/json");
  }

  private static String code(HttpResponse<String> response) throws IOException {
    return json(response).path("error").path("code").textValue();
  }

  @Test
  void aRegisteredUserSignsInByFormAndJsonAndUsesTheToken() throws IOException {
    HttpResponse<String> made = register("/auth/register", "Alice");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(made.body())
        .matches(
            "\\{\"id\":\\d+,\"username\":\"alice\",\"created_at\":\"[^\"]+Z\",\"is_admin\":false}");
    assertThat(code(register("/v1/auth/register/", "ALICE"))).isEqualTo("USERNAME_EXISTS");
    for (String path : List.of("/auth/login", "/v1/auth/login/", "/api/v1/auth/login")) {
      HttpResponse<String> form =
          server.post(
              path, "username=alice&password=correct+horse%20battery", "Content-Type", FORM);
      assertThat(form.statusCode()).as(form.body()).isEqualTo(200);
      assertThat(json(form).path("token_type").textValue()).isEqualTo("bearer");
      assertThat(json(form).path("expires_in").intValue()).isEqualTo(1800);
      HttpResponse<String> asJson =
          server.post(path, pair("aLice", PASSWORD), "Content-Type", "application/json");
      String token = json(asJson).path("access_token").textValue();
      assertThat(server.get("/trades?limit=1", "Authorization", "Bearer " + token).statusCode())
          .isEqualTo(200);
      assertThat(server.get("/trades?limit=1", "Authorization", "Bearer x" + token).statusCode())
          .isEqualTo(401);
    }
    HttpResponse<String> key =
        server.post(
            "/api-token-auth/", pair("alice", PASSWORD), "Content-Type", "application/json");
    String token = json(key).path("token").textValue();
    for (String scheme : List.of("Token ", "Bearer ", "token ")) {
      assertThat(
              server
                  .post(
                      "/trades",
                      "{\"symbol\":\"BTCUSDT\",\"price\":1,\"qty\":1,\"timestamp\":\"2025-01-01T00:00:00Z\"}",
                      "Authorization",
                      scheme + token)
                  .statusCode())
          .isBetween(200, 201);
    }
  }
}
