package dev.candlewick.api.access;

import dev.candlewick.account.CredentialVerifier;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.api.http.Problem;
import dev.candlewick.identity.Caller;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/// Determines the caller of a request. Invalid credentials are 401, never "anonymous". A request
/// without credentials continues immediately; others are looked up in the database, off the event
/// loop.
@Provider
@PreMatching
public final class CredentialsFilter implements ContainerRequestFilter {
  private final CredentialVerifier credentials;

  public CredentialsFilter(CredentialVerifier credentials) {
    this.credentials = credentials;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    ClientAddress client = ClientAddress.of(context);
    String header = context.getHeaderString("Authorization");
    String secret = SessionCookie.readSecret(context, client);
    if (header != null) {
      lookUp(context, () -> findCaller(credentials, header, client), Problem.response(invalid()));
    } else if (secret != null) {
      Response signedOut =
          Response.fromResponse(Problem.response(invalid()))
              .cookie(SessionCookie.deletion(client))
              .build();
      lookUp(context, () -> credentials.verifySession(secret, client.text()), signedOut);
    } else {
      CallerContext.put(context, Caller.anonymous(client.text()));
    }
  }

  public static ApiException invalid() {
    return ApiException.unauthorized("The credentials are not valid");
  }

  /// The caller of an `Authorization` header.
  public static Optional<Caller> findCaller(
      CredentialVerifier credentials, String header, ClientAddress client) {
    String text = header.strip();
    int space = text.indexOf(' ');
    if (space < 0) return Optional.empty();
    String secret = text.substring(space + 1).strip();
    return switch (text.substring(0, space).toLowerCase(Locale.ROOT)) {
      case "bearer" -> credentials.verifyBearer(secret, client.text());
      case "token" -> credentials.verifyApiToken(secret, client.text());
      default -> Optional.empty();
    };
  }

  private static void lookUp(
      ContainerRequestContext context, Supplier<Optional<Caller>> caller, Response rejection) {
    var suspended = (ResteasyReactiveContainerRequestContext) context;
    suspended.suspend();
    Thread.ofVirtual()
        .name("credentials")
        .start(() -> {
          try {
            Optional<Caller> found = caller.get();
            if (found.isEmpty()) {
              suspended.abortWith(rejection);
              return;
            }
            CallerContext.put(context, found.get());
            suspended.resume();
          } catch (Throwable e) {
            // Every exception must end the request with a response.
            suspended.resume(e);
          }
        });
  }
}
