package dev.candlewick.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The hosts of a database URL: `db`, `db:5433`, `[::1]:5432`, several separated by commas.
final class HostPort {
  private static final int POSTGRES_PORT = 5432;
  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+]");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?");

  private HostPort() {}

  /// Returns the host in the form of a URL: an IPv6 address in brackets; empty when it is invalid.
  static Optional<String> bracketed(String host) {
    if (BARE.matcher(host).matches()) return Optional.of(host);
    return IPV6.matcher(host).matches() ? Optional.of("[" + host + "]") : Optional.empty();
  }

  /// Returns the same hosts, each with its port; empty when one of them is invalid.
  static Optional<String> complete(String hosts) {
    if (hosts.isEmpty()) return Optional.of("localhost:" + POSTGRES_PORT);
    List<Optional<String>> each =
        Arrays.stream(hosts.split(",", -1)).map(HostPort::completeOne).toList();
    return each.stream().allMatch(Optional::isPresent)
        ? Optional.of(String.join(",", each.stream().map(Optional::get).toList()))
        : Optional.empty();
  }

  private static Optional<String> completeOne(String host) {
    Matcher form = FORM.matcher(host);
    if (!form.matches()) return Optional.empty();
    int port = form.group(2) == null ? POSTGRES_PORT : Integer.parseInt(form.group(2));
    boolean real = port >= 1 && port <= 65_535;
    return real ? Optional.of(form.group(1) + ":" + port) : Optional.empty();
  }
}
