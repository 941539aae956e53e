package dev.candlewick.plot;

/// The background of a picture.
public enum Theme {
  LIGHT,
  DARK
}
