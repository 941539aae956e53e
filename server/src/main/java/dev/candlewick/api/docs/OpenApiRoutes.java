package dev.candlewick.api.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.api.http.ServerUrl;
import dev.candlewick.settings.HttpSettings;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `/openapi.json` with the URL by which the client reaches the server. The rest of the document is
/// the same for all clients and is written once.
@ApplicationScoped
class OpenApiRoutes {
  private static final String PATH = "/openapi.json";
  private static final String SERVERS = "servers";
  private static final String DOCUMENT = "<default>";
  private static final int BEFORE_QUARKUS = -1;

  private final OpenApiDocumentService documents;
  private final HttpSettings settings;
  private final ObjectMapper json;
  private volatile @Nullable String members;

  OpenApiRoutes(OpenApiDocumentService documents, HttpSettings settings, ObjectMapper json) {
    this.documents = documents;
    this.settings = settings;
    this.json = json;
  }

  void add(@Observes Router router) {
    router.get(PATH).order(BEFORE_QUARKUS).handler(this::sendDocument);
    router.head(PATH).order(BEFORE_QUARKUS).handler(this::sendDocument);
  }

  /// Sends the JSON; Quarkus sends the YAML.
  private void sendDocument(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (isYaml(request.getParam("format")) || isYaml(request.getHeader("Accept"))) {
      context.next();
      return;
    }
    String url = serverUrl(ClientAddress.of(request, settings).url());
    String document = "{\"servers\":[{\"url\":\"" + url + "\"}]," + members();
    context
        .response()
        .putHeader("Content-Type", "application/json;charset=UTF-8")
        .end(Buffer.buffer(document));
  }

  private static boolean isYaml(@Nullable String text) {
    return text != null && text.toLowerCase(Locale.ROOT).contains("yaml");
  }

  /// The URL, or the path alone where the scheme is not known: it is relative to the URL by which
  /// the client reads the document.
  private static String serverUrl(ServerUrl url) {
    if (url.schemeKnown()) return url.text();
    return url.basePath().isEmpty() ? "/" : url.basePath();
  }

  /// The document without its opening brace and servers.
  private String members() {
    String written = members;
    if (written == null) {
      try {
        ObjectNode document =
            (ObjectNode) json.readTree(documents.getDocument(DOCUMENT, Format.JSON));
        document.remove(SERVERS);
        written = document.toString().substring(1);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      members = written;
    }
    return written;
  }
}
