package dev.candlewick.api.http;

import dev.candlewick.settings.AddressRange;
import dev.candlewick.settings.BasePath;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The forwarding headers of trusted proxies; null where there is no usable value. A value that is
/// stated twice with a difference, or is malformed, is not used: the client may have written one of
/// them.
///
/// @param client the last address that is not one of a trusted proxy
/// @param scheme `http` or `https`
/// @param port for an authority without one
/// @param basePath without a slash at the end
public record Forwarding(
    @Nullable InetAddress client,
    @Nullable String scheme,
    @Nullable Authority authority,
    @Nullable Integer port,
    @Nullable String basePath) {
  private static final Forwarding NONE = new Forwarding(null, null, null, null, null);
  private static final String FORWARDED = "Forwarded";
  private static final List<String> X_FORWARDED =
      List.of("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port");
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
  private static final int MAX_PORT = 65_535;

  /// Reads the headers of a request; all are null unless the peer is a trusted proxy.
  /// `X-Forwarded-*` wins over `Forwarded`.
  static Forwarding of(HttpServerRequest request, InetAddress peer, List<AddressRange> trusted) {
    if (!isTrusted(peer, trusted)) return NONE;
    Forwarding xForwarded = fromXForwarded(request, peer, trusted);
    if (hasXForwarded(request)) return xForwarded;
    return fromForwarded(request, peer, trusted).orElse(NONE).withBasePath(xForwarded.basePath);
  }

  /// Whether the headers of a trusted proxy contradict each other: `Forwarded` is malformed, or
  /// differs from `X-Forwarded-*`, so that the client wrote one of them.
  public static boolean isContradictory(
      HttpServerRequest request, InetAddress peer, List<AddressRange> trusted) {
    if (!request.headers().contains(FORWARDED) || !isTrusted(peer, trusted)) return false;
    Optional<Forwarding> forwarded = fromForwarded(request, peer, trusted);
    if (forwarded.isEmpty()) return true;
    return hasXForwarded(request)
        && !fromXForwarded(request, peer, trusted).agreesWith(forwarded.get());
  }

  private boolean agreesWith(Forwarding other) {
    String either = Objects.requireNonNullElse(scheme == null ? other.scheme : scheme, "http");
    return same(client, other.client)
        && same(scheme, other.scheme)
        && same(text(authority, either), text(other.authority, either));
  }

  private static boolean same(@Nullable Object one, @Nullable Object other) {
    return one == null || other == null || one.equals(other);
  }

  private static @Nullable String text(@Nullable Authority authority, String scheme) {
    return authority == null ? null : authority.text(scheme);
  }

  private Forwarding withBasePath(@Nullable String path) {
    return new Forwarding(client, scheme, authority, port, path);
  }

  private static boolean hasXForwarded(HttpServerRequest request) {
    return X_FORWARDED.stream().anyMatch(request.headers()::contains);
  }

  private static Forwarding fromXForwarded(
      HttpServerRequest request, InetAddress peer, List<AddressRange> trusted) {
    String port = single(request, "X-Forwarded-Port");
    String prefix = single(request, "X-Forwarded-Prefix");
    return new Forwarding(
        xForwardedClient(request, peer, trusted),
        scheme(single(request, "X-Forwarded-Proto")),
        Authority.parse(single(request, "X-Forwarded-Host")),
        port == null ? null : port(port),
        prefix == null ? null : BasePath.parse(prefix).orElse(null));
  }

  private static @Nullable InetAddress xForwardedClient(
      HttpServerRequest request, InetAddress peer, List<AddressRange> trusted) {
    if (!request.headers().contains("X-Forwarded-For")) return null;
    InetAddress client = peer;
    for (String hop : all(request, "X-Forwarded-For").reversed()) {
      InetAddress before = isTrusted(client, trusted) ? node(hop) : null;
      if (before == null) return client;
      client = before;
    }
    return client;
  }

  /// Each proxy adds an element about the connection it took, so an element counts when the one
  /// after it names a trusted proxy as its client.
  private static Optional<Forwarding> fromForwarded(
      HttpServerRequest request, InetAddress peer, List<AddressRange> trusted) {
    return ForwardedHeader.parse(String.join(",", request.headers().getAll(FORWARDED)))
        .map(elements -> fromForwarded(elements, peer, trusted));
  }

  private static Forwarding fromForwarded(
      List<Map<String, String>> elements, InetAddress peer, List<AddressRange> trusted) {
    InetAddress client = peer;
    String scheme = null;
    Authority authority = null;
    for (Map<String, String> element : elements.reversed()) {
      if (!isTrusted(client, trusted)) break;
      String proto = scheme(element.get("proto"));
      Authority host = Authority.parse(element.get("host"));
      scheme = proto == null ? scheme : proto;
      authority = host == null ? authority : host;
      InetAddress before = node(element.getOrDefault("for", "unknown"));
      if (before == null) break;
      client = before;
    }
    return new Forwarding(client.equals(peer) ? null : client, scheme, authority, null, null);
  }

  /// The one value of a header; null when there is none, or several that differ.
  private static @Nullable String single(HttpServerRequest request, String header) {
    if (!request.headers().contains(header)) return null;
    List<String> values = all(request, header).stream().map(String::strip).distinct().toList();
    return values.size() == 1 ? values.getFirst() : null;
  }

  /// All values of a header: a proxy may add a line of its own after the client's.
  private static List<String> all(HttpServerRequest request, String header) {
    return Arrays.asList(String.join(",", request.headers().getAll(header)).split(",", -1));
  }

  /// Some proxies state the scheme of a WebSocket, `ws` or `wss`.
  private static @Nullable String scheme(@Nullable String text) {
    return switch (text == null ? "" : text.toLowerCase(Locale.ROOT)) {
      case "https", "wss" -> "https";
      case "http", "ws" -> "http";
      default -> null;
    };
  }

  private static @Nullable Integer port(String text) {
    if (!PORT.matcher(text).matches()) return null;
    int port = Integer.parseInt(text);
    return port > MAX_PORT ? null : port;
  }

  /// An address without the port that some proxies write: `203.0.113.9:51234`, `[2001:db8::1]:443`.
  private static @Nullable InetAddress node(String hop) {
    String text = hop.strip();
    int bracket = text.indexOf(']');
    if (text.startsWith("[") && bracket > 0) return literal(text.substring(1, bracket));
    int colon = text.indexOf(':');
    boolean port = colon > 0 && colon == text.lastIndexOf(':');
    return literal(port ? text.substring(0, colon) : text);
  }

  /// An address, without the network card that `fe80::1%eth0` names; null for anything else.
  static @Nullable InetAddress literal(String text) {
    int scope = text.indexOf('%');
    try {
      return InetAddress.ofLiteral(scope < 0 ? text : text.substring(0, scope));
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }

  private static boolean isTrusted(InetAddress address, List<AddressRange> trusted) {
    return trusted.stream().anyMatch(range -> range.contains(address));
  }
}
