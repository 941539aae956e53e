package dev.candlewick.account;

import dev.candlewick.identity.Caller;
import dev.candlewick.store.KeyedAnswers;
import dev.candlewick.store.account.SecretStore;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Keeps idempotency keys and the answers under them unreadable in the database, because requests
/// carry passwords and answers carry tokens: hashes with the server's key (HMAC-SHA-256) and cipher
/// text (AES-256-GCM) under a key that the caller's own is needed for.
public final class AnswerSeals {
  private static final String MAC = "HmacSHA256";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] serverKey;

  AnswerSeals(SecretStore secrets) {
    this.serverKey = secrets.shared("idempotency_key", OpaqueSecret.key());
  }

  /// The seal of one caller's key.
  public static final class Seal {
    private final long accountId;
    private final byte[] hash;
    private final byte[] secret;

    private Seal(long accountId, byte[] hash, byte[] secret) {
      this.accountId = accountId;
      this.hash = hash;
      this.secret = secret;
    }

    /// The key as it is stored, with a request.
    public KeyedAnswers.Key of(byte[] request) {
      return new KeyedAnswers.Key(accountId, hash, mac(secret, "request", request));
    }

    /// What only this seal opens.
    public byte[] close(byte[] text) {
      byte[] nonce = new byte[NONCE_BYTES];
      RANDOM.nextBytes(nonce);
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, text);
      return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
    }

    /// The text of what this seal closed.
    public byte[] open(byte[] sealed) {
      byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
      byte[] text = Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length);
      return cipher(Cipher.DECRYPT_MODE, nonce, text);
    }

    private byte[] cipher(int mode, byte[] nonce, byte[] text) {
      try {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher.doFinal(text);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("an answer cannot be sealed or opened", e);
      }
    }
  }

  /// The seal of a key. Callers without credentials share an account and are told apart by their
  /// addresses.
  public Seal of(Caller caller, String key) {
    String owner =
        caller.isAnonymous() ? "anonymous " + caller.address() : "account " + caller.accountId();
    byte[] text = (owner + "\n" + key).getBytes(StandardCharsets.UTF_8);
    return new Seal(caller.accountId(), mac(serverKey, "key", text), mac(serverKey, "seal", text));
  }

  private static byte[] mac(byte[] key, String purpose, byte[] text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
