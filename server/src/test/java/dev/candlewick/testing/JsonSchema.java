package dev.candlewick.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/// Validates values against the schemas of a document, with as much of JSON Schema as the API's
/// description uses. It is stricter in one point: a field that an object's schema does not have is
/// a fault, unless the schema allows additional ones.
public final class JsonSchema {
  private final JsonNode document;

  public JsonSchema(JsonNode document) {
    this.document = document;
  }

  /// The node itself, or the one it refers to.
  public JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.startsWith("#/") ? resolved(document.at(reference.substring(1))) : node;
  }

  /// Everything that is wrong with a value; empty when it is valid.
  ///
  /// @param place where the value is, for the messages
  public List<String> faults(String place, JsonNode given, JsonNode value) {
    JsonNode schema = resolved(given);
    List<String> faults = new ArrayList<>();
    if (schema.has("anyOf")) return choice(place, schema.path("anyOf"), value);
    if (schema.has("type") && !isOfType(schema.path("type"), value)) {
      return List.of(place + " is " + value + ", not " + schema.path("type"));
    }
    if (value.isNull()) return faults;
    if (schema.has("enum") && !children(schema.path("enum")).contains(value)) {
      faults.add(place + " is " + value + ", none of " + schema.path("enum"));
    }
    if (!isOfFormat(schema.path("format").asText(), value)) {
      faults.add(place + " is " + value + ", no " + schema.path("format").asText());
    }
    if (value.isObject()) faults.addAll(members(place, schema, value));
    if (value.isArray()) faults.addAll(elements(place, schema, value));
    return faults;
  }

  private List<String> elements(String place, JsonNode schema, JsonNode value) {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      faults.addAll(faults(place + "[" + i + "]", schema.path("items"), value.get(i)));
    }
    return faults;
  }

  /// The faults of the choice that fits best.
  private List<String> choice(String place, JsonNode choices, JsonNode value) {
    List<String> best = List.of(place + " has no choice");
    for (JsonNode one : choices) {
      List<String> faults = faults(place, one, value);
      if (faults.isEmpty()) return faults;
      boolean isNull = one.path("type").asText().equals("null");
      if (!isNull) best = faults;
    }
    return best;
  }

  private List<String> members(String place, JsonNode schema, JsonNode value) {
    List<String> faults = new ArrayList<>();
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())) faults.add(place + " has no " + name.asText());
    }
    JsonNode more = schema.path("additionalProperties");
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      JsonNode property = schema.path("properties").path(field.getKey());
      String at = place + "." + field.getKey();
      if (!property.isMissingNode()) {
        faults.addAll(faults(at, property, field.getValue()));
      } else if (more.isObject()) {
        faults.addAll(faults(at, more, field.getValue()));
      } else if (!more.asBoolean()) {
        faults.add(at + " is not described");
      }
    }
    return faults;
  }

  private static boolean isOfType(JsonNode types, JsonNode value) {
    return (types.isArray() ? children(types) : List.of(types))
        .stream()
            .anyMatch(type ->
                switch (type.asText()) {
                  case "integer" -> value.isIntegralNumber();
                  default ->
                      value.getNodeType().name().toLowerCase(Locale.ROOT).equals(type.asText());
                });
  }

  private static boolean isOfFormat(String format, JsonNode value) {
    return switch (format) {
      case "decimal" -> value.isNumber() || value.asText().matches("-?[0-9]+(\\.[0-9]+)?");
      case "int32" -> value.canConvertToInt();
      case "int64" -> value.canConvertToLong();
      case "date-time" -> isDateTime(value.asText());
      default -> true;
    };
  }

  private static boolean isDateTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static List<JsonNode> children(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
