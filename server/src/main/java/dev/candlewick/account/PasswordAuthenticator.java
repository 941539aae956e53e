package dev.candlewick.account;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import dev.candlewick.identity.Caller;
import dev.candlewick.store.StoreException;
import dev.candlewick.store.account.AccountStore;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.store.account.AuditStore.Event;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The check of usernames and passwords. An unknown username, a wrong password and a disabled
/// account give the same result after the same work.
public final class PasswordAuthenticator {
  private static final System.Logger LOG = System.getLogger(PasswordAuthenticator.class.getName());
  private static final int MAX_NAME_LENGTH = 50;

  private final AccountStore accounts;
  private final AuditStore audit;
  private final SignInThrottle throttle;
  private final HashingLimit hashingLimit;
  private final BiPredicate<String, String> passwordVerifier;
  private final Consumer<Duration> pause;

  PasswordAuthenticator(
      AccountStore accounts, AuditStore audit, SignInThrottle throttle, HashingLimit hashingLimit) {
    this(accounts, audit, throttle, hashingLimit, Passwords::verify, PasswordAuthenticator::sleep);
  }

  /// Creates a check with other costly steps than the real ones.
  ///
  /// @param passwordVerifier compares a password with a hash
  /// @param pause waits
  PasswordAuthenticator(
      AccountStore accounts,
      AuditStore audit,
      SignInThrottle throttle,
      HashingLimit hashingLimit,
      BiPredicate<String, String> passwordVerifier,
      Consumer<Duration> pause) {
    this.accounts = accounts;
    this.audit = audit;
    this.throttle = throttle;
    this.hashingLimit = hashingLimit;
    this.passwordVerifier = passwordVerifier;
    this.pause = pause;
  }

  /// Verifies a username and a password and returns the account. Delays the response to an unknown
  /// client while the account is attacked.
  ///
  /// @param address where the request came from
  /// @throws AccountException for wrong credentials, a throttled client, or too many sign-ins at
  ///   once
  public Account authenticate(String name, String password, String address) {
    Actor anonymous = new Actor(Caller.PUBLIC_ACCOUNT, "anonymous", "none", address);
    return authenticate(anonymous, name, password, "account.sign_in_failed");
  }

  /// Verifies the current password of a signed-in caller that is about to change it, and returns
  /// the account. Wrong passwords count like those of sign-ins.
  ///
  /// @throws AccountException as `authenticate` does
  public Account verifyCurrentPassword(Actor caller, String password) {
    return authenticate(caller, caller.name(), password, "account.password_check_failed");
  }

  private Account authenticate(Actor actor, String name, String password, String failureAction) {
    String address = Objects.requireNonNull(actor.address());
    String username = AccountRules.canonical(name);
    String key = AccountRules.isUsername(username) ? username : "";
    throttle.check(key, address);
    pause.accept(throttle.delay(key, address));
    Optional<AccountStore.AccountCredentials> found =
        key.isEmpty() ? Optional.empty() : accounts.find(key);
    boolean correct = hashingLimit.run(() -> attempt(found, password, key, address));
    Account account = found.map(AccountStore.AccountCredentials::account).orElse(null);
    if (!correct || account == null) {
      recordFailure(actor, failureAction, account, username);
      throw AccountException.wrongCredentials();
    }
    throttle.recordSuccess(key, address);
    found
        .map(AccountStore.AccountCredentials::passwordHash)
        .filter(Passwords::needsRehash)
        .ifPresent(old -> tryRehash(account.id(), old, password));
    return account;
  }

  /// Replaces a hash of earlier parameters. A failure must not reject a correct password; the next
  /// sign-in tries again.
  private void tryRehash(long accountId, String old, String password) {
    try {
      accounts.rehash(accountId, old, hash(password));
    } catch (AccountException | StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "a password hash is not renewed: " + e.getMessage());
    }
  }

  /// Compares the password, and counts a failure before the next attempt has its turn. Checks the
  /// throttle again before the hashing, because other attempts may have failed while this one
  /// waited.
  private boolean attempt(
      Optional<AccountStore.AccountCredentials> found,
      String password,
      String key,
      String address) {
    throttle.check(key, address);
    String hash =
        found.map(AccountStore.AccountCredentials::passwordHash).orElseGet(Passwords::dummyHash);
    boolean same = passwordVerifier.test(password, hash);
    boolean enabled = found.filter(one -> !one.account().disabled()).isPresent();
    if (same && enabled) return true;
    throttle.recordFailure(key, address);
    return false;
  }

  private void recordFailure(
      Actor actor, String action, @Nullable Account account, String username) {
    String truncated =
        username.length() <= MAX_NAME_LENGTH ? username : username.substring(0, MAX_NAME_LENGTH);
    audit.append(
        actor,
        new Event(
            account == null ? null : account.id(),
            action,
            truncated.replaceAll("\\p{Cntrl}", "?"),
            Map.of()));
  }

  /// Records a sign-in that opens no session; `Sessions.open` records the others.
  public void auditTokenSignIn(Account account, String address, String purpose) {
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
