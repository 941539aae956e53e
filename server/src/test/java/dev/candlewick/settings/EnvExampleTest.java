package dev.candlewick.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Proves that `.env.example` lists exactly the keys the program reads, each with its default.
class EnvExampleTest {
  private static final Pattern ENTRY = Pattern.compile("#? ?([A-Z][A-Z0-9_]*)=(.*)");

  @Test
  void theExampleShowsEveryKeyWithItsDefault() throws IOException {
    Map<String, String> known =
        Arrays.stream(Key.values()).collect(Collectors.toMap(Key::name, Key::defaultValue));
    Map<String, String> shown =
        lines().stream()
            .map(ENTRY::matcher)
            .filter(line -> line.matches())
            .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));
    assertThat(shown).isEqualTo(known);
  }

  @Test
  void theExampleSetsNothing() throws IOException {
    assertThat(lines()).isNotEmpty().allMatch(line -> line.isEmpty() || line.startsWith("#"));
  }

  private static List<String> lines() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve(".env.example"))) root = root.getParent();
    return Files.readAllLines(root.resolve(".env.example"));
  }
}
