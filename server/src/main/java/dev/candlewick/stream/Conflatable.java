package dev.candlewick.stream;

/// A value that a later one of its topic may replace.
interface Conflatable {
  Topic topic();

  /// Returns whether every value counts, as of prints and closed candles; else only the newest
  /// does.
  boolean lasting();
}
