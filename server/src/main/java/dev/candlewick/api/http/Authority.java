package dev.candlewick.api.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The host and port of an address: `cw.example.com:8443`, `127.0.0.1`, `[::1]:80`.
///
/// @param host lower case; an IPv6 address in brackets
/// @param port `NONE` where none is written
public record Authority(String host, int port) {
  static final int NONE = -1;

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int MAX_PORT = 65_535;
  private static final Pattern FORM =
      Pattern.compile("(\\[[0-9a-f:.]+]|[a-z0-9_.-]{1,253})(?::([0-9]{0,5}))?");
  private static final Pattern NAME = Pattern.compile("[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\\.?");
  private static final Pattern NUMERIC = Pattern.compile("(?:.*\\.)?[0-9]+\\.?");
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

  /// Reads one host with or without a port; null for anything else. As in a browser, a name that
  /// ends in a number must be an IPv4 address.
  static @Nullable Authority parse(@Nullable String text) {
    if (text == null) return null;
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!form.matches() || !isHost(form.group(1))) return null;
    String digits = form.group(2);
    if (digits == null || digits.isEmpty()) return new Authority(form.group(1), NONE);
    int port = Integer.parseInt(digits);
    return port < 1 || port > MAX_PORT ? null : new Authority(form.group(1), port);
  }

  /// Whether a text has the form of a host with or without a port, even if there can be none of
  /// that name, as `127.999.1.1`.
  public static boolean isWellFormed(String text) {
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    return form.matches() && (!form.group(1).startsWith("[") || ipv6(form.group(1)) != null);
  }

  private static boolean isHost(String host) {
    if (host.startsWith("[")) return ipv6(host) != null;
    if (NUMERIC.matcher(host).matches()) return IPV4.matcher(host).matches();
    return NAME.matcher(host).matches() && !host.contains("..");
  }

  private static @Nullable InetAddress ipv6(String host) {
    String bare = host.substring(1, host.length() - 1);
    try {
      return bare.indexOf(':') < 0 ? null : Inet6Address.ofLiteral(bare);
    } catch (IllegalArgumentException noAddress) {
      return null;
    }
  }

  static int defaultPort(String scheme) {
    return scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
  }

  /// The port a client connects to.
  int portOf(String scheme) {
    return port == NONE ? defaultPort(scheme) : port;
  }

  Authority withPort(int other) {
    return new Authority(host, other);
  }

  /// Whether the host is `localhost` or a loopback address.
  boolean isLoopback() {
    if (host.equals("localhost")) return true;
    if (IPV4.matcher(host).matches()) return host.startsWith("127.");
    InetAddress address = host.startsWith("[") ? ipv6(host) : null;
    return address != null && address.isLoopbackAddress();
  }

  /// As a link of a scheme writes it, without a default port.
  String text(String scheme) {
    int reached = portOf(scheme);
    return reached == defaultPort(scheme) ? host : host + ":" + reached;
  }
}
