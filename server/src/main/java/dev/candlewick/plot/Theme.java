package dev.candlewick.plot;

/// The background a picture is made for.
public enum Theme {
  LIGHT,
  DARK
}
