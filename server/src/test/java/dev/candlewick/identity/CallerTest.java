package dev.candlewick.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.identity.Caller.Credential;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Proves what a caller is called in the audit log.
class CallerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static Caller caller(Credential credential) {
    return new Caller(7, "alice", credential, Set.of(Scope.READ), "192.0.2.1", null);
  }

  private static Actor actor(String credential) {
    return new Actor(7, "alice", credential, "192.0.2.1");
  }

  @Test
  void aCallerWithoutCredentialsWorksOnThePublicWorkspace() {
    Caller caller = Caller.anonymous("192.0.2.1");
    assertThat(caller.isAnonymous()).isTrue();
    assertThat(caller.scopes()).isEqualTo(Scope.WORKSPACE);
    assertThat(caller.actor()).isEqualTo(new Actor(0, "anonymous", "none", "192.0.2.1"));
  }

  @Test
  void anActorNamesTheKindAndTheIdOfTheCredential() {
    assertThat(caller(new Credential.AccessToken("id", 3)).actor())
        .isEqualTo(actor("access token"));
    assertThat(caller(new Credential.BrowserSession(4)).actor()).isEqualTo(actor("session 4"));
    assertThat(caller(new Credential.ApiToken(5)).actor()).isEqualTo(actor("API token 5"));
    assertThat(caller(new Credential.ApiToken(5)).isAnonymous()).isFalse();
  }

  @Test
  void anAccountIsDisabledFromATimeOn() {
    assertThat(new Account(7, "alice", false, NOW, NOW, NOW).disabled()).isTrue();
    assertThat(new Account(7, "alice", false, null, NOW, NOW).disabled()).isFalse();
  }
}
