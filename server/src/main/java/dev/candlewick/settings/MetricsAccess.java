package dev.candlewick.settings;

/// Which callers may read the metrics.
public enum MetricsAccess {
  /// Those of the same machine, and administrators' tokens.
  LOCAL,
  /// All.
  OPEN
}
