package dev.candlewick.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The address to which paths are appended: http or https, a host, perhaps a path, nothing after
/// it.
final class BaseUrl {
  private BaseUrl() {}

  static URI read(SettingsReader reader, Key key) {
    return reader.value(key, "must be an http(s) address without a query", BaseUrl::parse);
  }

  /// Reads the address of a WebSocket: ws or wss.
  static URI stream(SettingsReader reader, Key key) {
    return reader.value(
        key, "must be a ws(s) address without a query", text -> parse(text, Set.of("ws", "wss")));
  }

  private static Optional<URI> parse(String text) {
    return parse(text, Set.of("http", "https"));
  }

  private static Optional<URI> parse(String text, Set<String> schemes) {
    try {
      URI url = new URI(text.replaceFirst("/+$", ""));
      return usable(url, schemes) ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }

  private static boolean usable(URI url, Set<String> schemes) {
    return url.getScheme() != null
        && schemes.contains(url.getScheme().toLowerCase(Locale.ROOT))
        && url.getHost() != null
        && url.getUserInfo() == null
        && url.getQuery() == null
        && url.getFragment() == null;
  }
}
