package dev.candlewick.settings;

/// How the server writes a line of its log.
public enum LogFormat {
  TEXT,
  /// One JSON object a line.
  JSON
}
