package dev.candlewick.api;

import dev.candlewick.settings.HttpSettings;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Lets an anonymous caller change something only as `PublicWorkspace` says.
@Provider
@Writes
public final class AccessFilter implements ContainerRequestFilter {
  private final HttpSettings settings;

  @Context @Nullable HttpServerRequest request;

  public AccessFilter(HttpSettings settings) {
    this.settings = settings;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    String refusal = PublicWorkspace.refusal(settings.anonymousWrites(), caller(context));
    if (refusal != null) {
      context.abortWith(
          Problem.response(ApiException.unauthorized("This needs credentials: " + refusal)));
    }
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
