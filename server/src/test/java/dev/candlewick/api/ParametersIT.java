package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.testing.JsonSchema;
import dev.candlewick.testing.ServerProcess;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The query parameters of the API's description are those of the server: their names, their bounds
/// and their enumerations.
class ParametersIT {
  private static final Map<String, String> PATH_SAMPLES =
      Map.of(
          "symbol", "BTC",
          "market", "BTCUSDT@binance",
          "instrument", "bitcoin",
          "currency", "usd",
          "provider", "simulated",
          "id", "1");

  @TempDir private static Path home;
  private static ServerProcess server;
  private static String admin;
  private static JsonNode document;
  private static JsonSchema schemas;

  /// An operation of the description, but no alias.
  private record Described(String method, String path, List<JsonNode> parameters) {
    List<JsonNode> query() {
      return parameters.stream().filter(one -> one.path("in").asText().equals("query")).toList();
    }
  }

  @BeforeAll
  static void start() {
    server = ServerProcess.start(home, Map.of("BINANCE_BASE_URL", "http://127.0.0.1:9"));
    admin = new People(server).administrator("parameters-admin");
    document = People.json(server.get("/openapi.json"));
    schemas = new JsonSchema(document);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<Described> operations() {
    List<Described> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (operation.getValue().has("x-alias-of")) continue;
        List<JsonNode> parameters = new ArrayList<>();
        operation
            .getValue()
            .path("parameters")
            .forEach(one -> parameters.add(schemas.resolved(one)));
        all.add(
            new Described(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), parameters));
      }
    }
    assertThat(all).hasSizeGreaterThan(60);
    return all;
  }

  /// Sends an operation with its required parameters and one more.
  private static HttpResponse<String> send(Described operation, String name, String value) {
    String path = operation.path();
    for (Map.Entry<String, String> sample : PATH_SAMPLES.entrySet()) {
      path = path.replace("{" + sample.getKey() + "}", sample.getValue());
    }
    String query =
        operation.query().stream()
            .filter(one -> one.path("required").asBoolean() && !name.equals(name(one)))
            .map(one -> pair(name(one), sample(one)))
            .collect(Collectors.joining());
    return server.send(
        operation.method(), path + "?" + pair(name, value) + query, "{}", "Authorization", admin);
  }

  private static String name(JsonNode parameter) {
    return parameter.path("name").asText();
  }

  private static String sample(JsonNode parameter) {
    return name(parameter).equals("provider") ? "simulated" : parameter.path("example").asText();
  }

  private static String pair(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&";
  }

  @Test
  void theServerTakesTheDescribedParametersAndNoOthers() {
    var wrong = new TreeSet<String>();
    for (Described operation : operations()) {
      String names =
          operation.query().stream().map(ParametersIT::name).sorted().toList().toString();
      String message =
          People.json(send(operation, "no_such_parameter", "1"))
              .at("/error/details/errors/0/message")
              .asText();
      List<String> taken =
          message.contains("This request takes ")
              ? List.of(message.replaceFirst(".*This request takes ", "").split(", "))
              : List.of();
      if (!taken.stream().sorted().toList().toString().equals(names)) {
        wrong.add(operation.method() + " " + operation.path() + ": " + names + ", not " + message);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void theServerRefusesWhatIsOutOfBounds() {
    var wrong = new TreeSet<String>();
    for (Described operation : operations()) {
      for (JsonNode parameter : operation.query()) {
        for (String value : refused(parameter)) {
          HttpResponse<String> response = send(operation, name(parameter), value);
          if (!response.body().contains("query." + name(parameter))) {
            wrong.add(operation + " accepts " + name(parameter) + "=" + value);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> refused(JsonNode parameter) {
    JsonNode schema = schemas.resolved(parameter.path("schema"));
    List<String> values = new ArrayList<>();
    if (schema.has("enum")) values.add("no-such-value");
    if (schema.has("minimum")) values.add(Long.toString(schema.path("minimum").longValue() - 1));
    if (schema.has("maximum")) values.add(Long.toString(schema.path("maximum").longValue() + 1));
    return values;
  }

  @Test
  void theServerTakesEveryValueOfAnEnumerationAndTheSmallestNumber() {
    var wrong = new TreeSet<String>();
    for (Described operation : operations()) {
      if (!operation.method().equals("GET")) continue;
      for (JsonNode parameter : operation.query()) {
        for (String value : taken(parameter)) {
          HttpResponse<String> response = send(operation, name(parameter), value);
          if (response.body().contains("query." + name(parameter))) {
            wrong.add(operation + " refuses " + name(parameter) + "=" + value);
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static List<String> taken(JsonNode parameter) {
    JsonNode schema = schemas.resolved(parameter.path("schema"));
    List<String> values = new ArrayList<>();
    schema.path("enum").forEach(value -> values.add(value.asText()));
    if (schema.has("minimum")) values.add(schema.path("minimum").asText());
    if (schema.has("default")) values.add(schema.path("default").asText());
    return values;
  }
}
