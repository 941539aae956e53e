package dev.candlewick.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Addresses of other pages of what a client asked for, as it asked: its scheme and host, the path
/// it took, its other parameters.
///
/// @param resource without a query
/// @param kept the other parameters, encoded as they came
record PageLinks(String resource, List<String> kept) {
  PageLinks {
    kept = List.copyOf(kept);
  }

  static PageLinks of(HttpServerRequest request) {
    HostAndPort host = request.authority();
    String scheme = Objects.requireNonNullElse(request.scheme(), "http");
    String authority = host == null ? request.localAddress().toString() : host.toString();
    String query = Objects.requireNonNullElse(request.query(), "");
    return new PageLinks(
        scheme + "://" + authority + request.path(),
        Arrays.stream(query.split("&"))
            .filter(part -> !part.isEmpty() && !part.split("=", 2)[0].equals("page"))
            .toList());
  }

  /// The first page is the one without a number.
  String page(long number) {
    Stream<String> numbered = number == 1 ? Stream.empty() : Stream.of("page=" + number);
    String query = Stream.concat(kept.stream(), numbered).collect(Collectors.joining("&"));
    return query.isEmpty() ? resource : resource + "?" + query;
  }
}
