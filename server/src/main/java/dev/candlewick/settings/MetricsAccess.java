package dev.candlewick.settings;

/// The callers that may read the metrics.
public enum MetricsAccess {
  /// Callers on the same machine, and administrators' tokens.
  LOCAL,
  /// All callers.
  OPEN
}
