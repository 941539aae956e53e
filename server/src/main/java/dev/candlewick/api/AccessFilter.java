package dev.candlewick.api;

import dev.candlewick.account.Caller;
import dev.candlewick.account.Scope;
import dev.candlewick.settings.HttpSettings;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lets a caller do what the operation's `Access` allows them.
@Provider
public final class AccessFilter implements ContainerRequestFilter {
  private final HttpSettings settings;

  @Context @Nullable HttpServerRequest request;
  @Context @Nullable ResourceInfo resource;

  public AccessFilter(HttpSettings settings) {
    this.settings = settings;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    Caller caller = Callers.of(context);
    Access access = access();
    ApiException refusal =
        caller.isAnonymous() ? anonymous(access, context) : scoped(access, caller);
    if (refusal != null) context.abortWith(Problem.response(refusal));
  }

  private Access access() {
    if (resource == null) throw new IllegalStateException("no operation");
    return Access.Rule.of(resource.getResourceClass(), resource.getResourceMethod());
  }

  private @Nullable ApiException anonymous(Access access, ContainerRequestContext context) {
    return switch (access.anonymous()) {
      case ANYONE -> null;
      case NOBODY -> ApiException.unauthorized("This needs credentials");
      case WORKSPACE -> {
        String refusal = PublicWorkspace.refusal(settings.anonymousWrites(), caller(context));
        yield refusal == null
            ? null
            : ApiException.unauthorized("This needs credentials: " + refusal);
      }
    };
  }

  private static @Nullable ApiException scoped(Access access, Caller caller) {
    List<Scope> wanted = Stream.concat(Stream.of(access.scope()), Stream.of(access.or())).toList();
    return wanted.stream().anyMatch(caller.scopes()::contains) ? null : Callers.lacking(wanted);
  }

  private PublicWorkspace.Caller caller(ContainerRequestContext context) {
    boolean proxied =
        context.getHeaders().keySet().stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .anyMatch(name ->
                name.equals("forwarded")
                    || name.equals("via")
                    || name.equals("x-real-ip")
                    || name.startsWith("x-forwarded"));
    return new PublicWorkspace.Caller(
        loopback(request == null ? null : request.remoteAddress()),
        authority(),
        proxied,
        context.getHeaderString("Sec-Fetch-Site"),
        context.getHeaderString("Origin"));
  }

  /// The host a caller named: HTTP/1's `Host`, HTTP/2's `:authority`.
  private @Nullable String authority() {
    HostAndPort named = request == null ? null : request.authority();
    return named == null ? null : named.toString();
  }

  private static boolean loopback(@Nullable SocketAddress peer) {
    return peer != null && InetAddress.ofLiteral(peer.hostAddress()).isLoopbackAddress();
  }
}
