package dev.candlewick.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// An operation of the schema, with what a valid request needs.
///
/// @param fields of the body by name, as JSON; empty without a body
record FuzzOperation(
    String method, String path, List<Parameter> parameters, Map<String, String> fields) {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  FuzzOperation {
    parameters = List.copyOf(parameters);
    fields = new LinkedHashMap<>(fields);
  }

  /// A parameter with the texts that its schema names.
  ///
  /// @param place `path`, `query`, `header` or `cookie`
  record Parameter(String name, String place, String type, List<String> named) {
    Parameter {
      named = List.copyOf(named);
    }
  }

  /// Returns all operations of an OpenAPI document.
  static List<FuzzOperation> of(JsonNode schema) {
    List<FuzzOperation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : schema.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          operations.add(
              new FuzzOperation(
                  operation.getKey().toUpperCase(Locale.ROOT),
                  path.getKey(),
                  parameters(schema, operation.getValue()),
                  fields(schema, operation.getValue())));
        }
      }
    }
    return operations;
  }

  private static List<Parameter> parameters(JsonNode schema, JsonNode operation) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode node : operation.path("parameters")) {
      JsonNode parameter = resolved(schema, node);
      JsonNode type = resolved(schema, parameter.path("schema"));
      List<String> named = new ArrayList<>();
      type.path("enum").forEach(value -> named.add(value.asText()));
      for (JsonNode one : List.of(parameter.path("example"), type.path("example"))) {
        if (one.isValueNode()) named.add(one.asText());
      }
      parameters.add(
          new Parameter(
              parameter.path("name").asText(),
              parameter.path("in").asText(),
              type.path("type").asText("string"),
              named));
    }
    return parameters;
  }

  private static Map<String, String> fields(JsonNode schema, JsonNode operation) {
    Map<String, String> fields = new LinkedHashMap<>();
    JsonNode body = resolved(schema, operation.path("requestBody"));
    for (JsonNode type : body.path("content")) {
      JsonNode shape = resolved(schema, type.path("schema"));
      for (Map.Entry<String, JsonNode> field : shape.path("properties").properties()) {
        fields.put(field.getKey(), sample(resolved(schema, field.getValue())));
      }
      examples(type)
          .properties()
          .forEach(one -> fields.put(one.getKey(), one.getValue().toString()));
    }
    return fields;
  }

  private static JsonNode examples(JsonNode type) {
    JsonNode example = type.path("example");
    return example.isTextual() ? FuzzJson.read(example.textValue()) : example;
  }

  private static String sample(JsonNode type) {
    if (type.has("example")) return type.path("example").toString();
    if (type.path("enum").size() > 0) return type.path("enum").get(0).toString();
    return switch (type.path("type").asText("string")) {
      case "integer", "number" -> "1";
      case "boolean" -> "true";
      case "array" -> "[]";
      case "object" -> "{}";
      default -> "\"1\"";
    };
  }

  private static JsonNode resolved(JsonNode schema, JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.startsWith("#/") ? schema.at(reference.substring(1)) : node;
  }
}
