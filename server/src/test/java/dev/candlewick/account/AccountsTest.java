package dev.candlewick.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Scope;
import dev.candlewick.settings.HttpSettings;
import dev.candlewick.settings.Secret;
import dev.candlewick.store.Database;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.testing.SteppingClock;
import dev.candlewick.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Proves how long each credential is valid and what ends it, on a real database and a test clock.
class AccountsTest {
  private static final String HERE = "192.0.2.1";
  private static final String PASSWORD = "correct horse battery";
  private static final Actor ANONYMOUS = new Actor(0, "anonymous", "none", HERE);
  private static final Database DATABASE = TestDatabase.create();

  private final SteppingClock clock =
      new SteppingClock(Instant.now().truncatedTo(ChronoUnit.MICROS));
  private final Accounts accounts = accounts(null);
  private final CredentialVerifier credentials = accounts.credentialVerifier();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private Accounts accounts(Secret secret) {
    HttpSettings settings = AccountSettings.of(secret);
    return new Accounts(DATABASE, settings, clock);
  }

  private Account user(String name) {
    return accounts.create(ANONYMOUS, name, PASSWORD, false);
  }

  private boolean holds(String token) {
    return credentials.verifyBearer(token, HERE).isPresent();
  }

  @Test
  void anAccessTokenHoldsForItsTimeAndUntilItIsSignedOut() {
    Account user = user("access");
    String token = accounts.accessTokens().issue(user);
    Caller caller = credentials.verifyBearer(token, HERE).orElseThrow();
    assertThat(caller.accountId()).isEqualTo(user.id());
    assertThat(caller.scopes())
        .containsExactlyInAnyOrder(
            Scope.READ, Scope.MARKET_WRITE, Scope.PORTFOLIO_WRITE, Scope.ACCOUNT);
    String other = accounts.accessTokens().issue(user);
    accounts.accessTokens().revoke(caller.actor(), token);
    assertThat(holds(token)).isFalse();
    assertThat(holds(other)).isTrue();
    clock.advance(Duration.ofMinutes(31));
    assertThat(holds(other)).isFalse();
  }

  @Test
  void anAccessTokenThatIsNotOursDoesNotHold() {
    String token = accounts.accessTokens().issue(user("forged"));
    List<String> parts = List.of(token.split("\\."));
    String none = base64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}");
    String claims = new String(Base64.getUrlDecoder().decode(parts.get(1)), StandardCharsets.UTF_8);
    String admin = base64(claims.replaceFirst("\"sub\":\"\\d+\"", "\"sub\":\"1\""));
    assertThat(holds(token)).isTrue();
    assertThat(holds(none + "." + parts.get(1) + ".")).isFalse();
    assertThat(holds(parts.get(0) + "." + admin + "." + parts.get(2))).isFalse();
    assertThat(holds(token.substring(0, token.length() - 2) + "AA")).isFalse();
    assertThat(holds("")).isFalse();
    assertThat(holds("a.b.c")).isFalse();
    Accounts stranger = accounts(new Secret("another secret of thirty-two bytes and more"));
    Account user = accounts.find("forged").orElseThrow();
    assertThat(holds(stranger.accessTokens().issue(user))).isFalse();
  }

  /// The signature is 32 bytes: two bits of its last character are unused.
  @Test
  void anAccessTokenHasOneText() {
    String token = accounts.accessTokens().issue(user("canonical"));
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    char last = token.charAt(token.length() - 1);
    char other = alphabet.charAt(alphabet.indexOf(last) + 1);
    String start = token.substring(0, token.length() - 1);
    assertThat(holds(token)).isTrue();
    for (String same :
        List.of(
            start + other,
            token + "=",
            token + " ",
            " " + token,
            token.replaceFirst("\\.", " ."),
            token.replaceFirst("\\.", "=."),
            token.replaceFirst("\\.", "\t."),
            start + "+" + last,
            token + ".")) {
      assertThat(holds(same)).as(same).isFalse();
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void allProcessesOfADatabaseSignWithTheSameKeyAndAShortSecretWorks() {
    Account user = user("shared");
    assertThat(holds(accounts(null).accessTokens().issue(user))).isTrue();
    Accounts weak = accounts(new Secret("weak"));
    String token = weak.accessTokens().issue(user);
    assertThat(weak.credentialVerifier().verifyBearer(token, HERE)).isPresent();
    assertThat(holds(token)).isFalse();
  }

  @Test
  void aSessionEndsWithoutUseAndInAnyCaseAfterThirtyDays() {
    Account user = user("idle");
    String idle = accounts.sessions().open(user, HERE, "browser").secret();
    String used = accounts.sessions().open(user, HERE, null).secret();
    assertThat(idle).isNotEqualTo(used);
    for (int day = 0; day < 29; day++) {
      clock.advance(Duration.ofDays(1));
      assertThat(credentials.verifySession(used, HERE)).as("day " + day).isPresent();
    }
    assertThat(credentials.verifySession(idle, HERE)).isEmpty();
    assertThat(accounts.sessions().list(user.id())).hasSize(1);
    clock.advance(Duration.ofDays(1));
    assertThat(credentials.verifySession(used, HERE)).isEmpty();
  }

  @Test
  void aNewPasswordEndsAllButTheRequestingSessionAndTheApiTokens() {
    Account user = user("changing");
    Sessions.OpenedSession current = accounts.sessions().open(user, HERE, null);
    String other = accounts.sessions().open(user, HERE, null).secret();
    String access = accounts.accessTokens().issue(user);
    String key = accounts.apiTokens().issue(user, HERE).secret();
    long stays = current.session().id();
    assertThat(accounts.changePassword(ANONYMOUS, user, "another horse staple", stays)).isTrue();
    assertThat(accounts.changePassword(ANONYMOUS, user, "a thief's own words", null))
        .as("checked before the change")
        .isFalse();
    assertThat(credentials.verifySession(current.secret(), HERE)).isPresent();
    assertThat(credentials.verifySession(other, HERE)).isEmpty();
    assertThat(holds(access)).isFalse();
    assertThat(holds(key)).isTrue();
    assertThat(
            catchThrowableOfType(
                AccountException.class, () -> accounts.sessions().open(user, HERE, null)))
        .as("signed in with what was checked before the change")
        .isNotNull();
    assertThat(
            accounts
                .passwordAuthenticator()
                .authenticate("changing", "another horse staple", HERE)
                .id())
        .isEqualTo(user.id());
  }

  @Test
  void disablingEndsEverythingAndEnablingBringsBackTheApiTokensOnly() {
    Account user = user("disabled");
    String session = accounts.sessions().open(user, HERE, null).secret();
    String access = accounts.accessTokens().issue(user);
    String key = accounts.apiTokens().issue(user, HERE).secret();
    accounts.setDisabled(ANONYMOUS, user.id(), true);
    assertThat(credentials.verifySession(session, HERE)).isEmpty();
    assertThat(holds(access)).isFalse();
    assertThat(holds(key)).isFalse();
    assertThat(catchThrowableOfType(AccountException.class, () -> sign("disabled", PASSWORD)))
        .hasMessage("The username or the password is wrong");
    accounts.setDisabled(ANONYMOUS, user.id(), false);
    assertThat(holds(access)).isFalse();
    assertThat(credentials.verifySession(session, HERE)).isEmpty();
    assertThat(holds(key)).isTrue();
  }

  private Account sign(String name, String password) {
    return accounts.passwordAuthenticator().authenticate(name, password, HERE);
  }

  @Test
  void anApiTokenHasItsScopesAndTheAdministratorsOnlyWhileItsAccountIsOne() {
    Account user = user("keys");
    user("other-admin");
    accounts.setAdmin(ANONYMOUS, accounts.find("other-admin").orElseThrow().id(), true);
    accounts.setAdmin(ANONYMOUS, user.id(), true);
    ApiTokens.CreatedToken made =
        accounts
            .apiTokens()
            .create(ANONYMOUS, user.id(), "a", Set.of(Scope.READ, Scope.ADMIN), Duration.ofDays(1));
    assertThat(made.secret()).matches("cw_[A-Za-z0-9_-]{43}");
    Optional<Caller> caller = credentials.verifyApiToken(made.secret(), HERE);
    assertThat(caller.orElseThrow().scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.ADMIN);
    accounts.setAdmin(ANONYMOUS, user.id(), false);
    assertThat(credentials.verifyApiToken(made.secret(), HERE).orElseThrow().scopes())
        .containsExactly(Scope.READ);
    clock.advance(Duration.ofDays(1));
    assertThat(credentials.verifyApiToken(made.secret(), HERE)).isEmpty();
  }

  @Test
  void ofTheTokensMadeByPasswordTheNewestTwentyHold() {
    Account user = user("twenty");
    String first = accounts.apiTokens().issue(user, HERE).secret();
    for (int i = 0; i < 19; i++) accounts.apiTokens().issue(user, HERE);
    assertThat(holds(first)).isTrue();
    accounts.apiTokens().issue(user, HERE);
    assertThat(holds(first)).isFalse();
    assertThat(accounts.apiTokens().list(user.id())).hasSize(20);
  }

  @Test
  void theUseOfATokenIsAuditedOnceAnHour() {
    Account user = user("audited");
    String key = accounts.apiTokens().issue(user, HERE).secret();
    for (int minute = 0; minute < 120; minute += 10) {
      assertThat(holds(key)).isTrue();
      clock.advance(Duration.ofMinutes(10));
    }
    assertThat(new AuditStore(DATABASE).listForAccount(user.id(), Long.MAX_VALUE, 100))
        .filteredOn(entry -> entry.action().equals("token.use"))
        .hasSizeBetween(2, 3);
  }

  @Test
  void aDeletedAccountHasNoCredentialThatHoldsAndItsAuditLogStays() {
    Account user = user("deleted");
    String token = accounts.accessTokens().issue(user);
    assertThat(holds(token)).isTrue();
    assertThat(accounts.delete(ANONYMOUS, user.id())).isTrue();
    assertThat(holds(token)).isFalse();
    assertThat(accounts.find("deleted")).isEmpty();
    assertThat(accounts.delete(ANONYMOUS, user.id())).isFalse();
    assertThat(new AuditStore(DATABASE).listForAccount(user.id(), Long.MAX_VALUE, 10))
        .extracting(AuditStore.Entry::action)
        .containsExactly("account.delete", "account.create");
    assertThat(accounts.delete(ANONYMOUS, Caller.PUBLIC_ACCOUNT)).isFalse();
  }

  @Test
  void theLastAdministratorStays() {
    Database fresh = TestDatabase.create();
    Accounts own = new Accounts(fresh, AccountSettings.of(null), clock);
    String code = own.createSetupCode().orElseThrow();
    assertThat(
            catchThrowableOfType(
                    AccountException.class,
                    () -> own.createFirstAdmin(ANONYMOUS, "root", PASSWORD, code + "x"))
                .kind())
        .isEqualTo(AccountException.Kind.WRONG_SETUP_CODE);
    assertThat(own.find("root")).isEmpty();
    requireNameTaken(own);
    Account root = own.createFirstAdmin(ANONYMOUS, "root", PASSWORD, code);
    assertThat(root.admin()).isTrue();
    assertThat(own.createSetupCode()).isEmpty();
    assertThat(
            catchThrowableOfType(
                    AccountException.class, () -> own.setDisabled(ANONYMOUS, root.id(), true))
                .kind())
        .isEqualTo(AccountException.Kind.CONFLICT);
    assertThat(
            catchThrowableOfType(
                    AccountException.class, () -> own.setAdmin(ANONYMOUS, root.id(), false))
                .kind())
        .isEqualTo(AccountException.Kind.CONFLICT);
    assertThat(
            catchThrowableOfType(AccountException.class, () -> own.delete(ANONYMOUS, root.id()))
                .kind())
        .isEqualTo(AccountException.Kind.CONFLICT);
    assertThat(own.find("root")).isPresent();
    fresh.close();
  }

  private static void requireNameTaken(Accounts own) {
    own.create(ANONYMOUS, "taken", PASSWORD, false);
    assertThat(
            catchThrowableOfType(
                    AccountException.class, () -> own.create(ANONYMOUS, "taken", PASSWORD, true))
                .kind())
        .isEqualTo(AccountException.Kind.NAME_TAKEN);
  }
}
