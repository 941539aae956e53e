package dev.candlewick.api;

import dev.candlewick.settings.AddressRange;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a request came from: the peer, or whom a trusted proxy names.
///
/// @param address null when it is no address of the network
/// @param here whether a program of this machine asks without a proxy in between
record ClientAddress(@Nullable InetAddress address, boolean here) {
  private static final CharSequence FORWARDED_FOR = name("x-forwarded-for");

  /// What else a proxy leaves.
  private static final CharSequence[] PROXIED = {
    name("forwarded"),
    name("via"),
    name("x-real-ip"),
    name("x-forwarded-host"),
    name("x-forwarded-proto")
  };

  /// Its hash is computed once: these are looked for in every request.
  private static CharSequence name(String header) {
    return HttpHeaders.createOptimized(header);
  }

  static ClientAddress of(HttpServerRequest request, List<AddressRange> trusted) {
    SocketAddress socket = request.remoteAddress();
    InetAddress peer = socket == null ? null : literal(socket.hostAddress());
    if (peer == null) return new ClientAddress(null, false);
    MultiMap headers = request.headers();
    String forwarded = headers.get(FORWARDED_FOR);
    if (forwarded == null) {
      return new ClientAddress(peer, peer.isLoopbackAddress() && !proxied(headers));
    }
    return new ClientAddress(named(peer, forwarded.split(","), trusted), false);
  }

  private static boolean proxied(MultiMap headers) {
    for (CharSequence name : PROXIED) {
      if (headers.contains(name)) return true;
    }
    return false;
  }

  /// The last address that no trusted proxy has: what is left of it, anybody could have written.
  private static InetAddress named(InetAddress peer, String[] chain, List<AddressRange> trusted) {
    InetAddress client = peer;
    for (int i = chain.length - 1; i >= 0 && isTrusted(client, trusted); i--) {
      InetAddress before = literal(chain[i].strip());
      if (before == null) return client;
      client = before;
    }
    return client;
  }

  private static boolean isTrusted(InetAddress address, List<AddressRange> trusted) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }

  private static @Nullable InetAddress literal(@Nullable String text) {
    try {
      return text == null ? null : InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }

  /// What one person has: an IPv4 address, or an IPv6 network of 64 bits.
  String network() {
    if (address == null) return "unknown";
    String text = address.getHostAddress();
    return address.getAddress().length == 4
        ? text
        : String.join(":", List.of(text.split(":")).subList(0, 4));
  }
}
