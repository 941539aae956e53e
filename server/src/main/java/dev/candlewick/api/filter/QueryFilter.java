package dev.candlewick.api.filter;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.Problem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Refuses a request with query parameters that its operation does not declare, after the access
/// rule. Pages for browsers, the documentation and the health accept any.
@Provider
@Priority(Priorities.USER + 100)
public final class QueryFilter implements ContainerRequestFilter {
  private static final Set<String> LENIENT = Set.of("/", "/health");

  private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

  @Context @Nullable HttpServerRequest request;
  @Context @Nullable ResourceInfo resource;

  @Override
  public void filter(ContainerRequestContext context) {
    if (request == null || request.query() == null || resource == null) return;
    Method method = resource.getResourceMethod();
    if (method == null || isLenient(resource.getResourceClass())) return;
    FieldReader reader =
        QueryNames.validate(request.query(), known.computeIfAbsent(method, QueryNames::of));
    if (reader.hasErrors()) context.abortWith(Problem.response(reader.toException()));
  }

  private static boolean isLenient(Class<?> resource) {
    Path path = resource.getAnnotation(Path.class);
    return path == null || LENIENT.contains(path.value());
  }
}
