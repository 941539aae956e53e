package dev.candlewick.plot;

import java.util.Locale;

/// The background of a picture.
public enum Theme {
  LIGHT,
  DARK;

  /// As it is written: `light`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
