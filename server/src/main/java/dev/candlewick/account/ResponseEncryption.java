package dev.candlewick.account;

import dev.candlewick.identity.Caller;
import dev.candlewick.store.IdempotencyStore;
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

/// Protection of idempotency keys and stored responses in the database, because requests carry
/// passwords and responses carry tokens: hashes with the server's key (HMAC-SHA-256) and cipher
/// text (AES-256-GCM) under a key that cannot be derived without the caller's own.
public final class ResponseEncryption {
  private static final String MAC = "HmacSHA256";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] serverKey;

  ResponseEncryption(SecretStore secrets) {
    this.serverKey = secrets.getOrCreate("idempotency_key", OpaqueSecret.randomKey());
  }

  /// The cipher of one caller's idempotency key.
  public static final class ResponseCipher {
    private final long accountId;
    private final byte[] hash;
    private final byte[] secret;

    private ResponseCipher(long accountId, byte[] hash, byte[] secret) {
      this.accountId = accountId;
      this.hash = hash;
      this.secret = secret;
    }

    /// Returns the key as it is stored, with a request.
    public IdempotencyStore.Key storedKey(byte[] request) {
      return new IdempotencyStore.Key(accountId, hash, mac(secret, "request", request));
    }

    /// Returns a cipher text that only this cipher can decrypt.
    public byte[] encrypt(byte[] text) {
      byte[] nonce = new byte[NONCE_BYTES];
      RANDOM.nextBytes(nonce);
      byte[] encrypted = transform(Cipher.ENCRYPT_MODE, nonce, text);
      return ByteBuffer.allocate(nonce.length + encrypted.length).put(nonce).put(encrypted).array();
    }

    /// Returns the text of a cipher text of this cipher.
    public byte[] decrypt(byte[] encrypted) {
      byte[] nonce = Arrays.copyOf(encrypted, NONCE_BYTES);
      byte[] text = Arrays.copyOfRange(encrypted, NONCE_BYTES, encrypted.length);
      return transform(Cipher.DECRYPT_MODE, nonce, text);
    }

    private byte[] transform(int mode, byte[] nonce, byte[] text) {
      try {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher.doFinal(text);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a response cannot be encrypted or decrypted", e);
      }
    }
  }

  /// Returns the cipher of a key. Callers without credentials share an account; their addresses
  /// keep them apart.
  public ResponseCipher forKey(Caller caller, String key) {
    String owner =
        caller.isAnonymous() ? "anonymous " + caller.address() : "account " + caller.accountId();
    byte[] text = (owner + "\n" + key).getBytes(StandardCharsets.UTF_8);
    return new ResponseCipher(
        caller.accountId(), mac(serverKey, "key", text), mac(serverKey, "seal", text));
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
