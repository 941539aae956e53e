package dev.candlewick.identity;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The caller of a request, as the credential proves.
///
/// @param accountId the account whose data the caller works on
/// @param username null for a caller without credentials
/// @param address where the request came from; null when unknown
/// @param expiresAt when the credential ends at the latest; null when it has no end
public record Caller(
    long accountId,
    @Nullable String username,
    Credential credential,
    Set<Scope> scopes,
    @Nullable String address,
    @Nullable Instant expiresAt) {
  /// The account of the public workspace.
  public static final long PUBLIC_ACCOUNT = 0;

  /// The credential of a caller.
  public sealed interface Credential {
    /// No credential.
    record None() implements Credential {}

    /// A signed access token, by its id.
    ///
    /// @param generation the generation of the account's credentials under which it was issued
    record AccessToken(String id, long generation) implements Credential {}

    /// A browser's session.
    record BrowserSession(long id) implements Credential {}

    /// An API token.
    record ApiToken(long id) implements Credential {}
  }

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /// Returns a caller without credentials.
  public static Caller anonymous(@Nullable String address) {
    return new Caller(PUBLIC_ACCOUNT, null, new Credential.None(), Scope.WORKSPACE, address, null);
  }

  public boolean isAnonymous() {
    return credential instanceof Credential.None;
  }

  /// Returns this caller as an actor for the audit log.
  public Actor actor() {
    String how =
        switch (credential) {
          case Credential.None none -> "none";
          case Credential.AccessToken token -> "access token";
          case Credential.BrowserSession session -> "session " + session.id();
          case Credential.ApiToken token -> "API token " + token.id();
        };
    String name = username == null ? "anonymous" : username;
    return new Actor(accountId, name, how, address);
  }
}
