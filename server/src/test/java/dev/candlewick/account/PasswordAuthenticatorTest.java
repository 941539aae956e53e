package dev.candlewick.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import dev.candlewick.identity.Actor;
import dev.candlewick.store.Database;
import dev.candlewick.store.account.AccountStore;
import dev.candlewick.store.account.AccountStore.NewAccount;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves that a sign-in reveals nothing but whether it succeeded, and what it stores.
class PasswordAuthenticatorTest {
  private static final String HERE = "192.0.2.1";
  private static final String PASSWORD = "correct horse battery";
  private static final Actor ANONYMOUS = new Actor(0, "anonymous", "none", HERE);
  private static final Database DATABASE = TestDatabase.create();
  private static final AccountStore ACCOUNTS = new AccountStore(DATABASE);

  private final HashingLimit slots = new HashingLimit(1, 10);
  private final PasswordAuthenticator signIn =
      new PasswordAuthenticator(
          ACCOUNTS, new AuditStore(DATABASE), new SignInThrottle(InstantSource.system()), slots);

  @BeforeAll
  static void people() {
    ACCOUNTS.create(ANONYMOUS, new NewAccount("alice", Passwords.hash(PASSWORD), false));
    ACCOUNTS
        .create(ANONYMOUS, new NewAccount("gone", Passwords.hash(PASSWORD), false))
        .ifPresent(account -> ACCOUNTS.setDisabled(ANONYMOUS, account.id(), true));
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private AccountException refusal(String name, String password) {
    return catchThrowableOfType(
        AccountException.class, () -> signIn.authenticate(name, password, HERE));
  }

  @Test
  void everyWrongSignInCostsOneHashAndFailsTheSameWay() {
    String[][] wrong = {
      {"alice", "wrong password"},
      {"nobody-has-this", PASSWORD},
      {"gone", PASSWORD},
      {"not a name\0", PASSWORD},
      {"", ""}
    };
    for (String[] pair : wrong) {
      long before = slots.completed();
      AccountException refused = refusal(pair[0], pair[1]);
      assertThat(refused).as(pair[0]).hasMessage("The username or the password is wrong");
      assertThat(refused.kind()).isEqualTo(AccountException.Kind.WRONG_CREDENTIALS);
      assertThat(refused.retryAfter()).isNull();
      assertThat(slots.completed() - before).as(pair[0]).isEqualTo(1);
    }
  }

  @Test
  void aThrottledSignInCostsNoHash() {
    for (int i = 0; i < 5; i++) refusal("waiting", "wrong password");
    long before = slots.completed();
    assertThat(refusal("waiting", "wrong password").kind())
        .isEqualTo(AccountException.Kind.THROTTLED);
    assertThat(slots.completed()).isEqualTo(before);
  }

  @Test
  void aFailedSignInIsAuditedWithTheNameCutAndWithoutThePassword() {
    refusal("x".repeat(80) + "\n", "secret-that-nobody-logs");
    AuditStore.Entry entry = new AuditStore(DATABASE).listAll(Long.MAX_VALUE, 1).getFirst();
    assertThat(entry.action()).isEqualTo("account.sign_in_failed");
    assertThat(entry.target()).isEqualTo("x".repeat(50));
    assertThat(entry.accountId()).isNull();
    assertThat(entry.address()).isEqualTo(HERE);
    assertThat(entry.toString()).doesNotContain("secret-that");
  }

  @Test
  void theParametersOfAHashAreRaisedAtTheNextSignIn() {
    String old =
        Argon2Function.getInstance(8192, 1, 1, 32, Argon2.ID)
            .hash(PASSWORD.getBytes(StandardCharsets.UTF_8), new byte[16])
            .getResult();
    ACCOUNTS.create(ANONYMOUS, new NewAccount("older", old, false));
    signIn.authenticate("Older", PASSWORD, HERE);
    String now = ACCOUNTS.find("older").orElseThrow().passwordHash();
    assertThat(now).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(signIn.authenticate("older", PASSWORD, HERE).username()).isEqualTo("older");
  }
}
