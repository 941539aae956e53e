package dev.candlewick.provider.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/// One request to a venue.
///
/// @param path from the root of the host: `/api/v3/time`
/// @param weight what the venue counts for it
public record VenueRequest(String path, List<Parameter> parameters, int weight) {
  /// A query parameter, not yet encoded.
  public record Parameter(String name, String value) {}

  public VenueRequest {
    parameters = List.copyOf(parameters);
  }

  public static VenueRequest of(String path, int weight) {
    return new VenueRequest(path, List.of(), weight);
  }

  URI at(URI host) {
    String base = host.toString();
    String root = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    String query =
        parameters.stream()
            .map(p -> p.name() + "=" + URLEncoder.encode(p.value(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return URI.create(root + path + (query.isEmpty() ? "" : "?" + query));
  }
}
