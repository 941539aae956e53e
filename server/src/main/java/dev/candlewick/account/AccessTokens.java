package dev.candlewick.account;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import dev.candlewick.settings.HttpSettings;
import dev.candlewick.settings.Secret;
import dev.candlewick.store.account.AccessTokenStore;
import dev.candlewick.store.account.SecretStore;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/// Signed tokens (JWT, HS256) that name an account for a limited time. Each carries the generation
/// of the account's credentials, so that a password change or disabling ends all of them, and an
/// id, by which a single one is revoked. All processes of a database sign with the same key.
public final class AccessTokens {
  private static final String NAME = "candlewick";
  private static final String TYPE = "at+jwt";
  private static final String GENERATION = "gen";
  private static final int MIN_KEY_BYTES = 32;
  private static final int PARTS = 3;

  private final AccessTokenStore store;
  private final InstantSource clock;
  private final Duration lifetime;
  private final Key key;

  /// A valid token.
  ///
  /// @param id its `jti`
  record ValidToken(String id, Account account, Instant expiresAt) {}

  private record Claims(long accountId, String id, long generation, Instant expiresAt) {}

  AccessTokens(
      AccessTokenStore store, SecretStore secrets, HttpSettings settings, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.lifetime = settings.accessTokenLife();
    this.key = new HmacKey(signingKey(settings.jwtSecret(), secrets));
  }

  /// Returns the signing key. A secret that is too short for the signature is stretched to its
  /// length, not made stronger.
  private static byte[] signingKey(@Nullable Secret configured, SecretStore secrets) {
    if (configured == null)
      return secrets.getOrCreate("access_token_key", OpaqueSecret.randomKey());
    return configured.bytes() < MIN_KEY_BYTES
        ? new OpaqueSecret(configured.reveal()).hash()
        : configured.reveal().getBytes(StandardCharsets.UTF_8);
  }

  /// Returns how long a token is valid.
  public Duration lifetime() {
    return lifetime;
  }

  /// Issues a new token for an account.
  public String issue(Account account) {
    Instant now = clock.instant();
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(NAME);
    claims.setAudience(NAME);
    claims.setSubject(Long.toString(account.id()));
    claims.setJwtId(UUID.randomUUID().toString());
    claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(now.plus(lifetime).getEpochSecond()));
    claims.setClaim(GENERATION, generation(account));
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
    signature.setHeader("typ", TYPE);
    signature.setKey(key);
    signature.setPayload(claims.toJson());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Returns what a token proves; empty when it is invalid, expired or revoked.
  Optional<ValidToken> verify(String token) {
    return parseClaims(token)
        .flatMap(claims ->
            store
                .findHolder(claims.accountId(), claims.id())
                .filter(
                    account -> !account.disabled() && generation(account) == claims.generation())
                .map(account -> new ValidToken(claims.id(), account, claims.expiresAt())));
  }

  /// Returns those of these token ids that were revoked.
  Set<String> findRevoked(Collection<String> ids) {
    return store.findRevoked(ids);
  }

  /// Revokes a token; an invalid one is ignored.
  public void revoke(Actor actor, String token) {
    parseClaims(token).ifPresent(claims -> store.revoke(actor, claims.id(), claims.expiresAt()));
  }

  private Optional<Claims> parseClaims(String token) {
    if (!isCanonical(token)) return Optional.empty();
    try {
      JwtClaims claims =
          new JwtConsumerBuilder()
              .setVerificationKey(key)
              .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
              .setExpectedType(true, TYPE)
              .setExpectedIssuer(NAME)
              .setExpectedAudience(NAME)
              .setRequireExpirationTime()
              .setRequireIssuedAt()
              .setRequireSubject()
              .setRequireJwtId()
              .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
              .build()
              .processToClaims(token);
      Long generation = claims.getClaimValue(GENERATION, Long.class);
      if (generation == null) return Optional.empty();
      return Optional.of(
          new Claims(
              Long.parseLong(claims.getSubject()),
              claims.getJwtId(),
              generation,
              Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis())));
    } catch (InvalidJwtException | MalformedClaimException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /// Returns whether a token is written in the one way RFC 7515 allows: three parts of base64url
  /// without padding, whitespace or unused bits. The library decodes more than that, so a token
  /// would have several texts.
  private static boolean isCanonical(String token) {
    String[] parts = token.split("\\.", -1);
    return parts.length == PARTS && Arrays.stream(parts).allMatch(AccessTokens::isCanonicalPart);
  }

  private static boolean isCanonicalPart(String part) {
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(part);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(decoded).equals(part);
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /// Returns the generation of the account's credentials; a later one ends what was issued before.
  static long generation(Account account) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, account.credentialsSince());
  }
}
