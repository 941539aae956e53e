package dev.candlewick.settings;

/// The format of the lines in the server's log.
public enum LogFormat {
  TEXT,
  /// One JSON object per line.
  JSON
}
