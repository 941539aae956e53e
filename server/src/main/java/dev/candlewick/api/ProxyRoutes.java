package dev.candlewick.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.settings.HttpSettings;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Looks at requests before all other routes: refuses forwarding headers of a trusted proxy that
/// contradict each other, and takes `BASE_PATH` off a path, for a proxy that leaves it there.
@ApplicationScoped
class ProxyRoutes {
  private static final int BEFORE_CORS = -2000;
  private static final String STRIPPED = "candlewick.stripped";

  private final HttpSettings settings;
  private final ObjectMapper json;

  ProxyRoutes(HttpSettings settings, ObjectMapper json) {
    this.settings = settings;
    this.json = json;
  }

  void add(@Observes Router router) {
    if (!settings.trustedProxies().isEmpty()) {
      router.route().order(BEFORE_CORS).handler(this::check);
    }
    if (!settings.basePath().isEmpty()) {
      router.route().order(BEFORE_CORS).handler(this::strip);
    }
  }

  private void check(RoutingContext context) {
    var request = context.request();
    if (Forwarding.isContradictory(
        request, ClientAddress.peer(request), settings.trustedProxies())) {
      Problem.send(
          context.response(),
          new ApiException(
              ErrorCode.INVALID_PARAMETER,
              "The header Forwarded is malformed or contradicts X-Forwarded-*"),
          json);
    } else {
      context.next();
    }
  }

  private void strip(RoutingContext context) {
    String base = settings.basePath();
    String uri = context.request().uri();
    if (context.get(STRIPPED) != null || !isBelow(uri, base)) {
      context.next();
      return;
    }
    context.put(STRIPPED, true);
    String rest = uri.substring(base.length());
    context.reroute(rest.startsWith("/") ? rest : "/" + rest);
  }

  private static boolean isBelow(String uri, String base) {
    return uri.startsWith(base)
        && (uri.length() == base.length() || "/?".indexOf(uri.charAt(base.length())) >= 0);
  }
}
