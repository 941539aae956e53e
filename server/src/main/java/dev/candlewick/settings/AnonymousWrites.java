package dev.candlewick.settings;

/// The callers whose writes are accepted without a credential.
public enum AnonymousWrites {
  /// Callers on the same machine, without a proxy or another site in between.
  LOOPBACK,
  /// All callers.
  ALWAYS,
  /// No caller.
  NEVER
}
