package dev.candlewick.api.web;

import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A file of the user interface, which ships with the server, with its compressed forms.
///
/// @param brotli null where the build made none
/// @param gzip null where the build made none
record WebFile(String mediaType, Buffer plain, @Nullable Buffer brotli, @Nullable Buffer gzip) {
  private static final String FOLDER = "/web/";
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._/-]*");
  private static final Map<String, String> MEDIA_TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html;charset=UTF-8"),
          Map.entry("js", "text/javascript;charset=UTF-8"),
          Map.entry("css", "text/css;charset=UTF-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain;charset=UTF-8"));

  /// The files that were requested; each stays, as there are only those of the build.
  private static final Map<String, WebFile> LOADED = new ConcurrentHashMap<>();

  /// A form of a file.
  ///
  /// @param encoding its `Content-Encoding`; null for the plain form
  record Encoded(Buffer bytes, @Nullable String encoding) {}

  /// Finds a file by its path below the folder of the user interface.
  static Optional<WebFile> find(String path) {
    WebFile loaded = LOADED.get(path);
    if (loaded != null) return Optional.of(loaded);
    String mediaType = MEDIA_TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (mediaType == null || !PATH.matcher(path).matches() || path.contains("..")) {
      return Optional.empty();
    }
    Buffer plain = Shipped.read(FOLDER + path);
    if (plain == null) return Optional.empty();
    WebFile file =
        new WebFile(
            mediaType,
            plain,
            Shipped.read(FOLDER + path + ".br"),
            Shipped.read(FOLDER + path + ".gz"));
    LOADED.put(path, file);
    return Optional.of(file);
  }

  /// Returns the smallest form that the client accepts.
  Encoded encoded(@Nullable String acceptEncoding) {
    String accepted = acceptEncoding == null ? "" : acceptEncoding.toLowerCase(Locale.ROOT);
    if (brotli != null && accepts(accepted, "br")) return new Encoded(brotli, "br");
    if (gzip != null && accepts(accepted, "gzip")) return new Encoded(gzip, "gzip");
    return new Encoded(plain, null);
  }

  private static boolean accepts(String accepted, String encoding) {
    for (String part : accepted.split(",", -1)) {
      String[] pieces = part.strip().split("\\s*;\\s*q=", 2);
      if (!pieces[0].equals(encoding)) continue;
      return pieces.length == 1 || !pieces[1].matches("0(\\.0*)?");
    }
    return false;
  }
}
