package dev.candlewick.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a credential allows.
public enum Scope {
  /// Reading what the account may see.
  READ,
  /// Fetching and posting market data.
  MARKET_WRITE,
  /// Changing holdings and the journal.
  PORTFOLIO_WRITE,
  /// Passwords, sessions and tokens of the account itself; no API token carries it.
  ACCOUNT,
  /// Everything of everybody that an administrator may; only with an administrator's account.
  ADMIN;

  /// What callers without credentials may in the public workspace.
  public static final Set<Scope> WORKSPACE = Set.of(READ, MARKET_WRITE, PORTFOLIO_WRITE);

  /// As it is written: `portfolio:write`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ':');
  }

  @Override
  public String toString() {
    return text();
  }

  /// The scope of a text; empty when there is none.
  public static Optional<Scope> parse(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text().equals(text)).findFirst();
  }
}
