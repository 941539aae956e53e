package dev.candlewick.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Scope;
import dev.candlewick.store.Database;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.testing.SteppingClock;
import dev.candlewick.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/// Proves for many connected callers that each way of ending a credential returns the callers whose
/// credentials it ends and no others, on a real database and a test clock.
class EndedCredentialsTest {
  private static final String HERE = "192.0.2.1";
  private static final String PASSWORD = "correct horse battery";
  private static final Actor ANONYMOUS = new Actor(0, "anonymous", "none", HERE);
  private static final Database DATABASE = TestDatabase.create();

  private final SteppingClock clock =
      new SteppingClock(Instant.now().truncatedTo(ChronoUnit.MICROS));
  private final Accounts accounts = new Accounts(DATABASE, AccountSettings.of(null), clock);
  private final CredentialVerifier credentials = accounts.credentialVerifier();
  private final List<Caller> crowd = new ArrayList<>();
  private Account me;
  private String signed;
  private Caller bearer;
  private Caller browser;
  private Caller program;

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @BeforeEach
  void connect(TestInfo test) {
    String name = "me" + Math.floorMod(test.getDisplayName().hashCode(), 1_000_000_000);
    Account other = accounts.create(ANONYMOUS, "o" + name, PASSWORD, false);
    me = accounts.create(ANONYMOUS, name, PASSWORD, false);
    signed = accounts.accessTokens().issue(me);
    bearer = credentials.verifyBearer(signed, HERE).orElseThrow();
    browser = session(me);
    program = token(me, null);
    crowd.addAll(
        List.of(
            Caller.anonymous(HERE),
            credentials.verifyBearer(accounts.accessTokens().issue(other), HERE).orElseThrow(),
            session(other),
            token(other, null),
            bearer,
            browser,
            program));
    assertThat(ended()).isEmpty();
  }

  private Caller session(Account account) {
    return credentials
        .verifySession(accounts.sessions().open(account, HERE, null).secret(), HERE)
        .orElseThrow();
  }

  private Caller token(Account account, Duration life) {
    Actor actor = new Actor(account.id(), account.username(), "test", HERE);
    Set<Scope> scopes = Set.of(Scope.READ, Scope.ADMIN);
    return credentials
        .verifyBearer(
            accounts.apiTokens().create(actor, account.id(), "t", scopes, life).secret(), HERE)
        .orElseThrow();
  }

  private Set<Caller> ended() {
    return credentials.findEnded(crowd);
  }

  @Test
  void noCallerHasEnded() {
    assertThat(credentials.findEnded(List.of())).isEmpty();
    assertThat(credentials.findEnded(List.of(Caller.anonymous(null)))).isEmpty();
  }

  @Test
  void aSignedOutAccessTokenEndsAlone() {
    accounts.accessTokens().revoke(bearer.actor(), signed);
    assertThat(ended()).containsExactly(bearer);
  }

  @Test
  void anAccessTokenEndsWithItsTime() {
    assertThat(bearer.expiresAt())
        .isEqualTo(clock.instant().plus(Duration.ofMinutes(30)).truncatedTo(ChronoUnit.SECONDS));
    clock.advance(Duration.ofMinutes(30));
    assertThat(ended()).hasSize(2).contains(bearer);
    assertThat(credentials.verifyBearer(signed, HERE)).isEmpty();
  }

  @Test
  void anEndedSessionEndsAlone() {
    accounts
        .sessions()
        .end(browser.actor(), ((Caller.Credential.BrowserSession) browser.credential()).id());
    assertThat(ended()).containsExactly(browser);
  }

  @Test
  void aSessionEndsWhenItIsIdleForAWeekThoughItIsConnected() {
    crowd.retainAll(List.of(browser, program));
    clock.advance(Duration.ofDays(6));
    assertThat(ended()).isEmpty();
    clock.advance(Duration.ofDays(1));
    assertThat(ended()).containsExactly(browser);
  }

  @Test
  void anEndedApiTokenEndsAlone() {
    accounts
        .apiTokens()
        .revoke(program.actor(), ((Caller.Credential.ApiToken) program.credential()).id());
    assertThat(ended()).containsExactly(program);
  }

  @Test
  void anApiTokenEndsWithItsTimeIfItHasOne() {
    Caller brief = token(me, Duration.ofMinutes(5));
    assertThat(brief.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
    assertThat(program.expiresAt()).isNull();
    crowd.add(brief);
    clock.advance(Duration.ofMinutes(5));
    assertThat(ended()).containsExactly(brief);
  }

  @Test
  void aNewPasswordEndsSessionsAndAccessTokensOfTheAccount() {
    accounts.setPassword(ANONYMOUS, me.id(), PASSWORD + "!");
    assertThat(ended()).containsExactlyInAnyOrder(bearer, browser);
  }

  @Test
  void theSessionThatChangesThePasswordContinues() {
    long session = ((Caller.Credential.BrowserSession) browser.credential()).id();
    assertThat(accounts.changePassword(browser.actor(), me, PASSWORD + "!", session)).isTrue();
    assertThat(ended()).containsExactly(bearer);
  }

  @Test
  void aDisabledAccountEndsEverythingAndAnEnabledOneOnlyRestoresItsApiTokens() {
    accounts.setDisabled(ANONYMOUS, me.id(), true);
    assertThat(ended()).containsExactlyInAnyOrder(bearer, browser, program);
    accounts.setDisabled(ANONYMOUS, me.id(), false);
    assertThat(ended()).containsExactlyInAnyOrder(bearer, browser);
  }

  @Test
  void aFormerAdministratorEndsAndANewOneContinues() {
    accounts.setAdmin(ANONYMOUS, me.id(), true);
    assertThat(ended()).isEmpty();
    Account other = accounts.create(ANONYMOUS, "a" + me.username(), PASSWORD, true);
    Caller ruling = session(me);
    Caller machine = token(me, null);
    crowd.addAll(List.of(ruling, machine));
    accounts.setAdmin(ANONYMOUS, me.id(), false);
    assertThat(ended()).containsExactlyInAnyOrder(ruling, machine);
    assertThat(other.admin()).isTrue();
  }

  @Test
  void aCheckIsNoUse() {
    int entries = new AuditStore(DATABASE).listForAccount(me.id(), Long.MAX_VALUE, 1000).size();
    Instant used = accounts.sessions().list(me.id()).getFirst().lastUsedAt();
    Instant shown = accounts.apiTokens().list(me.id()).getFirst().lastUsedAt();
    clock.advance(Duration.ofHours(2));
    crowd.retainAll(List.of(browser, program));
    assertThat(ended()).isEmpty();
    assertThat(accounts.sessions().list(me.id()).getFirst().lastUsedAt()).isEqualTo(used);
    assertThat(accounts.apiTokens().list(me.id()).getFirst().lastUsedAt()).isEqualTo(shown);
    assertThat(new AuditStore(DATABASE).listForAccount(me.id(), Long.MAX_VALUE, 1000))
        .hasSize(entries);
  }

  /// More callers than a statement could have parameters.
  @Test
  void tensOfThousandsOfCallersAreCheckedTogether() {
    accounts.accessTokens().revoke(bearer.actor(), signed);
    for (int i = 0; i < 70_000; i++) {
      crowd.add(
          new Caller(
              me.id(),
              me.username(),
              new Caller.Credential.AccessToken("id" + i, AccessTokens.generation(me)),
              bearer.scopes(),
              HERE,
              null));
    }
    assertThat(ended()).containsExactly(bearer);
  }
}
