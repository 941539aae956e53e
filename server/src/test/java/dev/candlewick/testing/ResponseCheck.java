package dev.candlewick.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compares responses with `docs/openapi.json`: the status, the media type, the required headers,
/// the code of an error and every field of a JSON body must be described. Responses at paths that
/// are not described are left alone.
final class ResponseCheck {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /// What HTTP refuses before an operation runs; `default` describes it.
  private static final Set<Integer> OF_HTTP = Set.of(405, 406, 408, 413, 414, 415, 431);

  private static final ResponseCheck DOCUMENT = read();

  private final JsonNode document;
  private final JsonSchema schemas;

  private ResponseCheck(JsonNode document) {
    this.document = document;
    this.schemas = new JsonSchema(document);
  }

  private static ResponseCheck read() {
    try {
      return new ResponseCheck(JSON.readTree(Files.readString(Path.of("../docs/openapi.json"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Throws when a response is not as the document describes it, unless the document is being
  /// renewed.
  static void check(String method, String target, HttpResponse<String> response) {
    if (System.getProperty("openapi.write") != null) return;
    DOCUMENT
        .operation(method, target)
        .ifPresent(operation -> {
          List<String> faults = DOCUMENT.faults(operation, response);
          if (faults.isEmpty()) return;
          throw new AssertionError(
              "docs/openapi.json does not describe the response %d to %s %s: %s\n%s"
                  .formatted(response.statusCode(), method, target, faults, response.body()));
        });
  }

  private Optional<JsonNode> operation(String method, String target) {
    String path = "/" + target.replaceFirst("\\?.*", "").replaceAll("^/+|/+$", "");
    String verb = method.toLowerCase(Locale.ROOT);
    return document.path("paths").properties().stream()
        .filter(entry -> path.matches(entry.getKey().replaceAll("\\{[^}]*}", "[^/]+")))
        .filter(entry -> entry.getValue().has(verb))
        .min(Comparator.comparingInt(entry -> entry.getKey().split("\\{", -1).length))
        .map(entry -> entry.getValue().path(verb));
  }

  private List<String> faults(JsonNode operation, HttpResponse<String> response) {
    String status = Integer.toString(response.statusCode());
    JsonNode responses = operation.path("responses");
    boolean ofHttp = !responses.has(status) && OF_HTTP.contains(response.statusCode());
    JsonNode described = schemas.resolved(responses.path(ofHttp ? "default" : status));
    if (described.isMissingNode()) return List.of("the status is not described");
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, JsonNode> header : described.path("headers").properties()) {
      boolean required = schemas.resolved(header.getValue()).path("required").asBoolean();
      if (required && !ofHttp && response.headers().firstValue(header.getKey()).isEmpty()) {
        faults.add("no header " + header.getKey());
      }
    }
    faults.addAll(bodyFaults(described, response, ofHttp));
    return faults;
  }

  private List<String> bodyFaults(
      JsonNode described, HttpResponse<String> response, boolean ofHttp) {
    if (!described.has("content")) {
      return response.body().isEmpty() ? List.of() : List.of("a body is not described");
    }
    String type =
        response.headers().firstValue("Content-Type").orElse("").replaceFirst(" *;.*", "");
    JsonNode medium = described.path("content").path(type);
    if (medium.isMissingNode()) return List.of("the media type " + type + " is not described");
    if (!type.endsWith("json")) return List.of();
    try {
      JsonNode body = JSON.readTree(response.body());
      List<String> faults = new ArrayList<>(schemas.faults("body", medium.path("schema"), body));
      String code = body.path("error").path("code").asText();
      if (!ofHttp && medium.has("examples") && !medium.path("examples").has(code)) {
        faults.add("the code " + code + " is not described");
      }
      return faults;
    } catch (JsonProcessingException e) {
      return List.of("the body is not JSON");
    }
  }
}
