package dev.candlewick.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/// The path below which a proxy publishes the server: `/candlewick`. Its characters are those that
/// a link, a page and a header can hold as they are.
public final class BasePath {
  private static final int MAX_LENGTH = 200;
  private static final Pattern FORM =
      Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)*/?");

  private BasePath() {}

  /// The path without a slash at the end; empty for the root, absent for what is no path:
  /// `//example.com`, `/a/../b`, `candlewick`.
  public static Optional<String> parse(String text) {
    if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) return Optional.empty();
    return Optional.of(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }
}
