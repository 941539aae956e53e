package dev.candlewick.api.filter;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;

/// Headers that a response has unless the operation sets its own: it is not cached, and a browser
/// that shows it as a page loads and runs nothing and shows it in no frame. Headers without
/// exceptions are in `application.properties`.
@ApplicationScoped
class DefaultHeaders {
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "Cache-Control",
          "no-store",
          "Content-Security-Policy",
          "default-src 'none'; style-src-attr 'unsafe-inline'; img-src data:; base-uri 'none';"
              + " form-action 'none'; frame-ancestors 'none'");

  void add(@Observes Router router) {
    router
        .route()
        .order(Integer.MIN_VALUE)
        .handler(context -> {
          context.addHeadersEndHandler(nothing -> complete(context.response().headers()));
          context.next();
        });
  }

  private static void complete(MultiMap headers) {
    DEFAULTS.forEach((name, value) -> {
      if (!headers.contains(name)) headers.set(name, value);
    });
  }
}
