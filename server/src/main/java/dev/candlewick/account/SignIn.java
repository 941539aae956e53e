package dev.candlewick.account;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import dev.candlewick.identity.Caller;
import dev.candlewick.store.account.AccountStore;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.store.account.AuditStore.Event;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The check of usernames and passwords. An unknown username, a wrong password and a disabled
/// account give the same result after the same work.
public final class SignIn {
  private static final int MAX_NAME_LENGTH = 50;

  private final AccountStore accounts;
  private final AuditStore audit;
  private final SignInThrottle throttle;
  private final HashingLimit hashingLimit;

  SignIn(
      AccountStore accounts, AuditStore audit, SignInThrottle throttle, HashingLimit hashingLimit) {
    this.accounts = accounts;
    this.audit = audit;
    this.throttle = throttle;
    this.hashingLimit = hashingLimit;
  }

  /// Returns the account of a username and a password.
  ///
  /// @param address where the request came from
  public Account check(String name, String password, String address) {
    String username = AccountRules.canonical(name);
    String key = AccountRules.isUsername(username) ? username : "";
    throttle.check(key, address);
    sleep(throttle.delay(key, address));
    Optional<AccountStore.AccountCredentials> found =
        key.isEmpty() ? Optional.empty() : accounts.find(key);
    boolean correct =
        hashingLimit.run(() -> matches(found, password, () -> throttle.check(key, address)));
    Account account = found.map(AccountStore.AccountCredentials::account).orElse(null);
    if (!correct || account == null || account.disabled()) {
      throttle.recordFailure(key, address);
      recordFailure(account, username, address);
      throw AccountException.wrongCredentials();
    }
    throttle.recordSuccess(key, address);
    found
        .map(AccountStore.AccountCredentials::passwordHash)
        .filter(Passwords::needsRehash)
        .ifPresent(old -> accounts.rehash(account.id(), old, hash(password)));
    return account;
  }

  /// Compares the password. Checks the throttle again before the hashing, because other attempts
  /// may have failed while this one waited.
  private static boolean matches(
      Optional<AccountStore.AccountCredentials> found, String password, Runnable beforeHashing) {
    beforeHashing.run();
    boolean same =
        Passwords.verify(
            password,
            found
                .map(AccountStore.AccountCredentials::passwordHash)
                .orElseGet(Passwords::dummyHash));
    return same && found.isPresent();
  }

  private void recordFailure(@Nullable Account account, String username, String address) {
    String truncated =
        username.length() <= MAX_NAME_LENGTH ? username : username.substring(0, MAX_NAME_LENGTH);
    audit.append(
        new Actor(Caller.PUBLIC_ACCOUNT, "anonymous", "none", address),
        new Event(
            account == null ? null : account.id(),
            "account.sign_in_failed",
            truncated.replaceAll("\\p{Cntrl}", "?"),
            Map.of()));
  }

  /// Records a sign-in that opens no session; a session records its own.
  public void recordSuccess(Account account, String address, String purpose) {
    audit.append(
        new Actor(account.id(), account.username(), "password", address),
        new Event(account.id(), "account.sign_in", null, Map.of("for", purpose)));
  }

  /// Returns the hash of a new password.
  String hash(String password) {
    return hashingLimit.run(() -> Passwords.hash(password));
  }

  private static void sleep(Duration time) {
    if (time.isZero()) return;
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
