package dev.candlewick.api.access;

import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.Problem;
import dev.candlewick.identity.Caller;
import dev.candlewick.identity.Scope;
import dev.candlewick.settings.HttpSettings;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Refuses a caller that the operation's `Access` does not allow.
@Provider
public final class AccessFilter implements ContainerRequestFilter {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private final HttpSettings settings;

  @Context @Nullable HttpServerRequest request;
  @Context @Nullable ResourceInfo resource;

  public AccessFilter(HttpSettings settings) {
    this.settings = settings;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    Caller caller = CallerContext.of(context);
    Access access = access();
    ApiException rejection =
        caller.isAnonymous()
            ? checkAnonymous(access, context)
            : checkAuthenticated(access, caller, context);
    if (rejection != null) context.abortWith(Problem.response(rejection));
  }

  private Access access() {
    if (resource == null) throw new IllegalStateException("no operation");
    return Access.Rule.of(resource.getResourceClass(), resource.getResourceMethod());
  }

  private @Nullable ApiException checkAnonymous(Access access, ContainerRequestContext context) {
    return switch (access.anonymous()) {
      case ALL, LOCAL -> null;
      case NONE -> ApiException.unauthorized("This needs credentials");
      case WORKSPACE -> {
        String rejectReason =
            PublicWorkspaceRule.rejectionReason(
                settings.anonymousWrites(), PublicWorkspaceRule.RequestOrigin.of(context, request));
        yield rejectReason == null
            ? null
            : ApiException.unauthorized("This needs credentials: " + rejectReason);
      }
    };
  }

  /// A browser sends the cookie with requests of every site, so a change must come from our own.
  private static @Nullable ApiException checkAuthenticated(
      Access access, Caller caller, ContainerRequestContext context) {
    boolean reads = SAFE.contains(context.getMethod()) && access.scope() == Scope.READ;
    boolean cookie = caller.credential() instanceof Caller.Credential.BrowserSession;
    if (cookie && !reads && !SameOrigin.isConfirmed(context)) return SameOrigin.crossSiteError();
    return checkScope(access, caller);
  }

  private static @Nullable ApiException checkScope(Access access, Caller caller) {
    List<Scope> wanted = Stream.concat(Stream.of(access.scope()), Stream.of(access.or())).toList();
    return wanted.stream().anyMatch(caller.scopes()::contains)
        ? null
        : CallerContext.missingScope(wanted);
  }
}
