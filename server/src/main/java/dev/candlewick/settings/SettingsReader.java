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

/// Texts by key from the first source that has one, turned into values. A text that cannot be used
/// becomes a problem and the default stands in for it, so that all problems are found in one pass.
final class SettingsReader {
  private final List<Map<String, String>> sources;
  private final List<String> problems;

  SettingsReader(List<Map<String, String>> sources, List<String> problems) {
    this.sources = List.copyOf(sources);
    this.problems = problems;
  }

  /// What somebody set, stripped; empty texts count as not set.
  Optional<String> given(Key key) {
    return sources.stream()
        .map(source -> source.getOrDefault(key.name(), "").strip())
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  /// What somebody set, else the default; empty when there is neither.
  String text(Key key) {
    return given(key).orElse(key.byDefault());
  }

  Optional<Secret> secret(Key key) {
    return given(key).map(Secret::new);
  }

  void problem(Key key, String fault) {
    problem(key, fault, text(key));
  }

  private void problem(Key key, String fault, String text) {
    problems.add(key + ": " + fault + (key.secret() ? "" : " (" + shown(text) + ")"));
  }

  /// The text without what an address may carry: a password before its host, a key after `?`.
  static String shown(String text) {
    return text.replaceAll("//[^/]*@", "//...@").replaceFirst("(?s)\\?.*", "?...");
  }

  /// The value of the key; one that does not parse is a problem, and the default is returned.
  <T> T value(Key key, String fault, Function<String, Optional<T>> parse) {
    Optional<T> value = parse.apply(text(key));
    if (value.isPresent()) return value.get();
    problem(key, fault);
    return parse.apply(key.byDefault()).orElseThrow();
  }

  int whole(Key key, int least, int most) {
    String fault = "must be a whole number from " + least + " to " + most;
    return value(key, fault, text -> wholeNumber(text).filter(n -> n >= least && n <= most));
  }

  private static Optional<Integer> wholeNumber(String text) {
    return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  boolean flag(Key key) {
    return value(key, "must be true or false", SettingsReader::truth);
  }

  private static Optional<Boolean> truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> Optional.of(true);
      case "false", "no", "off", "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  Duration duration(Key key, Duration least, Duration most) {
    return value(key, durationFault(least, most), text -> between(text, least, most));
  }

  /// The same for a key without a default; null when it is unset, or wrong.
  @Nullable Duration durationOrNull(Key key, Duration least, Duration most) {
    Optional<String> text = given(key);
    if (text.isEmpty()) return null;
    Optional<Duration> value = between(text.get(), least, most);
    if (value.isEmpty()) problem(key, durationFault(least, most));
    return value.orElse(null);
  }

  private static Optional<Duration> between(String text, Duration least, Duration most) {
    return DurationText.parse(text).filter(d -> d.compareTo(least) >= 0 && d.compareTo(most) <= 0);
  }

  private static String durationFault(Duration least, Duration most) {
    return "must be a time like 20s, 500ms, 2m, 1h, 1d or a number of seconds, from %s to %s"
        .formatted(DurationText.of(least), DurationText.of(most));
  }

  /// The distinct entries of a comma list, in their order; an entry that does not parse is a
  /// problem and left out.
  <T> List<T> list(Key key, String fault, Function<String, Optional<T>> parse) {
    var values = new ArrayList<T>();
    for (String entry : entries(text(key))) {
      Optional<T> value = parse.apply(entry);
      if (value.isEmpty()) {
        problem(key, fault, entry);
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
