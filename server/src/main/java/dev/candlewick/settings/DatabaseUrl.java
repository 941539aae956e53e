package dev.candlewick.settings;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL URL of any dialect (`postgresql://`, `postgres://`, `postgresql+asyncpg://`,
/// `jdbc:postgresql://`), converted to a login. Its messages show no part of the URL, because a
/// password that is not percent-encoded may be in any part.
final class DatabaseUrl {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<scheme>jdbc:postgresql|postgres(?:ql)?(?:\\+[a-z0-9]+)?)://"
              + "(?:(?<login>[^/?]*)@)?(?<hosts>[^/?@]*)(?:/(?<database>[^?]*))?"
              + "(?:\\?(?<query>.*))?");

  /// Names that other clients use for a parameter of the JDBC driver.
  private static final Map<String, String> DRIVER_NAMES =
      Map.of(
          "ssl", "sslmode",
          "connect_timeout", "connectTimeout",
          "application_name", "ApplicationName");

  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private DatabaseUrl() {}

  /// Returns the login of the key; empty when it is unset, or when it is wrong and a problem is
  /// added.
  static Optional<DatabaseLogin> read(SettingsReader reader, Key key) {
    return reader.given(key).flatMap(url -> read(reader, key, url));
  }

  private static Optional<DatabaseLogin> read(SettingsReader reader, Key key, String url) {
    try {
      return Optional.of(parse(url));
    } catch (IllegalArgumentException e) {
      reader.addProblem(key, e.getMessage() == null ? "cannot be read" : e.getMessage());
      return Optional.empty();
    }
  }

  private static DatabaseLogin parse(String url) {
    Matcher form = FORM.matcher(url);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "must look like postgresql://user:password@host:5432/database");
    }
    Map<String, String> parameters = parameters(form);
    String[] login = group(form, "login").split(":", 2);
    String user = first(parameters.remove("user"), decode(login[0]));
    String password =
        first(parameters.remove("password"), login.length < 2 ? "" : decode(login[1]));
    String hosts =
        HostPort.complete(group(form, "hosts"))
            .orElseThrow(() -> new IllegalArgumentException("has an invalid host or port"));
    String name = user.isEmpty() ? System.getProperty("user.name") : user;
    String database = decode(group(form, "database"));
    return new DatabaseLogin(
        "jdbc:postgresql://"
            + hosts
            + "/"
            + encode(database.isEmpty() ? name : database)
            + query(parameters),
        name,
        password.isEmpty() ? null : new Secret(password));
  }

  private static String first(@Nullable String parameter, String written) {
    return written.isEmpty() && parameter != null ? parameter : written;
  }

  private static String group(Matcher form, String name) {
    String text = form.group(name);
    return text == null ? "" : text;
  }

  /// Returns the parameters under the driver's names, decoded, in their order.
  private static Map<String, String> parameters(Matcher form) {
    boolean jdbc = group(form, "scheme").startsWith("jdbc:");
    var parameters = new LinkedHashMap<String, String>();
    for (String pair : group(form, "query").split("&", -1)) {
      if (pair.isEmpty()) continue;
      String[] sides = pair.split("=", 2);
      String name = decode(sides[0]);
      String value = sides.length < 2 ? "" : jdbc ? decodeForm(sides[1]) : decode(sides[1]);
      String known = DRIVER_NAMES.getOrDefault(name, name);
      if (known.equals(name)) parameters.put(name, value);
      else parameters.putIfAbsent(known, value);
    }
    rejectHost(parameters);
    parameters.computeIfPresent("sslmode", (name, mode) -> sslMode(mode));
    return parameters;
  }

  private static void rejectHost(Map<String, String> parameters) {
    if (parameters.containsKey("host") || parameters.containsKey("port")) {
      throw new IllegalArgumentException("must name its host before the database, not after `?`");
    }
  }

  private static String sslMode(String mode) {
    String known =
        switch (mode) {
          case "true", "" -> "verify-full";
          case "false" -> "disable";
          default -> mode;
        };
    if (SSL_MODES.contains(known)) return known;
    throw new IllegalArgumentException(
        "has an sslmode other than disable, allow, prefer, require, verify-ca, verify-full");
  }

  private static String query(Map<String, String> parameters) {
    var query = new StringBuilder();
    parameters.forEach((name, value) ->
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(encode(name))
            .append('=')
            .append(encode(value)));
    return query.toString();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    return decodeForm(text.replace("+", "%2B"));
  }

  private static String decodeForm(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("has a % that is not followed by two hex digits", e);
    }
  }
}
