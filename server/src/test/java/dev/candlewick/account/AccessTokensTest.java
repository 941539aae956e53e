package dev.candlewick.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import dev.candlewick.settings.Secret;
import dev.candlewick.store.Database;
import dev.candlewick.store.account.AccessTokenStore;
import dev.candlewick.store.account.AccountStore;
import dev.candlewick.store.account.AccountStore.NewAccount;
import dev.candlewick.store.account.SecretStore;
import dev.candlewick.testing.SteppingClock;
import dev.candlewick.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Proves, by tokens signed with the server's own key, that each claim and header of a token is
/// checked: every token here differs from a valid one in a single point.
class AccessTokensTest {
  private static final String SECRET =
      "a secret of more than sixty-four bytes, as HS512 demands it of its keys";
  private static final Duration LIFETIME = AccountSettings.TOKEN_LIFE;
  private static final Database DATABASE = TestDatabase.create();
  private static final Account ACCOUNT =
      new AccountStore(DATABASE)
          .create(new Actor(0, "anonymous", "none", null), new NewAccount("carol", "none", false))
          .orElseThrow();

  private final SteppingClock clock =
      new SteppingClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  private final AccessTokens tokens = tokens(SECRET);
  private final JwtClaims claims = new JwtClaims();
  private final JsonWebSignature signature = new JsonWebSignature();

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private AccessTokens tokens(String secret) {
    return new AccessTokens(
        new AccessTokenStore(DATABASE),
        new SecretStore(DATABASE),
        AccountSettings.of(new Secret(secret)),
        clock);
  }

  @BeforeEach
  void prepareValidToken() {
    claims.setIssuer("candlewick");
    claims.setAudience("candlewick");
    claims.setSubject(Long.toString(ACCOUNT.id()));
    claims.setJwtId("made by the test");
    claims.setIssuedAt(NumericDate.fromSeconds(clock.instant().getEpochSecond()));
    claims.setExpirationTime(
        NumericDate.fromSeconds(clock.instant().plus(LIFETIME).getEpochSecond()));
    claims.setClaim("gen", AccessTokens.generation(ACCOUNT));
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
    signature.setHeader("typ", "at+jwt");
    signature.setKey(new HmacKey(SECRET.getBytes(StandardCharsets.UTF_8)));
  }

  private String signed() {
    signature.setPayload(claims.toJson());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isAccepted() {
    return tokens.verify(signed()).isPresent();
  }

  private boolean isAcceptedAfter(Consumer<JwtClaims> change) {
    change.accept(claims);
    return isAccepted();
  }

  @Test
  void theTokenThatTheOthersDifferFromIsAccepted() {
    AccessTokens.ValidToken valid = tokens.verify(signed()).orElseThrow();
    assertThat(valid.id()).isEqualTo("made by the test");
    assertThat(valid.account().username()).isEqualTo("carol");
    assertThat(valid.expiresAt()).isEqualTo(clock.instant().plus(LIFETIME));
    assertThat(tokens.verify(tokens.issue(ACCOUNT))).isPresent();
  }

  @Test
  void anotherAlgorithmIsRejectedThoughItsSignatureFits() {
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA512);
    assertThat(isAccepted()).isFalse();
  }

  @Test
  void aTokenWithoutASignatureIsRejected() {
    signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
    signature.setKey(null);
    assertThat(isAccepted()).isFalse();
  }

  @Test
  void anotherKeyIsRejected() {
    signature.setKey(
        new HmacKey(SECRET.toUpperCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
    assertThat(isAccepted()).isFalse();
  }

  @Test
  void aTokenOfAnotherTypeIsRejected() {
    signature.setHeader("typ", "JWT");
    assertThat(isAccepted()).isFalse();
  }

  @Test
  void aTokenWithoutATypeIsRejected() {
    signature.getHeaders().setStringHeaderValue("typ", null);
    assertThat(isAccepted()).isFalse();
  }

  @Test
  void aTokenForAnotherAudienceIsRejected() {
    assertThat(isAcceptedAfter(changed -> changed.setAudience("another server"))).isFalse();
    assertThat(isAcceptedAfter(changed -> changed.unsetClaim("aud"))).isFalse();
  }

  @Test
  void aTokenOfAnotherIssuerIsRejected() {
    assertThat(isAcceptedAfter(changed -> changed.setIssuer("another server"))).isFalse();
    assertThat(isAcceptedAfter(changed -> changed.unsetClaim("iss"))).isFalse();
  }

  @Test
  void aTokenIsAcceptedUntilTheSecondOfItsExpiry() {
    String token = signed();
    clock.advance(LIFETIME.minusSeconds(1));
    assertThat(tokens.verify(token)).isPresent();
    clock.advance(Duration.ofSeconds(1));
    assertThat(tokens.verify(token)).isEmpty();
  }

  @Test
  void aTokenWithoutExpirySubjectIdOrTimeOfIssueIsRejected() {
    for (String claim : List.of("exp", "sub", "jti", "iat")) {
      prepareValidToken();
      assertThat(isAcceptedAfter(changed -> changed.unsetClaim(claim))).as(claim).isFalse();
    }
  }

  @Test
  void aTokenOfAnEarlierOrNoGenerationIsRejected() {
    long now = AccessTokens.generation(ACCOUNT);
    assertThat(isAcceptedAfter(changed -> changed.setClaim("gen", now - 1))).isFalse();
    assertThat(isAcceptedAfter(changed -> changed.setClaim("gen", now + 1))).isFalse();
    assertThat(isAcceptedAfter(changed -> changed.setClaim("gen", Long.toString(now)))).isFalse();
    assertThat(isAcceptedAfter(changed -> changed.unsetClaim("gen"))).isFalse();
  }

  @Test
  void aSubjectThatIsNoAccountIsRejected() {
    for (String subject : List.of("0", "-1", "999999", "carol", "1e3")) {
      assertThat(isAcceptedAfter(changed -> changed.setSubject(subject))).as(subject).isFalse();
    }
  }

  @Test
  void aTokenHasOneTextOnly() {
    String token = signed();
    String[] parts = token.split("\\.", -1);
    assertThat(tokens.verify(token + "=")).isEmpty();
    assertThat(tokens.verify(token + " ")).isEmpty();
    assertThat(tokens.verify(token + ".")).isEmpty();
    assertThat(tokens.verify(parts[0] + "." + parts[1])).isEmpty();
    assertThat(tokens.verify(parts[0] + "." + parts[1] + ".")).isEmpty();
    assertThat(tokens.verify("")).isEmpty();
    assertThat(tokens.verify(token)).isPresent();
  }

  /// A short secret is stretched to the length that the signature demands.
  @Test
  void aShortSecretSignsToo() {
    AccessTokens weak = tokens("short");
    String token = weak.issue(ACCOUNT);
    assertThat(weak.verify(token)).isPresent();
    assertThat(tokens.verify(token)).isEmpty();
  }

  @Test
  void aRevokedTokenIsRejectedAndNoOther() {
    String first = tokens.issue(ACCOUNT);
    String second = tokens.issue(ACCOUNT);
    tokens.revoke(new Actor(ACCOUNT.id(), "carol", "test", null), first);
    tokens.revoke(new Actor(ACCOUNT.id(), "carol", "test", null), "not.a.token");
    assertThat(tokens.verify(first)).isEmpty();
    assertThat(tokens.verify(second)).isPresent();
  }
}
