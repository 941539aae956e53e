package dev.candlewick.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.candlewick.testing.SteppingClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Proves that repeated wrong passwords are delayed and that no client can lock out another.
class SignInThrottleTest {
  private static final String HERE = "192.0.2.1";
  private static final String ELSEWHERE = "198.51.100.7";

  private final SteppingClock clock = new SteppingClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final SignInThrottle throttle = new SignInThrottle(clock);

  private Duration wait(String account, String address) {
    AccountException refused =
        catchThrowableOfType(AccountException.class, () -> throttle.check(account, address));
    return refused == null ? Duration.ZERO : refused.retryAfter();
  }

  private void fail(int times, String account, String address) {
    for (int i = 0; i < times; i++) throttle.recordFailure(account, address);
  }

  @Test
  void fiveWrongPasswordsAreFreeThenEachDoublesTheWait() {
    fail(4, "alice", HERE);
    assertThat(wait("alice", HERE)).isZero();
    fail(1, "alice", HERE);
    assertThat(wait("alice", HERE)).isEqualTo(Duration.ofSeconds(1));
    fail(1, "alice", HERE);
    assertThat(wait("alice", HERE)).isEqualTo(Duration.ofSeconds(2));
    fail(100, "alice", HERE);
    assertThat(wait("alice", HERE)).isEqualTo(Duration.ofMinutes(15));
    clock.advance(Duration.ofMinutes(15));
    assertThat(wait("alice", HERE)).isZero();
  }

  @Test
  void wrongPasswordsFromOneAddressBlockNoOtherAddressAndNoOtherAccount() {
    fail(40, "alice", HERE);
    assertThat(wait("alice", ELSEWHERE)).isZero();
    assertThat(wait("bob", HERE)).isZero();
  }

  @Test
  void theRightPasswordStartsTheCountAgain() {
    fail(4, "alice", HERE);
    throttle.recordSuccess("alice", HERE);
    fail(4, "alice", HERE);
    assertThat(wait("alice", HERE)).isZero();
  }

  @Test
  void anAddressThatTriesManyAccountsWaitsForAllOfThem() {
    for (int i = 0; i < 50; i++) throttle.recordFailure("user" + i, HERE);
    assertThat(wait("alice", HERE)).isPositive();
    assertThat(wait("alice", ELSEWHERE)).isZero();
    throttle.recordSuccess("mallory", HERE);
    assertThat(wait("alice", HERE)).isPositive();
  }

  @Test
  void thisMachineNeverWaitsForAllAccounts() {
    for (int i = 0; i < 500; i++) throttle.recordFailure("user" + i, "127.0.0.1");
    assertThat(wait("alice", "127.0.0.1")).isZero();
  }

  @Test
  void anIpv6CustomerIsOneAddress() {
    fail(5, "alice", "2001:db8::1");
    assertThat(wait("alice", "2001:db8::ffff")).isPositive();
    assertThat(wait("alice", "2001:db8:0:1::1")).isZero();
  }

  @Test
  void anAccountUnderAttackDelaysOnlyUnknownClients() {
    throttle.recordSuccess("alice", HERE);
    for (int i = 0; i < 40; i++) throttle.recordFailure("alice", "203.0.113." + i);
    assertThat(throttle.delay("alice", HERE)).isZero();
    assertThat(throttle.delay("alice", ELSEWHERE)).isEqualTo(Duration.ofSeconds(2));
    assertThatCode(() -> throttle.check("alice", ELSEWHERE)).doesNotThrowAnyException();
    assertThat(throttle.delay("bob", ELSEWHERE)).isZero();
  }
}
