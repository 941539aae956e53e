package dev.candlewick.settings;

/// Whose writes are accepted without a credential.
public enum AnonymousWrites {
  /// Those of the same machine, seen without a proxy or another site in between.
  LOOPBACK,
  /// Everyone's.
  ALWAYS,
  /// Nobody's.
  NEVER
}
