package dev.candlewick.api;

import dev.candlewick.account.Caller;
import dev.candlewick.account.Scope;

/// Who listens, and what is theirs.
///
/// @param workspace whether somebody without credentials may use the public workspace
record StreamGuest(Caller caller, boolean workspace) {
  /// Whether they may see holdings: their own, or the public workspace's.
  boolean hasPortfolio() {
    return caller.isAnonymous() ? workspace : caller.scopes().contains(Scope.READ);
  }

  /// Whether they may see positions, which the public workspace has none of.
  boolean hasTrades() {
    return !caller.isAnonymous() && caller.scopes().contains(Scope.READ);
  }
}
