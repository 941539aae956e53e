package dev.candlewick.account;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hashes of passwords: Argon2id as a PHC string (`$argon2id$v=19$m=19456,t=2,p=1$salt$hash`),
/// which carries its parameters and its salt. The string is written and parsed here, because the
/// library does both with the case rules of the default locale.
final class Passwords {
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;

  /// The function of new hashes: 19 MiB, two passes, one lane, 32 bytes.
  private static final Argon2Function CURRENT =
      Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);

  /// A hash that was written in a process with a Turkish locale has a dotless i.
  private static final Pattern PHC_PATTERN =
      Pattern.compile(
          "\\$argon2(?<variant>[i\u0131]d|i|d)\\$v=(?<version>[0-9]{1,3})"
              + "\\$m=(?<memory>[0-9]{1,8}),t=(?<passes>[0-9]{1,4}),p=(?<lanes>[0-9]{1,3})"
              + "\\$(?<salt>[A-Za-z0-9+/]+)\\$(?<hash>[A-Za-z0-9+/]+)");

  /// The hash of a random password, so that an unknown username costs as much as a wrong password.
  private static final String DUMMY_HASH = hash(OpaqueSecret.generate("").text());

  @SuppressWarnings("ArrayRecordComponent") // Compared by `MessageDigest` only.
  private record StoredHash(Argon2Function function, byte[] salt, byte[] hash) {}

  private Passwords() {}

  static String hash(String password) {
    byte[] salt = OpaqueSecret.randomSalt();
    byte[] hash = CURRENT.hash(bytes(password), salt).getBytes();
    Base64.Encoder text = Base64.getEncoder().withoutPadding();
    return "$argon2id$v="
        + CURRENT.getVersion()
        + "$m="
        + MEMORY_KIB
        + ",t="
        + PASSES
        + ",p="
        + LANES
        + "$"
        + text.encodeToString(salt)
        + "$"
        + text.encodeToString(hash);
  }

  /// Returns whether a password matches a hash. A text with half of a surrogate pair never matches:
  /// its encoded bytes are those of another text.
  static boolean verify(String password, String hash) {
    StoredHash stored = parse(hash);
    byte[] same = stored.function().hash(bytes(password), stored.salt()).getBytes();
    return MessageDigest.isEqual(same, stored.hash()) && AccountRules.isWellFormed(password);
  }

  /// Returns a hash that no password has, to check against in the same time as against a real one.
  static String dummyHash() {
    return DUMMY_HASH;
  }

  /// Returns whether a hash has other parameters than new ones.
  static boolean needsRehash(String hash) {
    return !parse(hash).function().equals(CURRENT);
  }

  private static StoredHash parse(String text) {
    Matcher form = PHC_PATTERN.matcher(text);
    if (!form.matches()) throw new IllegalStateException("a stored password hash cannot be parsed");
    byte[] hash = Base64.getDecoder().decode(form.group("hash"));
    Argon2Function function =
        Argon2Function.getInstance(
            number(form, "memory"),
            number(form, "passes"),
            number(form, "lanes"),
            hash.length,
            variant(form.group("variant")),
            number(form, "version"));
    return new StoredHash(function, Base64.getDecoder().decode(form.group("salt")), hash);
  }

  private static int number(Matcher form, String name) {
    return Integer.parseInt(form.group(name));
  }

  private static Argon2 variant(String text) {
    return switch (text) {
      case "i" -> Argon2.I;
      case "d" -> Argon2.D;
      default -> Argon2.ID;
    };
  }

  /// Returns the normalized UTF-8 bytes, so that the same letters typed on another system are the
  /// same bytes.
  private static byte[] bytes(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
  }
}
