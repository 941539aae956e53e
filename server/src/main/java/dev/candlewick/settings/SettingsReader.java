package dev.candlewick.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads texts by key from the first source that has one, and converts them to values. A text that
/// cannot be used becomes a problem and is replaced by the default, so that all problems are found
/// in one pass.
final class SettingsReader {
  private final List<Map<String, String>> sources;
  private final List<String> problems;

  SettingsReader(List<Map<String, String>> sources, List<String> problems) {
    this.sources = List.copyOf(sources);
    this.problems = problems;
  }

  /// Returns the text that is set, stripped; an empty text counts as unset.
  Optional<String> given(Key key) {
    return sources.stream()
        .map(source -> source.getOrDefault(key.name(), "").strip())
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  /// Returns the text that is set, else the default; empty when there is neither.
  String text(Key key) {
    return given(key).orElse(key.defaultValue());
  }

  Optional<Secret> secret(Key key) {
    return given(key).map(Secret::new);
  }

  void addProblem(Key key, String fault) {
    addProblem(key, fault, text(key));
  }

  private void addProblem(Key key, String fault, String text) {
    problems.add(key + ": " + fault + (key.secret() ? "" : " (" + redact(text) + ")"));
  }

  /// Returns the text without the secrets that an address may contain: a password before its host,
  /// a key after `?`.
  static String redact(String text) {
    return text.replaceAll("//[^/]*@", "//...@").replaceFirst("(?s)\\?.*", "?...");
  }

  /// Returns the value of the key; if it does not parse, adds a problem and returns the default.
  <T> T value(Key key, String fault, Function<String, Optional<T>> parse) {
    Optional<T> value = parse.apply(text(key));
    if (value.isPresent()) return value.get();
    addProblem(key, fault);
    return parse.apply(key.defaultValue()).orElseThrow();
  }

  int integer(Key key, int min, int max) {
    String fault = "must be a whole number from " + min + " to " + max;
    return value(key, fault, text -> parseInteger(text).filter(n -> n >= min && n <= max));
  }

  private static Optional<Integer> parseInteger(String text) {
    return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  boolean flag(Key key) {
    return value(key, "must be true or false", SettingsReader::parseBoolean);
  }

  private static Optional<Boolean> parseBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> Optional.of(true);
      case "false", "no", "off", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  Duration duration(Key key, Duration min, Duration max) {
    return value(key, durationFault(min, max), text -> between(text, min, max));
  }

  /// Returns the duration of a key without a default; null when it is unset, or wrong.
  @Nullable Duration durationOrNull(Key key, Duration min, Duration max) {
    Optional<String> text = given(key);
    if (text.isEmpty()) return null;
    Optional<Duration> value = between(text.get(), min, max);
    if (value.isEmpty()) addProblem(key, durationFault(min, max));
    return value.orElse(null);
  }

  private static Optional<Duration> between(String text, Duration min, Duration max) {
    return DurationText.parse(text).filter(d -> d.compareTo(min) >= 0 && d.compareTo(max) <= 0);
  }

  private static String durationFault(Duration min, Duration max) {
    return "must be a time like 20s, 500ms, 2m, 1h, 1d or a number of seconds, from %s to %s"
        .formatted(DurationText.of(min), DurationText.of(max));
  }

  /// Returns the distinct entries of a list separated by commas, in their order; an entry that does
  /// not parse becomes a problem and is left out.
  <T> List<T> list(Key key, String fault, Function<String, Optional<T>> parse) {
    var values = new ArrayList<T>();
    for (String entry : entries(text(key))) {
      Optional<T> value = parse.apply(entry);
      if (value.isEmpty()) {
        addProblem(key, fault, entry);
      } else if (!values.contains(value.get())) {
        values.add(value.get());
      }
    }
    return List.copyOf(values);
  }

  private static List<String> entries(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
