package dev.candlewick.account;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/// Hashes of passwords: Argon2id as a PHC string (`$argon2id$v=19$m=19456,t=2,p=1$salt$hash`),
/// which carries its parameters and its salt.
final class Passwords {
  /// What new hashes are made with: 19 MiB, two passes, one lane, 32 bytes.
  private static final Argon2Function CURRENT =
      Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

  /// The hash of nobody's password, so that a name nobody has costs as much as a wrong password.
  private static final String NOBODY = hash(OpaqueSecret.fresh("").text());

  private Passwords() {}

  static String hash(String password) {
    return CURRENT.hash(bytes(password), OpaqueSecret.salt()).getResult();
  }

  /// Whether a password is that of a hash. One with half of a surrogate pair is no password:
  /// encoded it would be another.
  static boolean verify(String password, String hash) {
    boolean same =
        Argon2Function.getInstanceFromHash(hash)
            .check(bytes(password), hash.getBytes(StandardCharsets.UTF_8));
    return same && AccountRules.isWellFormed(password);
  }

  /// A hash that no password has, to check against for as long as against a real one.
  static String nobody() {
    return NOBODY;
  }

  /// Whether a hash was made with other parameters than new ones are.
  static boolean needsRehash(String hash) {
    return !Argon2Function.getInstanceFromHash(hash).equals(CURRENT);
  }

  /// The same letters typed on another system are the same bytes.
  private static byte[] bytes(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
  }
}
