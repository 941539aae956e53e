package dev.candlewick.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.api.aliases.Aliases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The lists that are maintained by hand beside the API's description agree with it.
class OpenApiListsTest {
  private static final JsonNode DOCUMENT = document();

  private static JsonNode document() {
    try {
      return new ObjectMapper().readTree(Files.readString(Path.of("../docs/openapi.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyAliasNamesItsCanonicalOperation() {
    Map<String, String> described = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : DOCUMENT.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        JsonNode target = operation.getValue().path("x-alias-of");
        if (target.isTextual()) {
          described.put(
              operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), target.asText());
        }
      }
    }
    assertThat(described)
        .isEqualTo(
            Aliases.ALL.stream()
                .collect(
                    Collectors.toMap(
                        alias -> alias.method() + " " + alias.path(),
                        alias -> alias.canonicalMethod() + " " + alias.canonicalPath())));
  }

  @Test
  void theTargetsOfAliasesAreOperations() {
    for (JsonNode target : DOCUMENT.findValues("x-alias-of")) {
      for (JsonNode one : target.isArray() ? target : Set.of(target)) {
        String[] parts = one.asText().split(" ", -1);
        assertThat(DOCUMENT.path("paths").path(parts[1]).has(parts[0].toLowerCase(Locale.ROOT)))
            .as(one.asText())
            .isTrue();
      }
    }
  }

  @Test
  void everyPathWithErrorsOfItsOwnIsAPath() {
    assertThat(OperationErrors.paths())
        .isNotEmpty()
        .allSatisfy(path -> assertThat(DOCUMENT.path("paths").has(path)).as(path).isTrue());
  }

  /// A choice has no type in Java, so the client's generation maps each to `Object`.
  @Test
  void everyChoiceIsMappedForTheJavaClient() throws IOException {
    Set<String> choices = new TreeSet<>();
    for (Map.Entry<String, JsonNode> schema : DOCUMENT.at("/components/schemas").properties()) {
      if (schema.getValue().has("anyOf")) choices.add(schema.getKey() + "=Object");
    }
    Set<String> mapped = new TreeSet<>();
    Pattern.compile("<schemaMapping>([^<]*)<")
        .matcher(Files.readString(Path.of("pom.xml")))
        .results()
        .forEach(mapping -> mapped.add(mapping.group(1)));
    assertThat(mapped).isEqualTo(choices);
  }
}
