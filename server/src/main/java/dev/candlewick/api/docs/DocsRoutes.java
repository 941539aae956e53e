package dev.candlewick.api.docs;

import dev.candlewick.api.filter.RouteTable;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;

/// The documentation under the paths of the documents, in both slash forms.
@ApplicationScoped
class DocsRoutes {
  private static final int BEFORE_QUARKUS = -1;
  private static final String SCHEMA = "/openapi.json";
  private static final Map<String, String> TARGETS =
      Map.of(
          "/api/docs", "/docs",
          "/api/docs/", "/docs",
          "/api/redoc", "/redoc",
          "/api/redoc/", "/redoc",
          "/api/schema", SCHEMA,
          "/api/schema/", SCHEMA,
          "/openapi.json/", SCHEMA);
  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  void add(@Observes Router router) {
    TARGETS.forEach((path, target) ->
        router.route(path).order(BEFORE_QUARKUS).handler(context -> context.reroute(target)));
    router.route(SCHEMA).order(BEFORE_QUARKUS).handler(DocsRoutes::checkMethod);
  }

  /// Quarkus returns the document for every method; this route refuses all but reads.
  private static void checkMethod(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (READS.contains(request.method())) {
      context.next();
    } else if (request.method().equals(HttpMethod.OPTIONS)) {
      context.response().setStatusCode(204).putHeader("Allow", RouteTable.READ).end();
    } else {
      context.fail(RouteTable.methodNotAllowed(SCHEMA, RouteTable.READ));
    }
  }
}
