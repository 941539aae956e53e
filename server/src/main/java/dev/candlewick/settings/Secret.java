package dev.candlewick.settings;

import java.nio.charset.StandardCharsets;

/// A text that is never printed: `toString` hides it, `reveal` returns it to the code that needs
/// it.
public record Secret(String reveal) {
  public Secret {
    if (reveal.isEmpty()) throw new IllegalArgumentException("a secret must not be empty");
  }

  /// Returns its length in UTF-8, the measure of a signing key.
  public int bytes() {
    return reveal.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public String toString() {
    return "***";
  }
}
