package dev.candlewick.api;

import dev.candlewick.api.aliases.Aliases;
import dev.candlewick.api.aliases.TradesApi;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Which methods a path answers, read off the resources, for the `Allow` header.
final class AllowedMethods {
  static final List<Class<?>> RESOURCES =
      List.of(
          CandleApi.class,
          MarketChartApi.class,
          CandlePlotApi.class,
          PrintApi.class,
          PositionApi.class,
          PortfolioApi.class,
          AdminTradesApi.class,
          BackfillApi.class,
          CoverageApi.class,
          SeriesApi.class,
          FeedApi.class,
          InstrumentApi.class,
          PriceApi.class,
          AssetApi.class,
          PortfolioAnalyticsApi.class,
          AuthApi.class,
          AccountApi.class,
          AdminApi.class,
          HealthApi.class,
          RootApi.class,
          DocsApi.class,
          StreamDocsApi.class,
          MetricsApi.class,
          TradesApi.class);

  /// Of what can be read only.
  static final String READ = "GET, HEAD, OPTIONS";

  private static final List<Route> ROUTES = routes();

  private record Route(Pattern path, String method) {}

  private AllowedMethods() {}

  /// The methods of a path, with those that JAX-RS adds; empty when nothing is there.
  ///
  /// @param path as it came, encoded
  static Set<String> at(String path) {
    String bare = "/" + path.replaceAll("^/+|/+$", "");
    Set<String> methods = new TreeSet<>(Aliases.methods(bare));
    for (Route route : ROUTES) {
      if (route.path().matcher(bare).matches()) methods.add(route.method());
    }
    if (methods.contains(HttpMethod.GET)) methods.add(HttpMethod.HEAD);
    if (!methods.isEmpty()) methods.add(HttpMethod.OPTIONS);
    return methods;
  }

  /// The refusal of a path where nothing is.
  static ApiException nothing(String path) {
    return ApiException.notFound("There is nothing at " + path);
  }

  /// The refusal of another method.
  static ApiException refusal(String path, String allowed) {
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

  private static List<Route> routes() {
    List<Route> routes = new ArrayList<>();
    for (Class<?> resource : RESOURCES) {
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

  private static String path(@org.jspecify.annotations.Nullable Path path) {
    return path == null ? "" : "/" + path.value();
  }
}
