package dev.candlewick.api.aliases;

import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.Routing;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes a request for an alias into one for its canonical path, before a resource is chosen. The
/// response of an alias does not depend on `Accept`.
@Provider
@PreMatching
@Priority(100)
public final class AliasFilter implements ContainerRequestFilter {
  /// PostgreSQL cannot store this character in text.
  private static final String ENCODED_NUL = "%00";

  /// For HTTP/1.0, where a request need not name a host.
  private static final URI DEFAULT_BASE = URI.create("http://localhost/");

  private static final ApiException.FieldError NUL_ERROR =
      new ApiException.FieldError("query", "must not have a zero character");

  @Override
  public void filter(ContainerRequestContext request) {
    RoutingContext routing = Routing.of(request);
    HttpServerRequest http = routing.request();
    if (http.uri().contains(ENCODED_NUL)) {
      request.abortWith(ApiException.validation(List.of(NUL_ERROR)).response());
      return;
    }
    Aliases.resolve(request.getMethod(), routing.normalizedPath())
        .ifPresent(target -> {
          request.getHeaders().putSingle(HttpHeaders.ACCEPT, MediaType.WILDCARD);
          request.setMethod(target.method());
          request.setRequestUri(base(http), canonical(target.path(), http.query()));
        });
  }

  private static URI base(HttpServerRequest request) {
    HostAndPort host = request.authority();
    return host == null ? DEFAULT_BASE : URI.create(request.scheme() + "://" + host + "/");
  }

  /// JAX-RS expects an encoded path here and decodes it, so the path is encoded once more.
  private static URI canonical(String path, @Nullable String query) {
    String doubleEncoded = path.replace("%", "%25");
    return URI.create(query == null ? doubleEncoded : doubleEncoded + "?" + query);
  }
}
