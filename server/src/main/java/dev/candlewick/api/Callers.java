package dev.candlewick.api;

import dev.candlewick.account.Caller;
import jakarta.ws.rs.container.ContainerRequestContext;

/// Where a request carries who asks.
public final class Callers {
  private static final String PROPERTY = "candlewick.caller";

  private Callers() {}

  /// Who asks; `CredentialsFilter` has found out.
  public static Caller of(ContainerRequestContext request) {
    if (request.getProperty(PROPERTY) instanceof Caller caller) return caller;
    throw new IllegalStateException("nobody found out who asks");
  }

  static void put(ContainerRequestContext request, Caller caller) {
    request.setProperty(PROPERTY, caller);
  }
}
