package dev.candlewick.settings;

/// The callers that may read and change the public workspace without a credential, and write market
/// data.
public enum AnonymousWrites {
  /// Callers on the same machine, without a proxy or another site in between.
  LOOPBACK,
  /// All callers, except from pages of another site.
  ALWAYS,
  /// No caller.
  NEVER
}
