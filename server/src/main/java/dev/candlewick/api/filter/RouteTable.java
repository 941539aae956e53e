package dev.candlewick.api.filter;

import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The methods of every path, from the resource classes and the aliases; for the `Allow` header.
public final class RouteTable {
  /// The methods of a path that is read only.
  public static final String READ = "GET, HEAD, OPTIONS";

  private final List<Route> routes;
  private final Function<String, ? extends Collection<String>> aliases;

  private record Route(Pattern path, String method) {}

  /// The routes of resource classes and of aliases.
  ///
  /// @param aliases the methods of a path that is an alias; empty for any other path
  public RouteTable(
      List<Class<?>> resources, Function<String, ? extends Collection<String>> aliases) {
    this.routes = routes(resources);
    this.aliases = aliases;
  }

  /// The methods of a path, with those that JAX-RS adds; empty when nothing is there.
  ///
  /// @param path as it came, encoded
  public Set<String> methods(String path) {
    String bare = "/" + path.replaceAll("^/+|/+$", "");
    Set<String> methods = new TreeSet<>(aliases.apply(bare));
    for (Route route : routes) {
      if (route.path().matcher(bare).matches()) methods.add(route.method());
    }
    if (methods.contains(HttpMethod.GET)) methods.add(HttpMethod.HEAD);
    if (!methods.isEmpty()) methods.add(HttpMethod.OPTIONS);
    return methods;
  }

  /// The error of a path without an operation.
  static ApiException notFound(String path) {
    return ApiException.notFound("There is nothing at " + path);
  }

  /// The error of a method that a path does not have.
  public static ApiException methodNotAllowed(String path, String allowed) {
    return new ApiException(
        ErrorCode.METHOD_NOT_ALLOWED,
        path + " answers " + allowed,
        List.of(),
        Map.of("Allow", allowed));
  }

  /// The path of an operation with its parameters in braces.
  static String template(Class<?> resource, Method method) {
    String path = path(resource.getAnnotation(Path.class)) + path(method.getAnnotation(Path.class));
    return ("/" + path).replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
  }

  private static List<Route> routes(List<Class<?>> resources) {
    List<Route> routes = new ArrayList<>();
    for (Class<?> resource : resources) {
      for (Method method : resource.getDeclaredMethods()) {
        String verb = verb(method);
        if (!verb.isEmpty()) routes.add(new Route(pattern(resource, method), verb));
      }
    }
    return routes;
  }

  private static String verb(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (verb != null) return verb.value();
    }
    return "";
  }

  private static Pattern pattern(Class<?> resource, Method method) {
    return Pattern.compile(template(resource, method).replaceAll("\\{[^}]*}", "[^/]+"));
  }

  private static String path(@Nullable Path path) {
    return path == null ? "" : "/" + path.value();
  }
}
