package dev.candlewick.api.stream;

import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Scope;

/// Who listens, and what is theirs.
///
/// @param workspace whether somebody without credentials may use the public workspace
record StreamSubscriber(Caller caller, boolean workspace) {
  /// Whether they may see holdings: their own, or the public workspace's.
  boolean hasPortfolio() {
    return caller.isAnonymous() ? workspace : caller.scopes().contains(Scope.READ);
  }

  /// Whether they may see positions, which the public workspace has none of.
  boolean hasTrades() {
    return !caller.isAnonymous() && caller.scopes().contains(Scope.READ);
  }
}
