package dev.candlewick.store.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.identity.Actor;
import dev.candlewick.store.Accounts;
import dev.candlewick.store.Database;
import dev.candlewick.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Proves that a revocation stays until its token has expired by every clock, and no longer.
class AccessTokenStoreTest {
  private static final Database DATABASE = TestDatabase.create();
  private static final Actor OWNER = Accounts.create(DATABASE, "owner");

  private final AccessTokenStore store = new AccessTokenStore(DATABASE);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private void revoke(String jti, Duration sinceExpiry) {
    store.revoke(OWNER, jti, Instant.now().minus(sinceExpiry));
  }

  @Test
  void revokingATokenKeepsTheRevocationOfEveryTokenThatMayBeValid() {
    revoke("valid", Duration.ofMinutes(-10));
    revoke("expired an hour ago", Duration.ofHours(1));
    revoke("expired almost a day ago", Duration.ofHours(23));
    revoke("other", Duration.ofMinutes(-10));
    List<String> all =
        List.of("valid", "expired an hour ago", "expired almost a day ago", "other", "never");
    assertThat(store.findRevoked(all)).hasSize(4).doesNotContain("never");
    assertThat(store.findHolder(OWNER.accountId(), "valid")).isEmpty();
    assertThat(store.findHolder(OWNER.accountId(), "never")).isPresent();
  }

  @Test
  void revokingATokenDeletesTheRevocationsOfTokensThatExpiredMoreThanADayAgo() {
    revoke("old", Duration.ofHours(25));
    revoke("next", Duration.ofMinutes(-10));
    assertThat(store.findRevoked(List.of("old", "next"))).containsExactly("next");
  }

  @Test
  void revokingATokenTwiceChangesNothing() {
    revoke("twice", Duration.ofMinutes(-10));
    revoke("twice", Duration.ofMinutes(-10));
    assertThat(store.findRevoked(List.of("twice"))).containsExactly("twice");
    assertThat(store.findRevoked(List.of())).isEmpty();
  }
}
