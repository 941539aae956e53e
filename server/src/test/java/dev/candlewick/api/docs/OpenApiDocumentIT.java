package dev.candlewick.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.candlewick.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keeps `docs/openapi.json`, from which the clients are generated, equal to the document that the
/// server sends. With `-Dopenapi.write` it writes the file instead.
class OpenApiDocumentIT {
  private static final Path FILE = Path.of("../docs/openapi.json");
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  @TempDir private static Path home;

  @Test
  void theCommittedDocumentIsTheServersOwn() throws IOException {
    JsonNode document;
    try (ServerProcess server = ServerProcess.start(home, Map.of())) {
      document = JSON.readTree(server.get("/openapi.json").body());
    }
    ((ObjectNode) document).putArray("servers").addObject().put("url", "/");
    String text = JSON.writeValueAsString(JSON.treeToValue(document, Object.class)) + "\n";
    if (System.getProperty("openapi.write") != null) {
      Files.writeString(FILE, text);
      return;
    }
    assertThat(Files.readString(FILE))
        .as("docs/openapi.json is out of date; `make openapi` writes it")
        .isEqualTo(text);
  }
}
