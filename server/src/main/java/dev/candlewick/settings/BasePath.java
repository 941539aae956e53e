package dev.candlewick.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/// The path below which a proxy publishes the server: `/candlewick`. Its characters are those that
/// a link, a page and a header can contain without escaping.
public final class BasePath {
  private static final int MAX_LENGTH = 200;
  private static final Pattern FORM =
      Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*/?");

  private BasePath() {}

  /// Returns the path without a slash at the end: an empty text for the root, absent for a text
  /// that is no path: `//example.com`, `/a/../b`, `candlewick`.
  public static Optional<String> parse(String text) {
    if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) return Optional.empty();
    return Optional.of(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }
}
