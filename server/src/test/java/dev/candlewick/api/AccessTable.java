package dev.candlewick.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The access rules that are expected, written by hand in `access-rules.tsv` and not derived from
/// the code: the callers without credentials that may use an operation (`all`, `workspace`, `local`
/// or `none`), and the scopes of which a credential needs one.
final class AccessTable {
  private static final int COLUMNS = 4;

  private AccessTable() {}

  /// The rule of one operation.
  record Rule(String anonymous, List<String> scopes) {}

  /// Returns the rules by operation: `GET /api/v1/candles`.
  static Map<String, Rule> read() {
    Map<String, Rule> rules = new LinkedHashMap<>();
    text()
        .lines()
        .skip(1)
        .forEach(line -> {
          String[] cells = line.split("\t", -1);
          if (cells.length != COLUMNS) throw new IllegalStateException("not a rule: " + line);
          Rule rule = new Rule(cells[2], Arrays.asList(cells[3].split(" or ", -1)));
          if (rules.put(cells[1] + " " + cells[0], rule) != null) {
            throw new IllegalStateException("two rules of one operation: " + line);
          }
        });
    return rules;
  }

  private static String text() {
    try (InputStream in =
        Objects.requireNonNull(AccessTable.class.getResourceAsStream("access-rules.tsv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
