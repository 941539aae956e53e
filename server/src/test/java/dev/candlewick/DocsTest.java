package dev.candlewick;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Verifies the pages of the root and of `docs/`: what they name exists, and they are short.
class DocsTest {
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern QUOTED = Pattern.compile("`([^`\\s]+)`");

  /// A Java file, a directory, a page or a type of two words or more.
  private static final Pattern NAME =
      Pattern.compile(
          "(?<path>[\\w./-]+\\.(?:java|md)|\\.?\\w[\\w./-]*/)|(?<type>[A-Z]+[a-z0-9]+(?:[A-Z]+[a-z0-9]*)+)");

  /// Types of the JDK, the driver and others that the pages mention.
  private static final Set<String> FOREIGN = Set.of("BigDecimal", "CopyManager");

  private static RepositoryTree tree;

  @BeforeAll
  static void readTree() throws IOException {
    tree = RepositoryTree.find();
  }

  @Test
  void everyFileDirectoryAndTypeTheyNameExists() throws IOException {
    var missing = new TreeSet<String>();
    for (String page : tree.pages()) {
      names(tree.text(page)).filter(n -> !exists(n)).forEach(n -> missing.add(page + ": " + n));
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyPageStaysShort() throws IOException {
    assertThat(tree.pages()).contains("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md");
    for (String page : tree.pages()) {
      assertThat(tree.text(page).lines().count()).as(page).isLessThanOrEqualTo(limit(page));
    }
  }

  @Test
  void everyDecisionStatesItsStatusFirst() throws IOException {
    for (String page : tree.pages()) {
      if (page.startsWith("docs/decisions/")) {
        assertThat(tree.text(page)).as(page).startsWith("Status: ");
      }
    }
  }

  private static long limit(String page) {
    if (page.equals("README.md")) return 120;
    if (page.equals("ARCHITECTURE.md")) return 200;
    return page.startsWith("docs/decisions/") ? 40 : Long.MAX_VALUE;
  }

  private static Stream<String> names(String page) {
    String prose = FENCED.matcher(page).replaceAll("");
    return QUOTED.matcher(prose).results().map(quote -> quote.group(1)).distinct();
  }

  private static boolean exists(String name) {
    var form = NAME.matcher(name);
    if (!form.matches()) return true;
    if (form.group("path") != null) return tree.holds(name);
    return FOREIGN.contains(name) || tree.holds(name + ".java");
  }
}
