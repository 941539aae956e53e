package dev.candlewick.api.access;

import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Scope;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.stream.Collectors;

/// The caller of a request, as a property of it.
public final class CallerContext {
  private static final String PROPERTY = "candlewick.caller";

  private CallerContext() {}

  /// The caller that `CredentialsFilter` has determined.
  public static Caller of(ContainerRequestContext request) {
    if (request.getProperty(PROPERTY) instanceof Caller caller) return caller;
    throw new IllegalStateException("the caller of this request is not identified");
  }

  /// Refuses a caller whose credentials lack a scope, in an operation that several scopes allow.
  public static void require(Caller caller, Scope scope) {
    if (!caller.scopes().contains(scope)) throw missingScope(List.of(scope));
  }

  public static ApiException missingScope(List<Scope> scopes) {
    String names = scopes.stream().map(Scope::text).collect(Collectors.joining(" or "));
    return new ApiException(ErrorCode.FORBIDDEN, "The credentials lack the scope " + names);
  }

  static void put(ContainerRequestContext request, Caller caller) {
    request.setProperty(PROPERTY, caller);
  }
}
