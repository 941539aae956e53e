package dev.candlewick.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.candlewick.identity.Actor;
import dev.candlewick.store.Database;
import dev.candlewick.store.account.AccountStore;
import dev.candlewick.store.account.AccountStore.NewAccount;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.testing.SteppingClock;
import dev.candlewick.testing.TestDatabase;
import dev.candlewick.testing.Waiting;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves which sign-ins compute a hash and which wait, by recording both steps.
class SignInCostTest {
  private static final String HERE = "192.0.2.1";
  private static final String HASH = Passwords.hash("right");
  private static final Actor ANONYMOUS = new Actor(0, "anonymous", "none", HERE);
  private static final Database.Login LOGIN = TestDatabase.login();
  private static final Database DATABASE = Database.open(LOGIN, 8, message -> {});
  private static final AccountStore ACCOUNTS = new AccountStore(DATABASE);

  private final SteppingClock clock = new SteppingClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final HashingLimit hashingLimit = new HashingLimit(1, 10);
  private final List<String> comparedHashes = new CopyOnWriteArrayList<>();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final CountDownLatch verifierMayReturn = new CountDownLatch(1);
  private volatile boolean verifierBlocks;
  private final PasswordAuthenticator signIn =
      new PasswordAuthenticator(
          ACCOUNTS,
          new AuditStore(DATABASE),
          new SignInThrottle(clock),
          hashingLimit,
          this::verify,
          pauses::add);

  @BeforeAll
  static void createAccount() {
    ACCOUNTS.create(ANONYMOUS, new NewAccount("alice", HASH, false));
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private boolean verify(String password, String hash) {
    comparedHashes.add(hash);
    if (verifierBlocks) awaitRelease();
    return password.equals("right");
  }

  private void awaitRelease() {
    try {
      assertThat(verifierMayReturn.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private AccountException.Kind failure(String name, String address) {
    AccountException failure =
        catchThrowableOfType(
            AccountException.class, () -> signIn.authenticate(name, "wrong", address));
    return failure.kind();
  }

  @Test
  void anUnknownUsernameIsComparedWithAHashOfTheSameParameters() {
    failure("alice", HERE);
    failure("unknown", HERE);
    failure("not a username", HERE);
    assertThat(comparedHashes).hasSize(3).startsWith(HASH);
    assertThat(comparedHashes.subList(1, 3))
        .isNotEmpty()
        .allMatch(hash -> !Passwords.needsRehash(hash));
  }

  @Test
  void anUnknownUsernameIsRejectedEvenIfThePasswordFitsTheSubstitute() {
    AccountException failure =
        catchThrowableOfType(
            AccountException.class, () -> signIn.authenticate("unknown", "right", HERE));
    assertThat(failure.kind()).isEqualTo(AccountException.Kind.WRONG_CREDENTIALS);
  }

  @Test
  void anAttemptThatWaitedForItsTurnIsCheckedAgainBeforeItsHash() throws Exception {
    for (int i = 0; i < 4; i++) failure("bob", HERE);
    verifierBlocks = true;
    CompletableFuture<AccountException.Kind> running =
        CompletableFuture.supplyAsync(() -> failure("bob", HERE), Thread::startVirtualThread);
    Waiting.until(comparedHashes::size, count -> count == 5);
    CompletableFuture<AccountException.Kind> waiting =
        CompletableFuture.supplyAsync(() -> failure("bob", HERE), Thread::startVirtualThread);
    Waiting.until(hashingLimit::pending, count -> count == 2);
    assertThat(waiting).isNotDone();
    verifierMayReturn.countDown();
    assertThat(running.get(1, TimeUnit.MINUTES)).isEqualTo(AccountException.Kind.WRONG_CREDENTIALS);
    assertThat(waiting.get(1, TimeUnit.MINUTES)).isEqualTo(AccountException.Kind.THROTTLED);
    assertThat(comparedHashes).hasSize(5);
  }

  @Test
  void aHashThatCannotBeRenewedDoesNotRejectACorrectPassword() throws SQLException {
    ACCOUNTS.create(ANONYMOUS, new NewAccount("older", HASH.replace("m=19456", "m=8192"), false));
    try (Connection other =
            DriverManager.getConnection(LOGIN.jdbcUrl(), LOGIN.user(), LOGIN.password());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table account in share mode");
      assertThat(signIn.authenticate("older", "right", HERE).username()).isEqualTo("older");
    }
    String unchanged = ACCOUNTS.find("older").orElseThrow().passwordHash();
    assertThat(Passwords.needsRehash(unchanged)).isTrue();
  }

  @Test
  void aWrongCurrentPasswordIsAuditedUnderItsCaller() {
    long id = ACCOUNTS.find("alice").orElseThrow().account().id();
    Actor caller = new Actor(id, "alice", "session 1", HERE);
    AccountException failure =
        catchThrowableOfType(
            AccountException.class, () -> signIn.verifyCurrentPassword(caller, "wrong"));
    assertThat(failure.kind()).isEqualTo(AccountException.Kind.WRONG_CREDENTIALS);
    AuditStore.Entry entry = new AuditStore(DATABASE).listAll(Long.MAX_VALUE, 1).getFirst();
    assertThat(entry.action()).isEqualTo("account.password_check_failed");
    assertThat(entry.actor()).isEqualTo("alice");
    assertThat(signIn.verifyCurrentPassword(caller, "right").id()).isEqualTo(id);
  }

  @Test
  void anAccountUnderAttackDelaysUnknownClientsOnly() {
    assertThat(signIn.authenticate("alice", "right", "198.51.100.1").username()).isEqualTo("alice");
    for (int i = 0; i < 31; i++) failure("alice", "203.0.113." + i);
    assertThat(pauses).hasSize(32).containsOnly(Duration.ZERO);
    signIn.authenticate("alice", "right", "198.51.100.2");
    assertThat(pauses.getLast()).isEqualTo(Duration.ofSeconds(2));
    signIn.authenticate("alice", "right", "198.51.100.1");
    assertThat(pauses.getLast()).isZero();
  }
}
