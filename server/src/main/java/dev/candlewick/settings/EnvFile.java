package dev.candlewick.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of a `.env` file: `KEY=value` lines, optionally preceded by `export`, comments from
/// `#`, values in single quotes (literal) or double quotes (with `\n`, `\"`, `\\`), also over
/// several lines. If a key occurs twice, the last value counts.
final class EnvFile {
  private static final Pattern SKIPPED = Pattern.compile("[ \\t]*(?:#[^\\n]*)?(?:\\r?\\n|$)");
  private static final Pattern ENTRY =
      Pattern.compile(
          "[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.]*)[ \\t]*=[ \\t]*"
              + "(?:\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"|'([^']*+)'|([^\"'\\s][^\\n]*|))"
              + "[ \\t]*(?:#[^\\n]*)?(?:\\r?\\n|\\r?$)",
          Pattern.DOTALL);
  private static final Pattern COMMENT = Pattern.compile("(?:^|[ \\t]+)#.*$");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);

  private EnvFile() {}

  /// Returns the entries of the file, none when it does not exist; errors are added to `problems`.
  static Map<String, String> read(Path file, List<String> problems) {
    if (!Files.exists(file)) return Map.of();
    try {
      return parse(Files.readString(file), file, problems);
    } catch (IOException e) {
      problems.add(file + ": cannot be read as UTF-8 text (" + e.getMessage() + ")");
      return Map.of();
    }
  }

  private static Map<String, String> parse(String raw, Path file, List<String> problems) {
    String text = raw.startsWith("\uFEFF") ? raw.substring(1) : raw;
    var entries = new LinkedHashMap<String, String>();
    Matcher skipped = SKIPPED.matcher(text);
    Matcher entry = ENTRY.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (skipped.region(at, text.length()).lookingAt()) {
        at = skipped.end();
      } else if (entry.region(at, text.length()).lookingAt()) {
        entries.put(entry.group(1), value(entry));
        at = entry.end();
      } else {
        problems.add(file + " line " + line(text, at) + ": is not KEY=value");
        at = nextLine(text, at);
      }
    }
    return entries;
  }

  private static String value(Matcher entry) {
    if (entry.group(2) != null) return unescape(entry.group(2));
    if (entry.group(3) != null) return entry.group(3);
    return COMMENT.matcher(entry.group(4)).replaceFirst("").strip();
  }

  private static String unescape(String quoted) {
    return ESCAPE
        .matcher(quoted)
        .replaceAll(m ->
            Matcher.quoteReplacement(
                switch (m.group(1)) {
                  case "n" -> "\n";
                  case "\"", "\\", "$" -> m.group(1);
                  default -> m.group();
                }));
  }

  private static long line(String text, int at) {
    return 1 + text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  private static int nextLine(String text, int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end + 1;
  }
}
