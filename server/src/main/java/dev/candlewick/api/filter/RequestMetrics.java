package dev.candlewick.api.filter;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Measures requests by method, route and status. Each label has a fixed set of values: Quarkus'
/// own timer stores every path and method that clients send.
@ApplicationScoped
class RequestMetrics {
  private static final int BEFORE_ALL = -2000;
  private static final String ROUTE = "candlewick.route";
  private static final String OTHER = "OTHER";
  private static final String UNKNOWN = "UNKNOWN";
  private static final String RESET = "RESET";
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final Map<Labels, Timer> timers = new ConcurrentHashMap<>();

  private record Labels(String method, String uri, String status) {}

  void add(@Observes Router router, MeterRegistry registry) {
    router
        .route()
        .order(BEFORE_ALL)
        .handler(context -> {
          long began = System.nanoTime();
          context.addEndHandler(end -> {
            Labels labels = labels(context, end.succeeded());
            timers
                .computeIfAbsent(labels, fresh -> timer(fresh, registry))
                .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
          });
          context.next();
        });
  }

  /// The route of a resource, with its parameters as a template.
  static void setRoute(RoutingContext context, String template) {
    context.put(ROUTE, template);
  }

  private static Labels labels(RoutingContext context, boolean complete) {
    String method = context.request().method().name();
    String status = Integer.toString(context.response().getStatusCode());
    return new Labels(
        METHODS.contains(method) ? method : OTHER, uri(context), complete ? status : RESET);
  }

  private static String uri(RoutingContext context) {
    @Nullable String template = context.get(ROUTE);
    if (template != null) return template;
    Route route = context.currentRoute();
    // JAX-RS is behind one route for all paths.
    String path = route == null || !route.isExactPath() ? null : route.getPath();
    return path == null ? UNKNOWN : path;
  }

  private static Timer timer(Labels labels, MeterRegistry registry) {
    return Timer.builder("http.server.requests")
        .description("time from the head of a request to the end of its answer")
        .tag("method", labels.method())
        .tag("uri", labels.uri())
        .tag("status", labels.status())
        .register(registry);
  }
}
