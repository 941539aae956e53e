package dev.candlewick.settings;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The address of the server, and the clients and proxies that it trusts.
///
/// @param host address or name to listen on, IPv6 without brackets
/// @param port 0 for a free one
/// @param corsOrigins origins that a browser may call from, lower case, no slash at the end
/// @param trustedProxies peers whose forwarded headers are used
/// @param basePath path below which clients reach the server, without a slash at the end; empty for
///   the root
/// @param insecureSignIn whether browsers of other machines may sign in without TLS
/// @param jwtSecret signs access tokens; null when none is set
/// @param accessTokenLife time until an access token expires
public record HttpSettings(
    String host,
    int port,
    List<String> corsOrigins,
    List<AddressRange> trustedProxies,
    String basePath,
    AnonymousWrites anonymousWrites,
    boolean allowInsecure,
    boolean insecureSignIn,
    @Nullable Secret jwtSecret,
    Duration accessTokenLife) {
  private static final int MIN_SECRET_BYTES = 32;
  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?\\.?");
  private static final Pattern ORIGIN =
      Pattern.compile("(https?://(?:[a-z0-9._-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?)/?");

  public HttpSettings {
    corsOrigins = List.copyOf(corsOrigins);
    trustedProxies = List.copyOf(trustedProxies);
  }

  /// Returns whether a secret is set that is shorter than its signature.
  public boolean weakSecret() {
    return jwtSecret != null && jwtSecret.bytes() < MIN_SECRET_BYTES;
  }

  /// Returns whether only this machine can reach the listener. A name other than `localhost` counts
  /// as reachable; no name is looked up.
  public boolean loopback() {
    return host.equalsIgnoreCase("localhost")
        || literal(host).map(InetAddress::isLoopbackAddress).orElse(false);
  }

  static HttpSettings read(SettingsReader reader) {
    var settings =
        new HttpSettings(
            reader.value(Key.HOST, "must be an address or a host name", HttpSettings::parseHost),
            reader.integer(Key.PORT, 0, 65_535),
            reader.list(
                Key.CORS_ORIGINS,
                "must be origins like https://app.example.com, never *",
                HttpSettings::origin),
            reader.list(
                Key.TRUSTED_PROXIES,
                "must be addresses or blocks like 10.0.0.0/8",
                AddressRange::parse),
            reader.value(Key.BASE_PATH, "must be a path like /candlewick", BasePath::parse),
            reader.value(
                Key.ANONYMOUS_WRITES,
                "must be loopback, always or never",
                HttpSettings::anonymousWrites),
            reader.flag(Key.ALLOW_INSECURE),
            reader.flag(Key.INSECURE_SIGN_IN),
            reader.secret(Key.JWT_SECRET).orElse(null),
            Duration.ofMinutes(reader.integer(Key.ACCESS_TOKEN_EXPIRE_MINUTES, 1, 1440)));
    settings.rejectInsecure(reader);
    return settings;
  }

  private void rejectInsecure(SettingsReader reader) {
    if (loopback() || allowInsecure) return;
    String beyond = " while HOST is beyond loopback, unless ALLOW_INSECURE=true";
    if (weakSecret()) {
      reader.addProblem(Key.JWT_SECRET, "must have at least 32 bytes" + beyond);
    }
    if (anonymousWrites == AnonymousWrites.ALWAYS) {
      reader.addProblem(Key.ANONYMOUS_WRITES, "is refused" + beyond);
    }
  }

  private static Optional<String> parseHost(String text) {
    String bare = text.startsWith("[") && text.endsWith("]") ? unwrapped(text) : text;
    boolean known = literal(bare).isPresent() || NAME.matcher(bare).matches();
    return known ? Optional.of(bare) : Optional.empty();
  }

  private static String unwrapped(String text) {
    return text.substring(1, text.length() - 1);
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException aName) {
      return Optional.empty();
    }
  }

  private static Optional<String> origin(String text) {
    var form = ORIGIN.matcher(text.toLowerCase(Locale.ROOT));
    return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
  }

  private static Optional<AnonymousWrites> anonymousWrites(String text) {
    return Arrays.stream(AnonymousWrites.values())
        .filter(choice -> choice.name().equalsIgnoreCase(text))
        .findFirst();
  }
}
