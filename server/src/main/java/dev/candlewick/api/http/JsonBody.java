package dev.candlewick.api.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON body as a tree whose numbers are exact, and its fields as text for `FieldReader`.
///
/// `checkFields` binds a body to the record that describes it. From then on the fields that are
/// read and the components of the record must be the same: reading any other field is a defect, and
/// so is an accepted request of which a component has not been read.
public final class JsonBody {
  static final int MAX_BYTES = WireLimits.MAX_BODY_BYTES;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNumberLength(100)
                          .maxNestingDepth(50)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode node;
  private final String path;
  private final Set<String> unread = new LinkedHashSet<>();
  private @Nullable Class<? extends Record> type;

  private JsonBody(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /// Reads the bytes of a request.
  public static JsonBody read(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new ApiException(
          ErrorCode.PAYLOAD_TOO_LARGE, "The body is larger than " + MAX_BYTES + " bytes");
    }
    JsonNode tree;
    try {
      tree = MAPPER.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw malformed("is not valid JSON: " + parserMessage(e));
    } catch (IOException e) {
      throw malformed("cannot be read");
    } catch (NumberFormatException | ArithmeticException e) {
      throw malformed("has a number whose exponent is out of range");
    }
    if (tree == null || tree.isMissingNode()) throw malformed("is empty");
    return new JsonBody(tree, "body");
  }

  private static String parserMessage(JsonProcessingException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    String first = e.getOriginalMessage().lines().findFirst().orElse("");
    return (first.length() > 120 ? first.substring(0, 120) : first) + where;
  }

  private static ApiException malformed(String message) {
    return ApiException.validation(List.of(new ApiException.FieldError("body", message)));
  }

  public boolean isArray() {
    return node.isArray();
  }

  /// Whether there is a field of this name, which may be null.
  public boolean has(String name) {
    markRead(name);
    return node.isObject() && node.has(name);
  }

  /// The elements of an array; a single object counts as one.
  public List<JsonBody> elements() {
    if (!node.isArray()) return List.of(this);
    List<JsonBody> elements = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      elements.add(new JsonBody(node.get(i), path + "[" + i + "]"));
    }
    return elements;
  }

  /// Where a field is, for a message.
  public String pathOf(String name) {
    return path + "." + name;
  }

  /// Binds this body to the record that describes it. Adds a fault when the body is not an object,
  /// and one for every field that neither the record nor an ignored record has.
  ///
  /// @param ignored records whose fields are accepted and not read
  @SafeVarargs
  public final void checkFields(
      FieldReader reader, Class<? extends Record> body, Class<? extends Record>... ignored) {
    type = body;
    unread.addAll(RecordFields.names(body));
    reader.expectAllRead(this);
    if (!node.isObject()) {
      reader.add(path, "must be a JSON object");
      return;
    }
    Set<String> known = new HashSet<>(unread);
    for (Class<? extends Record> more : ignored) known.addAll(RecordFields.names(more));
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!known.contains(field.getKey())) {
        reader.add(pathOf(field.getKey()), "is not a field of this request");
      }
    }
  }

  private void markRead(String name) {
    if (type != null && !unread.remove(name) && !RecordFields.names(type).contains(name)) {
      throw new IllegalStateException(name + " is not a field of " + type.getSimpleName());
    }
  }

  /// Throws when the operation has left out a component of the record.
  void requireAllRead() {
    if (type != null && !unread.isEmpty()) {
      throw new IllegalStateException(unread + " of " + type.getSimpleName() + " were not read");
    }
  }

  private @Nullable JsonNode value(String name) {
    markRead(name);
    return node.isObject() ? node.get(name) : null;
  }

  /// The text of a field that is a string or a number; null when absent or null.
  public @Nullable String text(FieldReader reader, String name) {
    JsonNode value = value(name);
    if (value == null || value.isNull()) return null;
    if (value.isTextual()) return checkPrintable(reader, name, value.textValue());
    if (value.isNumber()) return number(value);
    reader.add(pathOf(name), "must be a string or a number");
    return "";
  }

  /// A field that must be a string.
  public @Nullable String string(FieldReader reader, String name) {
    JsonNode value = value(name);
    if (value != null && !value.isNull() && !value.isTextual()) {
      reader.add(pathOf(name), "must be a string");
      return null;
    }
    return value == null || value.isNull() ? null : checkPrintable(reader, name, value.textValue());
  }

  /// PostgreSQL has no text with a zero byte.
  private String checkPrintable(FieldReader reader, String name, String text) {
    if (text.indexOf('\0') >= 0) reader.add(pathOf(name), "must not have a zero character");
    if (text.codePoints().anyMatch(JsonBody::isUnpairedSurrogate)) {
      reader.add(pathOf(name), "must not have half of a surrogate pair");
    }
    return text.replace('\0', '?');
  }

  /// Half of a surrogate pair without its other half, which no encoding can write.
  private static boolean isUnpairedSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /// A decimal field; null when absent or wrong, which is a fault when it is required.
  public @Nullable BigDecimal decimal(FieldReader reader, String name, boolean required) {
    String text = text(reader, name);
    BigDecimal value =
        text == null || !isTextOrNumber(name) ? null : reader.decimal(pathOf(name), text);
    return required ? reader.require(pathOf(name), value, text) : value;
  }

  private boolean isTextOrNumber(String name) {
    JsonNode value = node.get(name);
    return value.isTextual() || value.isNumber();
  }

  /// A time field that must be there; null when it is not, or wrong.
  public @Nullable Instant requiredTime(FieldReader reader, String name) {
    String text = text(reader, name);
    return reader.require(pathOf(name), read(reader, name, text), text);
  }

  /// A time field; null when it is absent or wrong.
  public @Nullable Instant optionalTime(FieldReader reader, String name) {
    return read(reader, name, text(reader, name));
  }

  private @Nullable Instant read(FieldReader reader, String name, @Nullable String text) {
    return text == null || !isTextOrNumber(name) ? null : reader.time(pathOf(name), text);
  }

  /// A flag; false when absent.
  public boolean flag(FieldReader reader, String name) {
    JsonNode value = value(name);
    if (value != null && !value.isBoolean()) reader.add(pathOf(name), "must be true or false");
    return value != null && value.asBoolean();
  }

  /// Strings from a field that is one or a list of them.
  public List<String> strings(FieldReader reader, String name) {
    JsonNode value = value(name);
    if (value == null || value.isNull()) return List.of();
    List<String> texts = new ArrayList<>();
    for (JsonNode element : value.isArray() ? value : List.of(value)) {
      if (element.isTextual()) texts.add(checkPrintable(reader, name, element.textValue()));
      else reader.add(pathOf(name), "must be a string or a list of strings");
    }
    return texts;
  }

  private static String number(JsonNode value) {
    BigDecimal exact = value.decimalValue();
    return exact.toString();
  }
}
