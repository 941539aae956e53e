package dev.candlewick;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Verifies that tests wait for conditions: only `Waiting` sleeps.
class TestSourcesTest {
  private static final List<String> SLEEPS = List.of("Thread." + "sleep", "park" + "Nanos");

  @Test
  void onlyOneClassSleeps() throws IOException {
    Path sources = Path.of("src/test/java");
    List<Path> files;
    try (Stream<Path> all = Files.walk(sources)) {
      files = all.filter(file -> file.toString().endsWith(".java")).toList();
    }
    assertThat(files).hasSizeGreaterThan(100);
    assertThat(files.stream().filter(TestSourcesTest::sleeps).map(Path::getFileName))
        .containsExactly(Path.of("Waiting.java"));
  }

  private static boolean sleeps(Path file) {
    try {
      String text = Files.readString(file);
      return SLEEPS.stream().anyMatch(text::contains);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
