package dev.candlewick.api.filter;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.market.EditDistance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The query parameters that an operation declares, by reflection. Any other is refused with the
/// known name that is most similar.
public final class QueryNames {
  /// Names with one meaning each, as APIs use them.
  static final List<Set<String>> SYNONYMS =
      List.of(
          Set.of("from", "from_date", "start", "start_date", "start_time", "since", "begin"),
          Set.of("to", "to_date", "end", "end_date", "end_time", "until"),
          Set.of("limit", "max_candles", "count", "size", "page_size", "per_page"),
          Set.of("offset", "skip"),
          Set.of("cursor", "before", "after"),
          Set.of("symbol", "pair", "ticker", "coin", "asset", "asset_symbol", "instrument"),
          Set.of("currency", "quote", "vs_currency"),
          Set.of("interval", "timeframe", "granularity", "resolution"),
          Set.of("provider", "source", "exchange", "venue"),
          Set.of("order", "sort", "direction"));

  private QueryNames() {}

  /// The names that a method declares, in their order.
  static Set<String> of(Method method) {
    Set<String> names = new LinkedHashSet<>();
    for (Parameter parameter : method.getParameters()) {
      if (parameter.isAnnotationPresent(BeanParam.class)) names.addAll(of(parameter.getType()));
      else name(parameter, parameter.getName()).ifPresent(names::add);
    }
    return names;
  }

  /// The names that a class of parameters declares.
  static Set<String> of(Class<?> parameters) {
    Set<String> names = new LinkedHashSet<>();
    for (Field field : parameters.getDeclaredFields()) {
      name(field, field.getName()).ifPresent(names::add);
    }
    return names;
  }

  private static Optional<String> name(AnnotatedElement element, String own) {
    RestQuery rest = element.getAnnotation(RestQuery.class);
    if (rest != null) return Optional.of(rest.value().isEmpty() ? own : rest.value());
    return Optional.ofNullable(element.getAnnotation(QueryParam.class)).map(QueryParam::value);
  }

  /// Refuses a request with names that no class of parameters declares, for an operation that
  /// dispatches to others.
  public static void require(HttpServerRequest request, Class<?>... parameters) {
    Set<String> names = new LinkedHashSet<>();
    for (Class<?> declaring : parameters) names.addAll(of(declaring));
    require(request, names);
  }

  public static void require(HttpServerRequest request, Set<String> known) {
    validate(request.query(), known).check();
  }

  /// A fault for every parameter of a query that is not known.
  ///
  /// @param query encoded, as it was sent; null when there is none
  static FieldReader validate(@Nullable String query, Set<String> known) {
    FieldReader reader = new FieldReader();
    namesIn(query).stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> reader.add("query." + truncated(name), message(name, known)));
    return reader;
  }

  private static Set<String> namesIn(@Nullable String query) {
    Set<String> names = new LinkedHashSet<>();
    if (query == null) return names;
    for (String part : query.split("&", -1)) {
      if (!part.isEmpty()) names.add(decoded(part.split("=", 2)[0]));
    }
    return names;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A malformed name is not known either; the message shows it encoded.
      return text;
    }
  }

  private static String truncated(String name) {
    return name.length() > 40 ? name.substring(0, 40) + "…" : name;
  }

  private static String message(String name, Set<String> known) {
    if (known.isEmpty()) return "is unknown: this request takes no query parameters";
    String nearest = nearest(name, known).map(one -> "did you mean " + one + "? ").orElse("");
    return "is unknown; " + nearest + "This request takes " + String.join(", ", known);
  }

  /// The known name that means the same, else the one that is spelt most like it, if any is.
  static Optional<String> nearest(String name, Set<String> known) {
    String wanted = normalized(name);
    return Stream.concat(
            SYNONYMS.stream()
                .filter(words -> words.stream().anyMatch(word -> normalized(word).equals(wanted)))
                .flatMap(words -> known.stream().filter(words::contains)),
            known.stream()
                .filter(one -> isSimilar(wanted, normalized(one)))
                .sorted(
                    Comparator.comparingInt(one -> EditDistance.distance(wanted, normalized(one)))))
        .findFirst();
  }

  /// `startTime`, `start-time` and `start_time` are one name.
  private static String normalized(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }

  private static boolean isSimilar(String one, String two) {
    if (one.length() > 40) return false;
    boolean begins = one.length() >= 3 && (one.startsWith(two) || two.startsWith(one));
    return begins
        || EditDistance.distance(one, two) <= Math.max(1, Math.min(one.length(), two.length()) / 3);
  }
}
