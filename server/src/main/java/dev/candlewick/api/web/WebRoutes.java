package dev.candlewick.api.web;

import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.settings.HttpSettings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The user interface below `/app`: its files, and for every other path its one page, which shows
/// what the path says. `/` leads browsers there.
@ApplicationScoped
class WebRoutes {
  private static final int BEFORE_QUARKUS = -1;
  private static final String APP = "/app";
  private static final String ASSETS = "assets/";
  private static final String PAGE = "index.html";
  private static final String READ = "GET, HEAD, OPTIONS";
  private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

  /// In the page: the path below which the client reaches it, with a slash at the end.
  private static final String BASE = "__BASE__";

  /// The names of assets contain a hash of their content.
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  /// The page loads its own files and connects to its own server only. Elements may have style
  /// attributes, which set their positions and sizes.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline';"
          + " img-src 'self' data: blob:; font-src 'self'; connect-src 'self';"
          + " manifest-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

  private final HttpSettings settings;

  WebRoutes(HttpSettings settings) {
    this.settings = settings;
  }

  void add(@Observes Router router) {
    router.route(APP).order(BEFORE_QUARKUS).handler(this::serve);
    router.route(APP + "/*").order(BEFORE_QUARKUS).handler(this::serve);
    router.get("/").order(BEFORE_QUARKUS).handler(this::redirectBrowser);
  }

  private void serve(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!READS.contains(request.method())) {
      rejectMethod(context);
      return;
    }
    String path = context.normalizedPath().substring(APP.length()).replaceFirst("^/", "");
    Optional<WebFile> file =
        path.isEmpty() || path.equals(PAGE) ? Optional.empty() : WebFile.find(path);
    if (file.isPresent()) {
      sendFile(request, file.get(), path.startsWith(ASSETS));
    } else if (path.startsWith(ASSETS)) {
      context.fail(ApiException.notFound("There is no file " + APP + "/" + path));
    } else {
      sendPage(request);
    }
  }

  private static void rejectMethod(RoutingContext context) {
    if (context.request().method().equals(HttpMethod.OPTIONS)) {
      context.response().setStatusCode(204).putHeader(HttpHeaders.ALLOW, READ).end();
      return;
    }
    context.fail(
        new ApiException(
            ErrorCode.METHOD_NOT_ALLOWED,
            APP + " answers " + READ,
            List.of(),
            Map.of("Allow", READ)));
  }

  private static void sendFile(HttpServerRequest request, WebFile file, boolean immutable) {
    WebFile.Encoded form = file.encoded(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
    HttpServerResponse response =
        request
            .response()
            .putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType())
            .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
            .putHeader(HttpHeaders.CACHE_CONTROL, immutable ? FOR_EVER : "no-cache");
    if (form.encoding() == null) response.headers().remove(HttpHeaders.CONTENT_ENCODING);
    else response.putHeader(HttpHeaders.CONTENT_ENCODING, form.encoding());
    end(request, form.bytes());
  }

  private void sendPage(HttpServerRequest request) {
    String base = ClientAddress.of(request, settings).url().basePath();
    String page =
        WebFile.find(PAGE)
            .map(file -> file.plain().toString().replace(BASE, base + APP + "/"))
            .orElseGet(() -> MissingPage.text(base));
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader("Content-Security-Policy", POLICY);
    end(request, Buffer.buffer(page));
  }

  private static void end(HttpServerRequest request, Buffer bytes) {
    if (request.method().equals(HttpMethod.HEAD)) {
      request
          .response()
          .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length()))
          .end();
    } else {
      request.response().end(bytes);
    }
  }

  /// A program that requests `/` gets the name and version of the server.
  private void redirectBrowser(RoutingContext context) {
    if (!acceptsPage(context.request().getHeader(HttpHeaders.ACCEPT))) {
      context.next();
      return;
    }
    String base = ClientAddress.of(context.request(), settings).url().basePath();
    context
        .response()
        .setStatusCode(302)
        .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .putHeader(HttpHeaders.LOCATION, base + APP + "/")
        .end();
  }

  private static boolean acceptsPage(@Nullable String accept) {
    return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/html");
  }
}
