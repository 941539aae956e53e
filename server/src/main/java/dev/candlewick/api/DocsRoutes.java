package dev.candlewick.api;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/// The pages about the API, under the names and in the slash forms the documents know.
@ApplicationScoped
class DocsRoutes {
  private static final Map<String, String> SAME =
      Map.of(
          "/api/docs", "/docs",
          "/api/docs/", "/docs",
          "/api/redoc", "/redoc",
          "/api/redoc/", "/redoc",
          "/api/schema", "/openapi.json",
          "/api/schema/", "/openapi.json",
          "/openapi.json/", "/openapi.json",
          "/asyncapi.json/", "/asyncapi.json",
          "/metrics/", "/metrics");

  void add(@Observes Router router) {
    SAME.forEach(
        (path, target) -> router.route(path).order(-1).handler(context -> context.reroute(target)));
  }
}
