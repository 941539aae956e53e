package dev.candlewick.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// One line a request, with an id that the caller sees too (`X-Request-Id`); a caller's own id is
/// kept when it is harmless. No query is logged, because a token may stand in it.
@Provider
@PreMatching
@Priority(0)
public final class RequestLog implements ContainerRequestFilter, ContainerResponseFilter {
  private static final Logger LOG = Logger.getLogger("candlewick.request");
  private static final String HEADER = "X-Request-Id";
  private static final String STARTED = "candlewick.started";
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  @Override
  public void filter(ContainerRequestContext request) {
    String given = request.getHeaderString(HEADER);
    boolean keep = given != null && HARMLESS.matcher(given).matches();
    request.setProperty(HEADER, keep ? given : UUID.randomUUID().toString());
    request.setProperty(STARTED, System.nanoTime());
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    Object id = request.getProperty(HEADER);
    if (id == null) return;
    response.getHeaders().putSingle(HEADER, id);
    LOG.infof(
        "%s /%s %d %.1f ms request_id=%s",
        request.getMethod(),
        request.getUriInfo().getPath().replaceFirst("^/", ""),
        response.getStatus(),
        millis(request.getProperty(STARTED)),
        id);
  }

  private static double millis(@Nullable Object started) {
    return (System.nanoTime() - (Long) Objects.requireNonNull(started)) / 1e6;
  }
}
