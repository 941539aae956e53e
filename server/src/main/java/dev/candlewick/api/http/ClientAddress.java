package dev.candlewick.api.http;

import dev.candlewick.settings.HttpSettings;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The address of the client, which is the peer or the client that a trusted proxy names, and the
/// URL under which the client reaches the server.
///
/// @param direct whether nothing shows that a proxy passed the request on
public record ClientAddress(InetAddress address, boolean direct, ServerUrl url) {
  private static final String PROPERTY = "candlewick.address";

  /// A closed connection has no address any more, and its response is not read.
  private static final InetAddress UNSPECIFIED = InetAddress.ofLiteral("0.0.0.0");

  private static final String FORWARDED = "x-forwarded";
  private static final Set<String> PROXY_HEADERS = Set.of("forwarded", "via", "x-real-ip");
  private static final int IPV4_BYTES = 4;
  private static final int NETWORK_GROUPS = 4;

  /// Returns the address that `RateLimitFilter` has determined for this request.
  public static ClientAddress of(ContainerRequestContext request) {
    if (request.getProperty(PROPERTY) instanceof ClientAddress address) return address;
    throw new IllegalStateException("the address of this request was not determined");
  }

  public static ClientAddress determine(
      ContainerRequestContext context, HttpServerRequest request, HttpSettings settings) {
    ClientAddress found = of(request, settings);
    context.setProperty(PROPERTY, found);
    return found;
  }

  /// The same outside of JAX-RS.
  public static ClientAddress of(HttpServerRequest request, HttpSettings settings) {
    InetAddress peer = peer(request);
    Forwarding forwarding = Forwarding.of(request, peer, settings.trustedProxies());
    String scheme = request.isSSL() ? "https" : forwarding.scheme();
    ServerUrl url =
        new ServerUrl(
            Objects.requireNonNullElse(scheme, "http"),
            scheme != null,
            authority(request, forwarding),
            local(request),
            Objects.requireNonNullElse(forwarding.basePath(), settings.basePath()));
    return new ClientAddress(
        Objects.requireNonNullElse(forwarding.client(), peer), direct(request), url);
  }

  /// The host the client used; `X-Forwarded-Port` counts unless the forwarded host has a port.
  private static @Nullable Authority authority(HttpServerRequest request, Forwarding forwarding) {
    Authority forwarded = forwarding.authority();
    Authority named = forwarded == null ? host(request) : forwarded;
    boolean complete = forwarded != null && forwarded.port() != Authority.NONE;
    return named == null || forwarding.port() == null || complete
        ? named
        : named.withPort(forwarding.port());
  }

  /// HTTP/1's `Host`, HTTP/2's `:authority`; null where there is none that can be read.
  private static @Nullable Authority host(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.HOST);
    HostAndPort pseudo = header == null ? request.authority() : null;
    return Authority.parse(pseudo == null ? header : pseudo.toString());
  }

  private static Authority local(HttpServerRequest request) {
    SocketAddress local = request.localAddress();
    InetAddress address = local == null ? null : Forwarding.literal(local.hostAddress());
    if (local == null || address == null) return new Authority("localhost", Authority.NONE);
    boolean ipv4 = address.getAddress().length == IPV4_BYTES;
    String text = address.getHostAddress();
    return new Authority(ipv4 ? text : "[" + text + "]", local.port());
  }

  /// The address itself.
  public String text() {
    return address.getHostAddress();
  }

  /// Whether the client's own connection is encrypted.
  public boolean tls() {
    return url.tls();
  }

  /// Whether the client is a program of this machine, so that no other machine sees the response. A
  /// proxy that adds no header still passes on the host name of its clients.
  public boolean isLocal() {
    return direct && address.isLoopbackAddress() && url.isLoopback();
  }

  /// The unit that limits count: an IPv4 address, or an IPv6 network of 64 bits.
  public String network() {
    if (address.getAddress().length == IPV4_BYTES) return text();
    return String.join(":", List.of(text().split(":")).subList(0, NETWORK_GROUPS));
  }

  /// The address at the other end of the connection, which may be a proxy.
  public static InetAddress peer(HttpServerRequest request) {
    SocketAddress peer = request.remoteAddress();
    InetAddress literal = peer == null ? null : Forwarding.literal(peer.hostAddress());
    return literal == null ? UNSPECIFIED : literal;
  }

  private static boolean direct(HttpServerRequest request) {
    for (Map.Entry<String, String> header : request.headers()) {
      String name = header.getKey();
      if (name.regionMatches(true, 0, FORWARDED, 0, FORWARDED.length())) return false;
      if (PROXY_HEADERS.stream().anyMatch(name::equalsIgnoreCase)) return false;
    }
    return true;
  }
}
