package dev.candlewick.api;

import dev.candlewick.settings.AddressRange;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a request comes from: its peer, or whom a trusted proxy names.
///
/// @param tls whether the client's own connection is encrypted
/// @param direct whether nothing says that somebody passed the request on
/// @param host what the client called us: HTTP/1's `Host`, HTTP/2's `:authority`; null without
record ClientAddress(InetAddress address, boolean tls, boolean direct, @Nullable String host) {
  private static final String PROPERTY = "candlewick.address";

  /// A connection that is gone has no address any more; nobody reads the answer either.
  private static final InetAddress GONE = InetAddress.ofLiteral("0.0.0.0");

  private static final String FORWARDED = "x-forwarded";
  private static final Set<String> PROXIED = Set.of("forwarded", "via", "x-real-ip");
  private static final int IPV4_BYTES = 4;
  private static final int NETWORK_GROUPS = 4;

  /// Of a request that `RateLimitFilter` has seen, which is the first to see any.
  static ClientAddress of(ContainerRequestContext request) {
    if (request.getProperty(PROPERTY) instanceof ClientAddress address) return address;
    throw new IllegalStateException("nobody found out where this comes from");
  }

  static ClientAddress find(
      ContainerRequestContext context, HttpServerRequest request, List<AddressRange> trusted) {
    ClientAddress found = of(request, trusted);
    context.setProperty(PROPERTY, found);
    return found;
  }

  /// The same outside of JAX-RS.
  static ClientAddress of(HttpServerRequest request, List<AddressRange> trusted) {
    InetAddress peer = peer(request);
    boolean proxy = isTrusted(peer, trusted);
    InetAddress client = proxy ? forwarded(request, peer, trusted) : peer;
    boolean tls =
        request.isSSL()
            || (proxy
                && "https".equalsIgnoreCase(all(request, "X-Forwarded-Proto").getLast().strip()));
    return new ClientAddress(client, tls, direct(request), host(request));
  }

  /// The address itself.
  String text() {
    return address.getHostAddress();
  }

  /// Whether a program of this machine asks, so that nobody else sees what is sent: a proxy that
  /// leaves no trace still passes on the name its callers use.
  boolean here() {
    return direct && address.isLoopbackAddress() && PublicWorkspace.namesThisMachine(host);
  }

  /// What one person has: an IPv4 address, or an IPv6 network of 64 bits.
  String network() {
    if (address.getAddress().length == IPV4_BYTES) return text();
    return String.join(":", List.of(text().split(":")).subList(0, NETWORK_GROUPS));
  }

  private static @Nullable String host(HttpServerRequest request) {
    HostAndPort named = request.authority();
    return named == null ? null : named.toString();
  }

  /// Who is connected, a proxy too.
  static InetAddress peer(HttpServerRequest request) {
    SocketAddress peer = request.remoteAddress();
    InetAddress literal = peer == null ? null : literal(peer.hostAddress());
    return literal == null ? GONE : literal;
  }

  /// The last address that no trusted proxy has: what is left of it, anybody could have written.
  private static InetAddress forwarded(
      HttpServerRequest request, InetAddress peer, List<AddressRange> trusted) {
    InetAddress client = peer;
    for (String hop : all(request, "X-Forwarded-For").reversed()) {
      InetAddress before = isTrusted(client, trusted) ? literal(bare(hop)) : null;
      if (before == null) return client;
      client = before;
    }
    return client;
  }

  /// All values of a header: a proxy may add a line of its own after the caller's.
  private static List<String> all(HttpServerRequest request, String header) {
    return List.of(String.join(",", request.headers().getAll(header)).split(","));
  }

  /// Without the port that some proxies write: `203.0.113.9:51234`, `[2001:db8::1]:443`.
  private static String bare(String hop) {
    String text = hop.strip();
    int bracket = text.indexOf(']');
    if (text.startsWith("[") && bracket > 0) return text.substring(1, bracket);
    int colon = text.indexOf(':');
    boolean port = colon > 0 && colon == text.lastIndexOf(':');
    return port ? text.substring(0, colon) : text;
  }

  private static boolean isTrusted(InetAddress address, List<AddressRange> trusted) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }

  /// Without the network card, which `fe80::1%eth0` names.
  private static @Nullable InetAddress literal(String text) {
    int scope = text.indexOf('%');
    try {
      return InetAddress.ofLiteral(scope < 0 ? text : text.substring(0, scope));
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }

  private static boolean direct(HttpServerRequest request) {
    for (Map.Entry<String, String> header : request.headers()) {
      String name = header.getKey();
      if (name.regionMatches(true, 0, FORWARDED, 0, FORWARDED.length())) return false;
      if (PROXIED.stream().anyMatch(name::equalsIgnoreCase)) return false;
    }
    return true;
  }
}
