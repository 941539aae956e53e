package dev.candlewick.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves how scopes are written and parsed.
class ScopeTest {
  @ParameterizedTest
  @CsvSource({
    "READ, read",
    "MARKET_WRITE, market:write",
    "PORTFOLIO_WRITE, portfolio:write",
    "ACCOUNT, account",
    "ADMIN, admin"
  })
  void aScopeIsWrittenAndParsedInOneForm(Scope scope, String text) {
    assertThat(scope.text()).isEqualTo(text);
    assertThat(scope).hasToString(text);
    assertThat(Scope.parse(text)).contains(scope);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "READ", "market_write", "write", "read "})
  void anyOtherTextIsNoScope(String text) {
    assertThat(Scope.parse(text)).isEmpty();
  }

  @Test
  void thePublicWorkspaceAdministersNothing() {
    assertThat(Scope.WORKSPACE)
        .containsExactlyInAnyOrder(Scope.READ, Scope.MARKET_WRITE, Scope.PORTFOLIO_WRITE);
  }
}
