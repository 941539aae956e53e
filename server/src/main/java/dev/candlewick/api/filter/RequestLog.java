package dev.candlewick.api.filter;

import dev.candlewick.api.http.Routing;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jspecify.annotations.Nullable;

/// Logs one line for each request, a successful read at level debug, with an id that the response
/// has too (`X-Request-Id`); the id of the client is used when it is well-formed. The query is not
/// logged, because it may contain a token.
@Provider
@PreMatching
@Priority(0)
public final class RequestLog implements ContainerRequestFilter, ContainerResponseFilter {
  private static final Logger LOG = Logger.getLogger("candlewick.request");
  private static final String HEADER = "X-Request-Id";
  private static final String STARTED = "candlewick.started";
  private static final Map<Method, String> TEMPLATES = new ConcurrentHashMap<>();
  private static final Pattern SAFE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Override
  public void filter(ContainerRequestContext request) {
    String given = request.getHeaderString(HEADER);
    boolean keep = given != null && SAFE_ID.matcher(given).matches();
    request.setProperty(HEADER, keep ? given : newId());
    request.setProperty(STARTED, System.nanoTime());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    Object id = request.getProperty(HEADER);
    if (id == null) return;
    response.getHeaders().putSingle(HEADER, id);
    nameRoute(request);
    Logger.Level level = level(request, response);
    if (LOG.isEnabled(level)) LOG.log(level, line(request, response, id));
  }

  private static void nameRoute(ContainerRequestContext request) {
    ResteasyReactiveResourceInfo resource =
        Routing.serverContext(request).getResteasyReactiveResourceInfo();
    if (resource == null) return;
    String template =
        TEMPLATES.computeIfAbsent(
            resource.getMethod(),
            method -> RouteTable.template(resource.getResourceClass(), method));
    RequestMetrics.setRoute(Routing.of(request), template);
  }

  /// The level of a successful read is debug.
  private static Logger.Level level(
      ContainerRequestContext request, ContainerResponseContext response) {
    boolean read = request.getMethod().equals("GET") && response.getStatus() < 400;
    return read ? Logger.Level.DEBUG : Logger.Level.INFO;
  }

  /// Concatenation, because a format costs more than the rest of a small response.
  private static String line(
      ContainerRequestContext request, ContainerResponseContext response, Object id) {
    String path = request.getUriInfo().getPath();
    return request.getMethod()
        + (path.startsWith("/") ? " " : " /")
        + path
        + " "
        + response.getStatus()
        + " "
        + elapsedMillis(request.getProperty(STARTED))
        + " ms request_id="
        + id;
  }

  /// Unique enough to find a line of the log; it is not a secret.
  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
  }

  private static String elapsedMillis(@Nullable Object started) {
    long tenths = (System.nanoTime() - (Long) Objects.requireNonNull(started)) / 100_000;
    return tenths / 10 + "." + tenths % 10;
  }
}
