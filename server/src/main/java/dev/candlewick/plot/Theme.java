package dev.candlewick.plot;

import java.util.Locale;

/// The background a picture is made for.
public enum Theme {
  LIGHT,
  DARK;

  /// As it is written: `light`.
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
