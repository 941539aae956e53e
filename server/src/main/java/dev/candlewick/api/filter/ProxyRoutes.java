package dev.candlewick.api.filter;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.Authority;
import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.Forwarding;
import dev.candlewick.api.http.Problem;
import dev.candlewick.settings.HttpSettings;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/// The first routes: they refuse an invalid `Host` and contradicting headers of a trusted proxy,
/// and remove `BASE_PATH` from the path, for a proxy that does not.
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
    router.route().order(BEFORE_CORS).handler(this::check);
    if (!settings.basePath().isEmpty()) {
      router.route().order(BEFORE_CORS).handler(this::strip);
    }
  }

  private void check(RoutingContext context) {
    String fault = fault(context.request());
    if (fault == null) context.next();
    else
      Problem.send(context.response(), new ApiException(ErrorCode.INVALID_PARAMETER, fault), json);
  }

  private @Nullable String fault(HttpServerRequest request) {
    String host = request.getHeader(HttpHeaders.HOST);
    if (host != null && !host.isEmpty() && !Authority.isWellFormed(host)) {
      return "The header Host is not a host with or without a port";
    }
    boolean contradiction =
        Forwarding.isContradictory(request, ClientAddress.peer(request), settings.trustedProxies());
    return contradiction ? "The header Forwarded is malformed or contradicts X-Forwarded-*" : null;
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
