package dev.candlewick.api.aliases;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The paths of the five documents that are not canonical, with their canonical operations.
public final class Aliases {
  /// An alias and its canonical operation.
  ///
  /// @param method of the alias
  /// @param path as the document writes it, without a slash at the end
  /// @param canonicalMethod may differ from the method of the alias
  /// @param canonicalPath with the same parameters
  public record Alias(String method, String path, String canonicalMethod, String canonicalPath) {}

  /// An alias and the pattern of its path.
  private record Route(Alias alias, Pattern pattern) {
    Route(Alias alias) {
      this(alias, Pattern.compile(alias.path().replaceAll("\\{[^}]*}", "([^/]+)") + "/?"));
    }
  }

  /// The method and path of a canonical request.
  public record Target(String method, String path) {}

  /// The table. Bare `/trades` is not here: it means two things (`TradesApi`).
  public static final List<Alias> ALL =
      List.of(
          new Alias("GET", "/api/prices", "GET", "/api/v1/prices"),
          new Alias("POST", "/api-token-auth", "POST", "/api/v1/auth/token"),
          new Alias("POST", "/auth/register", "POST", "/api/v1/auth/register"),
          new Alias("POST", "/v1/auth/register", "POST", "/api/v1/auth/register"),
          new Alias("POST", "/auth/login", "POST", "/api/v1/auth/login"),
          new Alias("POST", "/v1/auth/login", "POST", "/api/v1/auth/login"),
          new Alias("GET", "/api/assets", "GET", "/api/v1/assets"),
          new Alias("POST", "/api/assets", "POST", "/api/v1/assets"),
          new Alias("GET", "/api/assets/{symbol}", "GET", "/api/v1/assets/{symbol}"),
          new Alias("PUT", "/api/assets/{symbol}", "PUT", "/api/v1/assets/{symbol}"),
          new Alias("PATCH", "/api/assets/{symbol}", "PATCH", "/api/v1/assets/{symbol}"),
          new Alias("DELETE", "/api/assets/{symbol}", "DELETE", "/api/v1/assets/{symbol}"),
          new Alias(
              "GET",
              "/api/analytics/portfolio_summary",
              "GET",
              "/api/v1/analytics/portfolio_summary"),
          new Alias(
              "GET",
              "/api/analytics/historical_prices/{symbol}",
              "GET",
              "/api/v1/analytics/historical_prices/{symbol}"),
          new Alias("GET", "/historical_prices", "GET", "/api/v1/candles"),
          new Alias("POST", "/historical_prices", "POST", "/api/v1/candles"),
          new Alias(
              "GET", "/fetch_and_store_data/{symbol}", "POST", "/api/v1/candles/fetch/{symbol}"),
          withApiPrefix("GET", "/v1/trades"),
          withApiPrefix("POST", "/v1/trades"),
          withApiPrefix("GET", "/v1/trades/{id}"),
          withApiPrefix("PATCH", "/v1/trades/{id}"),
          withApiPrefix("DELETE", "/v1/trades/{id}"),
          withApiPrefix("PATCH", "/v1/trades/{id}/close"),
          new Alias("GET", "/trades/{id}", "GET", "/api/v1/trades/{id}"),
          new Alias("PATCH", "/trades/{id}", "PATCH", "/api/v1/trades/{id}"),
          new Alias("DELETE", "/trades/{id}", "DELETE", "/api/v1/trades/{id}"),
          new Alias("PATCH", "/trades/{id}/close", "PATCH", "/api/v1/trades/{id}/close"),
          withApiPrefix("GET", "/v1/portfolio/summary"),
          new Alias("GET", "/portfolio/summary", "GET", "/api/v1/portfolio/summary"));

  private static final String GET = "GET";
  private static final String HEAD = "HEAD";
  private static final List<Route> ROUTES = ALL.stream().map(Route::new).toList();

  private Aliases() {}

  /// An alias that lacks `/api` at the start of the canonical path.
  private static Alias withApiPrefix(String method, String path) {
    return new Alias(method, path, method, "/api" + path);
  }

  /// The canonical request of a path; empty when the path is not an alias.
  ///
  /// @param method `HEAD` has the target of `GET`
  /// @param path encoded, as it was sent
  public static Optional<Target> resolve(String method, String path) {
    boolean head = method.equals(HEAD);
    for (Route route : ROUTES) {
      Alias alias = route.alias();
      if (!alias.method().equals(head ? GET : method)) continue;
      Matcher matcher = route.pattern().matcher(path);
      if (!matcher.matches()) continue;
      String canonical = alias.canonicalMethod();
      boolean reads = head && canonical.equals(GET);
      return Optional.of(new Target(reads ? HEAD : canonical, filled(alias, matcher)));
    }
    return Optional.empty();
  }

  private static String filled(Alias alias, Matcher matcher) {
    String canonical = alias.canonicalPath();
    for (int i = 1; i <= matcher.groupCount(); i++) {
      canonical = canonical.replaceFirst("\\{[^}]*}", Matcher.quoteReplacement(matcher.group(i)));
    }
    return canonical;
  }

  /// The methods of an alias path; empty when the path is not an alias.
  public static List<String> methods(String path) {
    return ROUTES.stream()
        .filter(route -> route.pattern().matcher(path).matches())
        .map(route -> route.alias().method())
        .toList();
  }
}
