package dev.candlewick.api.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The header `Forwarded` of RFC 7239: one element of parameters for each proxy, in the order in
/// which the request passed them.
final class ForwardedHeader {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final String QUOTED =
      "\"(?:[\\t !#-\\[\\]-~\\x80-\\xff]|\\\\[\\t -~\\x80-\\xff])*\"";
  private static final Pattern PARAMETER =
      Pattern.compile("\\s*(" + TOKEN + ")=(" + TOKEN + "|" + QUOTED + ")\\s*([;,]?)");

  private ForwardedHeader() {}

  /// The elements, with parameter names in lower case; empty when the text is not of that form, as
  /// when a quote of one proxy covers what the next one adds.
  static Optional<List<Map<String, String>>> parse(String text) {
    List<Map<String, String>> elements = new ArrayList<>();
    Map<String, String> element = new HashMap<>();
    Matcher parameter = PARAMETER.matcher(text);
    int at = 0;
    String separator = ",";
    while (at < text.length() && !separator.isEmpty()) {
      if (!parameter.find(at) || parameter.start() != at) return Optional.empty();
      String name = parameter.group(1).toLowerCase(Locale.ROOT);
      if (element.put(name, unquoted(parameter.group(2))) != null) return Optional.empty();
      separator = parameter.group(3);
      if (!separator.equals(";")) {
        elements.add(element);
        element = new HashMap<>();
      }
      at = parameter.end();
    }
    return at == text.length() && separator.isEmpty() ? Optional.of(elements) : Optional.empty();
  }

  private static String unquoted(String value) {
    if (!value.startsWith("\"")) return value;
    return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
  }
}
