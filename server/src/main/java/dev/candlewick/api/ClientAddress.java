package dev.candlewick.api;

import dev.candlewick.settings.AddressRange;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a request comes from: its peer, or what a proxy that is trusted says of it.
///
/// @param text an IP address
/// @param tls whether the client's own connection is encrypted
/// @param direct whether nothing says that somebody passed the request on
/// @param host what the client called us: HTTP/1's `Host`, HTTP/2's `:authority`; null without
record ClientAddress(String text, boolean tls, boolean direct, @Nullable String host) {
  private static final String PROPERTY = "candlewick.address";

  /// A connection that is gone has no address any more; nobody reads the answer either.
  private static final String GONE = "0.0.0.0";

  /// Of a request that `CredentialsFilter` has seen.
  static ClientAddress of(ContainerRequestContext request) {
    if (request.getProperty(PROPERTY) instanceof ClientAddress address) return address;
    throw new IllegalStateException("nobody found out where this comes from");
  }

  static ClientAddress find(
      ContainerRequestContext context,
      @Nullable HttpServerRequest request,
      List<AddressRange> trusted) {
    InetAddress peer = peer(request);
    boolean proxy = trusted(peer, trusted);
    InetAddress client = proxy ? forwarded(context, peer, trusted) : peer;
    boolean tls =
        (request != null && request.isSSL())
            || (proxy && "https".equalsIgnoreCase(last(context, "X-Forwarded-Proto")));
    ClientAddress found =
        new ClientAddress(client.getHostAddress(), tls, direct(context), host(request));
    context.setProperty(PROPERTY, found);
    return found;
  }

  /// Whether only this machine can see what is sent.
  boolean loopback() {
    return direct && InetAddress.ofLiteral(text).isLoopbackAddress();
  }

  private static @Nullable String host(@Nullable HttpServerRequest request) {
    HostAndPort named = request == null ? null : request.authority();
    return named == null ? null : named.toString();
  }

  private static InetAddress peer(@Nullable HttpServerRequest request) {
    SocketAddress peer = request == null ? null : request.remoteAddress();
    return InetAddress.ofLiteral(peer == null ? GONE : unscoped(peer.hostAddress()));
  }

  /// Without the network card, which `fe80::1%eth0` names.
  private static String unscoped(String address) {
    int scope = address.indexOf('%');
    return scope < 0 ? address : address.substring(0, scope);
  }

  /// The nearest address that no trusted proxy has.
  private static InetAddress forwarded(
      ContainerRequestContext context, InetAddress peer, List<AddressRange> trusted) {
    InetAddress nearest = peer;
    String header = context.getHeaderString("X-Forwarded-For");
    for (String hop : Arrays.asList((header == null ? "" : header).split(",")).reversed()) {
      if (!trusted(nearest, trusted)) break;
      try {
        nearest = InetAddress.ofLiteral(unscoped(hop.strip()));
      } catch (IllegalArgumentException noAddress) {
        break;
      }
    }
    return nearest;
  }

  private static boolean trusted(InetAddress address, List<AddressRange> trusted) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }

  private static @Nullable String last(ContainerRequestContext context, String header) {
    String value = context.getHeaderString(header);
    return value == null ? null : value.substring(value.lastIndexOf(',') + 1).strip();
  }

  private static boolean direct(ContainerRequestContext context) {
    return context.getHeaders().keySet().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .noneMatch(name ->
            name.equals("forwarded")
                || name.equals("via")
                || name.equals("x-real-ip")
                || name.startsWith("x-forwarded"));
  }
}
