package dev.candlewick.account;

import dev.candlewick.settings.AnonymousWrites;
import dev.candlewick.settings.HttpSettings;
import dev.candlewick.settings.Secret;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The settings of accounts in tests.
final class AccountSettings {
  static final Duration TOKEN_LIFE = Duration.ofMinutes(30);

  private AccountSettings() {}

  /// Returns settings with the key that signs access tokens; null for a generated one.
  static HttpSettings of(@Nullable Secret secret) {
    return new HttpSettings(
        "127.0.0.1",
        0,
        List.of(),
        List.of(),
        "",
        AnonymousWrites.LOOPBACK,
        false,
        false,
        secret,
        TOKEN_LIFE);
  }
}
