package dev.candlewick.api.stream;

import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Scope;

/// The subscriber of a stream, and its rights.
///
/// @param workspace whether a caller without credentials may use the public workspace
record StreamSubscriber(Caller caller, boolean workspace) {
  /// Whether it may read holdings: its own, or those of the public workspace.
  boolean hasPortfolio() {
    return caller.isAnonymous() ? workspace : caller.scopes().contains(Scope.READ);
  }

  /// Whether it may read positions; the public workspace has none.
  boolean hasTrades() {
    return !caller.isAnonymous() && caller.scopes().contains(Scope.READ);
  }
}
