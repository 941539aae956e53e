package dev.candlewick.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a credential allows.
public enum Scope {
  /// Read what the account may see.
  READ,
  /// Fetch and post market data.
  MARKET_WRITE,
  /// Change holdings and the journal.
  PORTFOLIO_WRITE,
  /// Change passwords, sessions and tokens of the account itself; no API token carries this scope.
  ACCOUNT,
  /// Administer all accounts; only an administrator's account carries this scope.
  ADMIN;

  /// The scopes of callers without credentials in the public workspace.
  public static final Set<Scope> WORKSPACE = Set.of(READ, MARKET_WRITE, PORTFOLIO_WRITE);

  /// Returns the scope as it is written: `portfolio:write`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ':');
  }

  @Override
  public String toString() {
    return text();
  }

  /// Returns the scope of a text; empty when there is none.
  public static Optional<Scope> parse(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text().equals(text)).findFirst();
  }
}
