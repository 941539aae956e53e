package dev.candlewick.api.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Addresses of other pages of what a client asked for, as it asked: the address by which it
/// reaches the server, the path it took, its other parameters.
///
/// @param resource without a query
/// @param parameter the one that names a page
/// @param otherParameters the other parameters, encoded as they came
public record PageLinks(String resource, String parameter, List<String> otherParameters) {
  public PageLinks {
    otherParameters = List.copyOf(otherParameters);
  }

  public static PageLinks of(HttpServerRequest request, ServerUrl url, String parameter) {
    String query = Objects.requireNonNullElse(request.query(), "");
    return new PageLinks(
        url.text() + request.path(),
        parameter,
        Arrays.stream(query.split("&"))
            .filter(part -> !part.isEmpty() && !part.split("=", 2)[0].equals(parameter))
            .toList());
  }

  /// The first page is the one without a number.
  public String page(long number) {
    return number == 1 ? at(Stream.empty()) : atCursor(number);
  }

  /// The page of a cursor.
  public String atCursor(long cursor) {
    return at(Stream.of(parameter + "=" + cursor));
  }

  private String at(Stream<String> page) {
    String query = Stream.concat(otherParameters.stream(), page).collect(Collectors.joining("&"));
    return query.isEmpty() ? resource : resource + "?" + query;
  }
}
