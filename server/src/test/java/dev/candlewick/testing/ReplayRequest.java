package dev.candlewick.testing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// A request: a path and its query parameters.
record ReplayRequest(String path, Map<String, String> parameters) {
  static ReplayRequest of(URI uri) {
    Map<String, String> parameters = new HashMap<>();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    for (String part : query.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) continue;
      parameters.put(part.substring(0, equals), decoded(part.substring(equals + 1)));
    }
    return new ReplayRequest(uri.getPath(), Map.copyOf(parameters));
  }

  String text(String name) {
    return parameters.getOrDefault(name, "");
  }

  boolean has(String name) {
    return parameters.containsKey(name);
  }

  long number(String name, long otherwise) {
    return has(name) ? Long.parseLong(text(name)) : otherwise;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
