package dev.candlewick.api.http;

import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Addresses of the other pages of a list, as the client reaches them: with the host, path and
/// other parameters of its request.
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

  /// The address of a page; the first one has no number.
  public String page(long number) {
    return number == 1 ? at(Stream.empty()) : atCursor(number);
  }

  /// The address of the page that begins after a cursor.
  public String atCursor(long cursor) {
    return at(Stream.of(parameter + "=" + cursor));
  }

  private String at(Stream<String> page) {
    String query = Stream.concat(otherParameters.stream(), page).collect(Collectors.joining("&"));
    return query.isEmpty() ? resource : resource + "?" + query;
  }
}
