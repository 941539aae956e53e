package dev.candlewick.api;

import dev.candlewick.api.aliases.Aliases;
import dev.candlewick.api.aliases.TradesApi;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
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
          TradesApi.class);
  private static final List<Route> ROUTES = routes();

  private record Route(Pattern path, String method) {}

  private AllowedMethods() {}

  static Set<String> at(String path) {
    String bare = "/" + path.replaceAll("^/+|/+$", "");
    Set<String> methods = new TreeSet<>(Aliases.methods(bare));
    for (Route route : ROUTES) {
      if (route.path().matcher(bare).matches()) methods.add(route.method());
    }
    return methods;
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
    String path = path(resource.getAnnotation(Path.class)) + path(method.getAnnotation(Path.class));
    String clean = ("/" + path).replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
    return Pattern.compile(clean.replaceAll("\\{[^}]*}", "[^/]+"));
  }

  private static String path(@org.jspecify.annotations.Nullable Path path) {
    return path == null ? "" : "/" + path.value();
  }
}
