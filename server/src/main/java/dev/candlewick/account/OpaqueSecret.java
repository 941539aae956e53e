package dev.candlewick.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// A random text that authenticates its bearer. Only its hash is stored; `toString` hides it.
record OpaqueSecret(String text) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;
  private static final int SALT_BYTES = 16;

  /// Returns a new secret of 256 bits after a prefix, in base64url.
  static OpaqueSecret generate(String prefix) {
    byte[] bytes = randomBytes(SECRET_BYTES);
    return new OpaqueSecret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  static byte[] randomSalt() {
    return randomBytes(SALT_BYTES);
  }

  static byte[] randomKey() {
    return randomBytes(SECRET_BYTES);
  }

  private static byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /// Returns the SHA-256 hash: fast, and enough for what cannot be guessed.
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "***";
  }
}
