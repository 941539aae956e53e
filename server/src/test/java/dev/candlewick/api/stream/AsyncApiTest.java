package dev.candlewick.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.candlewick.api.docs.DocsPages;
import dev.candlewick.api.journal.OpenPositionsView;
import dev.candlewick.api.journal.PositionView;
import dev.candlewick.api.portfolio.PortfolioAnalyticsApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Keeps the description of the streams true: what it refers to is there, its examples hold to its
/// schemas, and its own figures have the fields the API writes.
class AsyncApiTest {
  private static final JsonNode DOCUMENT = read();

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(DocsPages.bytes("/docs/asyncapi.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? resolved(DOCUMENT.at(node.path("$ref").asText().substring(1))) : node;
  }

  @Test
  void theDocumentIsAnAsyncApiOfBothChannels() {
    assertThat(DOCUMENT.path("asyncapi").asText()).isEqualTo("3.0.0");
    assertThat(DOCUMENT.at("/channels/stream/address").asText()).isEqualTo("/api/v1/stream");
    assertThat(DOCUMENT.at("/channels/prices/address").asText()).isEqualTo("/ws/prices/");
  }

  @Test
  void everyReferenceResolves() {
    List<JsonNode> references = DOCUMENT.findParents("$ref");
    assertThat(references)
        .isNotEmpty()
        .isNotEmpty()
        .allSatisfy(reference -> {
          String target = reference.path("$ref").asText();
          assertThat(DOCUMENT.at(target.substring(1)).isMissingNode()).as(target).isFalse();
        });
  }

  @Test
  void everyMessageHasAnExampleThatHoldsToItsSchema() {
    JsonNode messages = DOCUMENT.at("/components/messages");
    assertThat(messages.size()).isEqualTo(12);
    messages
        .properties()
        .forEach(message -> {
          JsonNode schema = message.getValue().path("payload");
          JsonNode examples = message.getValue().path("examples");
          assertThat(examples.isEmpty()).as(message.getKey()).isFalse();
          examples.forEach(
              one -> assertThat(faults(message.getKey(), schema, one.path("payload"))).isEmpty());
        });
  }

  @Test
  void aWrongExampleWouldBeFound() {
    JsonNode schema = DOCUMENT.at("/components/messages/pong/payload");
    JsonNode ping = DOCUMENT.at("/components/messages/ping/examples/0/payload");
    assertThat(faults("", schema, ping)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tick",
        "Candle",
        "Print",
        "Last",
        "Portfolio",
        "Performer",
        "Allocation",
        "Trades",
        "Position"
      })
  void everySchemaHasTheFieldsTheServerWrites(String schema) {
    List<Class<?>> records =
        switch (schema) {
          case "Tick" -> List.of(StreamJson.TickView.class);
          case "Candle" -> List.of(StreamJson.LiveCandleView.class);
          case "Print" -> List.of(StreamJson.PrintView.class);
          case "Last" -> List.of(StreamJson.LastView.class);
          case "Portfolio" -> List.of(PortfolioAnalyticsApi.PortfolioSummaryView.class);
          case "Performer" -> List.of(PortfolioAnalyticsApi.PortfolioPerformer.class);
          case "Allocation" -> List.of(PortfolioAnalyticsApi.PortfolioAllocation.class);
          case "Trades" -> List.of(OpenPositionsView.class);
          default -> List.of(PositionView.class, OpenPositionsView.Priced.class);
        };
    JsonNode properties = DOCUMENT.at("/components/schemas/" + schema + "/properties");
    assertThat(new TreeSet<>(names(properties))).isEqualTo(fields(records));
  }

  private static Set<String> fields(List<Class<?>> records) {
    Set<String> fields = new TreeSet<>();
    for (Class<?> type : records) {
      Arrays.stream(type.getRecordComponents())
          .filter(component -> component.getType() != PositionView.class)
          .map(AsyncApiTest::written)
          .forEach(fields::add);
    }
    return fields;
  }

  private static String written(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null ? new SnakeCaseStrategy().translate(component.getName()) : named.value();
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /// As much of JSON Schema as the description uses.
  private static List<String> faults(String place, JsonNode given, JsonNode value) {
    JsonNode schema = resolved(given);
    List<String> faults = new ArrayList<>(own(place, schema, value));
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asText())) faults.add(place + ": has no " + name.asText());
    }
    if (schema.has("items")) {
      value.forEach(item -> faults.addAll(faults(place + "[]", schema.path("items"), item)));
    }
    if (schema.has("properties")) faults.addAll(members(place, schema.path("properties"), value));
    return faults;
  }

  private static List<String> own(String place, JsonNode schema, JsonNode value) {
    List<String> faults = new ArrayList<>();
    if (schema.has("const") && !schema.path("const").equals(value)) faults.add(place + ": const");
    if (schema.has("enum") && !holds(schema.path("enum"), value)) faults.add(place + ": enum");
    if (schema.has("type") && !typed(schema.path("type"), value)) faults.add(place + ": type");
    long fitting =
        children(schema.path("oneOf")).stream()
            .filter(one -> faults(place, one, value).isEmpty())
            .count();
    if (schema.has("oneOf") && fitting != 1) faults.add(place + ": fits " + fitting + " of oneOf");
    return faults;
  }

  private static List<String> members(String place, JsonNode properties, JsonNode value) {
    List<String> faults = new ArrayList<>();
    for (String name : names(value)) {
      if (!properties.has(name)) faults.add(place + ": does not describe " + name);
      faults.addAll(faults(place + "." + name, properties.path(name), value.path(name)));
    }
    return faults;
  }

  private static boolean holds(JsonNode values, JsonNode value) {
    return children(values).contains(value);
  }

  private static boolean typed(JsonNode types, JsonNode value) {
    return (types.isArray() ? children(types) : List.of(types))
        .stream()
            .anyMatch(type ->
                switch (type.asText()) {
                  case "integer" -> value.isIntegralNumber();
                  default ->
                      value.getNodeType().name().toLowerCase(Locale.ROOT).equals(type.asText());
                });
  }

  private static List<JsonNode> children(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
