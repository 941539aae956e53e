package dev.candlewick.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// The address paths are appended to: http or https, a host, perhaps a path, nothing after it.
final class BaseUrl {
  private BaseUrl() {}

  static URI read(SettingsReader reader, Key key) {
    return reader.value(key, "must be an http(s) address without a query", BaseUrl::parse);
  }

  private static Optional<URI> parse(String text) {
    try {
      URI url = new URI(text.replaceFirst("/+$", ""));
      return usable(url) ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }

  private static boolean usable(URI url) {
    boolean web =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    return web
        && url.getHost() != null
        && url.getUserInfo() == null
        && url.getQuery() == null
        && url.getFragment() == null;
  }
}
