package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.testing.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Users that register and sign in at a server.
///
/// @param more headers of every request: name, value, name, value …
record People(ServerProcess server, List<String> more) {
  static final String PASSWORD = "correct horse battery";
  static final String COOKIE = "cw_session";
  private static final Pattern SETUP_CODE = Pattern.compile("\"setup_code\": \"(setup_[\\w-]+)\"");
  private static final JsonMapper JSON = new JsonMapper();

  People(ServerProcess server, String... more) {
    this(server, List.of(more));
  }

  static String pair(String username, String password) {
    return "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password);
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Status and code of an error: `401 UNAUTHORIZED`.
  static String error(HttpResponse<String> response) {
    return response.statusCode() + " " + json(response).path("error").path("code").asText();
  }

  /// Sends a request with a credential, or without one when it is empty.
  HttpResponse<String> request(String method, String path, String body, String authorization) {
    String[] own =
        authorization.isEmpty() ? new String[0] : new String[] {"Authorization", authorization};
    return send(method, path, body, own);
  }

  /// Sends a request with a browser's session from a page of the same origin.
  HttpResponse<String> browse(String method, String path, String body, String secret) {
    return send(
        method, path, body, "Cookie", COOKIE + "=" + secret, "Sec-Fetch-Site", "same-origin");
  }

  HttpResponse<String> send(String method, String path, String body, String... headers) {
    String[] all = Stream.concat(more.stream(), Arrays.stream(headers)).toArray(String[]::new);
    return server.send(method, path, body, all);
  }

  HttpResponse<String> register(String username) {
    return send("POST", "/auth/register", pair(username, PASSWORD));
  }

  HttpResponse<String> login(String username, String password) {
    return send(
        "POST", "/auth/login", pair(username, password), "Content-Type", "application/json");
  }

  /// `Bearer …` of the first administrator, made with the code that the server printed.
  String administrator(String username) {
    Matcher code = SETUP_CODE.matcher(server.log());
    assertThat(code.find()).isTrue();
    String body =
        "{\"username\":\"%s\",\"password\":\"%s\",\"setup_code\":\"%s\"}"
            .formatted(username, PASSWORD, code.group(1));
    assertThat(send("POST", "/auth/register", body).statusCode()).isEqualTo(201);
    return bearer(username);
  }

  /// `Bearer …` of an existing account.
  String bearer(String username) {
    HttpResponse<String> response = login(username, PASSWORD);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return "Bearer " + json(response).path("access_token").textValue();
  }

  /// `Bearer …` of a new account.
  String newUser(String username) {
    assertThat(register(username).statusCode()).isEqualTo(201);
    return bearer(username);
  }

  /// The secret of a browser's new session.
  String session(String username) {
    HttpResponse<String> response = send("POST", "/api/v1/auth/session", pair(username, PASSWORD));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    String cookie = response.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie)
        .startsWith(COOKIE + "=")
        .containsIgnoringCase("HttpOnly")
        .containsIgnoringCase("SameSite=Strict")
        .containsIgnoringCase("Path=/")
        .doesNotContainIgnoringCase("Secure");
    return cookie.substring(COOKIE.length() + 1, cookie.indexOf(';'));
  }
}
