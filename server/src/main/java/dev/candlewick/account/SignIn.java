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

/// Checks names and passwords. A name nobody has, a wrong password and a disabled account answer
/// the same after the same work.
public final class SignIn {
  private static final int LONGEST_NAME = 50;

  private final AccountStore accounts;
  private final AuditStore audit;
  private final SignInThrottle throttle;
  private final HashSlots slots;

  SignIn(AccountStore accounts, AuditStore audit, SignInThrottle throttle, HashSlots slots) {
    this.accounts = accounts;
    this.audit = audit;
    this.throttle = throttle;
    this.slots = slots;
  }

  /// The account of a name and a password.
  ///
  /// @param address where the request came from
  public Account check(String name, String password, String address) {
    String username = AccountRules.canonical(name);
    String key = AccountRules.isUsername(username) ? username : "";
    throttle.check(key, address);
    pause(throttle.delay(key, address));
    Optional<AccountStore.SignIn> found = key.isEmpty() ? Optional.empty() : accounts.find(key);
    boolean right = slots.run(() -> matches(found, password, () -> throttle.check(key, address)));
    Account account = found.map(AccountStore.SignIn::account).orElse(null);
    if (!right || account == null || account.disabled()) {
      throttle.failed(key, address);
      note(account, username, address);
      throw AccountException.wrongCredentials();
    }
    throttle.succeeded(key, address);
    found
        .map(AccountStore.SignIn::passwordHash)
        .filter(Passwords::needsRehash)
        .ifPresent(old -> accounts.rehash(account.id(), old, hash(password)));
    return account;
  }

  /// Asks the throttle again when its turn has come: others of its kind may have failed meanwhile.
  private static boolean matches(
      Optional<AccountStore.SignIn> found, String password, Runnable atItsTurn) {
    atItsTurn.run();
    boolean same =
        Passwords.verify(
            password, found.map(AccountStore.SignIn::passwordHash).orElseGet(Passwords::nobody));
    return same && found.isPresent();
  }

  private void note(@Nullable Account account, String username, String address) {
    String cut = username.length() <= LONGEST_NAME ? username : username.substring(0, LONGEST_NAME);
    audit.append(
        new Actor(Caller.PUBLIC_ACCOUNT, "anonymous", "none", address),
        new Event(
            account == null ? null : account.id(),
            "account.sign_in_failed",
            cut.replaceAll("\\p{Cntrl}", "?"),
            Map.of()));
  }

  /// Notes a sign-in that is no session's, which notes itself.
  public void succeeded(Account account, String address, String what) {
    audit.append(
        new Actor(account.id(), account.username(), "password", address),
        new Event(account.id(), "account.sign_in", null, Map.of("for", what)));
  }

  /// The hash of a new password.
  String hash(String password) {
    return slots.run(() -> Passwords.hash(password));
  }

  private static void pause(Duration time) {
    if (time.isZero()) return;
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
