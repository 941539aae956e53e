package dev.candlewick.account;

import dev.candlewick.identity.Account;
import dev.candlewick.identity.Actor;
import dev.candlewick.settings.HttpSettings;
import dev.candlewick.store.Database;
import dev.candlewick.store.account.AccessTokenStore;
import dev.candlewick.store.account.AccountStore;
import dev.candlewick.store.account.AccountStore.FirstAdmin;
import dev.candlewick.store.account.AccountStore.NewAccount;
import dev.candlewick.store.account.AccountStore.Outcome;
import dev.candlewick.store.account.ApiTokenStore;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.store.account.SecretStore;
import dev.candlewick.store.account.SessionStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The accounts: creates and changes them, and has the parts that check their credentials.
public final class Accounts {
  private final AccountStore store;
  private final SecretStore secrets;
  private final PasswordAuthenticator passwordAuthenticator;
  private final AccessTokens accessTokens;
  private final Sessions sessions;
  private final ApiTokens apiTokens;
  private final ResponseEncryption responseEncryption;
  private final InstantSource clock;

  public Accounts(Database database, HttpSettings settings, InstantSource clock) {
    this.clock = clock;
    this.store = new AccountStore(database);
    this.secrets = new SecretStore(database);
    this.passwordAuthenticator =
        new PasswordAuthenticator(
            store,
            new AuditStore(database),
            new SignInThrottle(clock),
            HashingLimit.of(Runtime.getRuntime().availableProcessors()));
    this.accessTokens = new AccessTokens(new AccessTokenStore(database), secrets, settings, clock);
    this.sessions = new Sessions(new SessionStore(database), clock);
    this.apiTokens = new ApiTokens(new ApiTokenStore(database), clock);
    this.responseEncryption = new ResponseEncryption(secrets);
  }

  /// Creates an account.
  ///
  /// @param username in any case; the caller has checked it and the password by `AccountRules`
  public Account create(Actor actor, String username, String password, boolean admin) {
    return store
        .create(actor, newAccount(username, password, admin))
        .orElseThrow(() -> nameTaken(username));
  }

  /// Creates the first administrator, for a caller with the setup code.
  public Account createFirstAdmin(Actor actor, String username, String password, String code) {
    byte[] codeHash = new OpaqueSecret(code).hash();
    return switch (store.createFirstAdmin(actor, newAccount(username, password, true), codeHash)) {
      case FirstAdmin.Created created -> created.account();
      case FirstAdmin.NameTaken taken -> throw nameTaken(username);
      case FirstAdmin.WrongCode wrong ->
          throw new AccountException(
              AccountException.Kind.WRONG_SETUP_CODE, "The setup code is wrong, or was used");
    };
  }

  private NewAccount newAccount(String username, String password, boolean admin) {
    return new NewAccount(
        AccountRules.canonical(username), passwordAuthenticator.hash(password), admin);
  }

  private static AccountException nameTaken(String username) {
    return new AccountException(
        AccountException.Kind.NAME_TAKEN,
        "The username " + AccountRules.canonical(username) + " is taken");
  }

  /// Returns a new code that creates the first administrator, once; empty when there is an
  /// administrator already. An earlier code becomes invalid.
  public Optional<String> createSetupCode() {
    if (hasAdministrator()) return Optional.empty();
    OpaqueSecret code = OpaqueSecret.generate("setup_");
    secrets.setSetupCode(code.hash());
    return Optional.of(code.text());
  }

  /// Returns whether there is an enabled administrator.
  public boolean hasAdministrator() {
    return store.hasAdmin();
  }

  /// Returns whether anyone has an account.
  public boolean hasAccounts() {
    return !store.list(0, 1).isEmpty();
  }

  public Optional<Account> find(long accountId) {
    return store.find(accountId).map(AccountStore.AccountCredentials::account);
  }

  /// Returns the account of a name in any case.
  public Optional<Account> find(String username) {
    if (!AccountRules.isUsername(username)) return Optional.empty();
    return store
        .find(AccountRules.canonical(username))
        .map(AccountStore.AccountCredentials::account);
  }

  /// Returns accounts in the order of their creation.
  ///
  /// @param after only accounts with a greater id; 0 for the first
  public List<Account> list(long after, int limit) {
    return store.list(after, limit);
  }

  /// Sets a password, which ends all sessions and access tokens; false when there is no such
  /// account.
  public boolean setPassword(Actor actor, long accountId, String password) {
    return store.setPassword(actor, accountId, passwordAuthenticator.hash(password));
  }

  /// Changes the caller's own password after the old one was checked. Ends all access tokens and
  /// all sessions but the one kept. False when the account's credentials were ended meanwhile.
  public boolean changePassword(
      Actor actor, Account verified, String password, @Nullable Long keptSession) {
    return store.changePassword(actor, verified, passwordAuthenticator.hash(password), keptSession);
  }

  /// Disables an account, which ends all of it but its data, or enables it again; false when there
  /// is no such account.
  public boolean setDisabled(Actor actor, long accountId, boolean disabled) {
    return requireNotLastAdmin(store.setDisabled(actor, accountId, disabled));
  }

  /// Grants or revokes an account's administrator role; false when there is no such account.
  public boolean setAdmin(Actor actor, long accountId, boolean admin) {
    return requireNotLastAdmin(store.setAdmin(actor, accountId, admin));
  }

  /// Deletes an account with everything it holds; its entries in the audit log stay. False when
  /// there is no such account.
  public boolean delete(Actor actor, long accountId) {
    return requireNotLastAdmin(store.delete(actor, accountId));
  }

  private static boolean requireNotLastAdmin(Outcome outcome) {
    return switch (outcome) {
      case DONE -> true;
      case NO_ACCOUNT -> false;
      case LAST_ADMIN ->
          throw new AccountException(
              AccountException.Kind.CONFLICT, "This is the last administrator");
    };
  }

  public PasswordAuthenticator passwordAuthenticator() {
    return passwordAuthenticator;
  }

  public AccessTokens accessTokens() {
    return accessTokens;
  }

  public Sessions sessions() {
    return sessions;
  }

  public ApiTokens apiTokens() {
    return apiTokens;
  }

  public ResponseEncryption responseEncryption() {
    return responseEncryption;
  }

  public CredentialVerifier credentialVerifier() {
    CredentialCheck credentialCheck =
        new CredentialCheck(store, accessTokens, apiTokens, sessions, clock);
    return new CredentialVerifier(accessTokens, apiTokens, sessions, credentialCheck);
  }
}
