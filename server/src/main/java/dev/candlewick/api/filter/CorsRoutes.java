package dev.candlewick.api.filter;

import dev.candlewick.settings.HttpSettings;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Allows the pages of `CORS_ORIGINS` to read responses. Their credential is a token: a browser's
/// session is not sent with their requests. Without such origins no route is added.
@ApplicationScoped
class CorsRoutes {
  private static final int BEFORE_ALL = -1000;
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final String REQUEST_HEADERS =
      "Authorization, Content-Type, Idempotency-Key, If-None-Match, X-Request-Id";
  private static final String RESPONSE_HEADERS =
      String.join(
          ", ",
          List.of(
              "Allow",
              "ETag",
              "Idempotency-Replayed",
              "Link",
              "Location",
              "RateLimit",
              "RateLimit-Limit",
              "RateLimit-Policy",
              "RateLimit-Remaining",
              "RateLimit-Reset",
              "Retry-After",
              "X-As-Of",
              "X-Provider",
              "X-Request-Id",
              "X-Stale",
              "X-Total-Count"));
  private static final String MAX_AGE_SECONDS = "600";

  void add(@Observes Router router, HttpSettings settings) {
    if (settings.corsOrigins().isEmpty()) return;
    Set<String> origins = Set.copyOf(settings.corsOrigins());
    router.route().order(BEFORE_ALL).handler(context -> handle(context, origins));
  }

  /// The response to another origin has no CORS headers, so its browser hides it from the page.
  private static void handle(RoutingContext context, Set<String> origins) {
    String origin = context.request().getHeader("Origin");
    MultiMap headers = context.response().headers();
    headers.add("Vary", "Origin");
    boolean preflight =
        origin != null
            && context.request().method().equals(HttpMethod.OPTIONS)
            && context.request().headers().contains("Access-Control-Request-Method");
    if (origin != null && origins.contains(origin.toLowerCase(Locale.ROOT))) {
      headers.set("Access-Control-Allow-Origin", origin);
      headers.set("Access-Control-Expose-Headers", RESPONSE_HEADERS);
      if (preflight) allow(headers);
    }
    if (preflight) context.response().setStatusCode(204).end();
    else context.next();
  }

  private static void allow(MultiMap headers) {
    headers.set("Access-Control-Allow-Methods", METHODS);
    headers.set("Access-Control-Allow-Headers", REQUEST_HEADERS);
    headers.set("Access-Control-Max-Age", MAX_AGE_SECONDS);
  }
}
