package dev.candlewick.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proves how the text of a `.env` file is read.
class EnvFileTest {
  @TempDir Path directory;

  private final List<String> problems = new ArrayList<>();

  @Test
  void readsCommentsQuotesAndExport() throws IOException {
    var entries =
        read(
            """
            # a comment = not an entry

            PLAIN = a b  # behind it
            HASH=a#b
            export EXPORTED=yes
              DOUBLE="a \\"b\\" \\\\ # c\\n$d" # behind it
            SINGLE='a \\n "b" # c'
            EMPTY=
            COMMENTED= # nothing
            LINES="one
            two"
            URL=postgresql://u:p@h/d?sslmode=require&a=b
            TWICE=1
            TWICE=2\
            """);
    assertThat(problems).isEmpty();
    assertThat(entries)
        .containsEntry("PLAIN", "a b")
        .containsEntry("HASH", "a#b")
        .containsEntry("EXPORTED", "yes")
        .containsEntry("DOUBLE", "a \"b\" \\ # c\n$d")
        .containsEntry("SINGLE", "a \\n \"b\" # c")
        .containsEntry("EMPTY", "")
        .containsEntry("COMMENTED", "")
        .containsEntry("LINES", "one\ntwo")
        .containsEntry("URL", "postgresql://u:p@h/d?sslmode=require&a=b")
        .containsEntry("TWICE", "2")
        .hasSize(10);
  }

  @Test
  void readsLinesOfWindowsAndAByteOrderMark() throws IOException {
    assertThat(read("\uFEFFA=1\r\n\r\n# c\r\nB='2'\r\nC=\r\n"))
        .isEqualTo(Map.of("A", "1", "B", "2", "C", ""));
    assertThat(problems).isEmpty();
  }

  @Test
  void aLineThatIsNoEntryIsAProblemAndTheRestIsRead() throws IOException {
    assertThat(read("A=1\nnonsense\nB=\"open\nC=3")).isEqualTo(Map.of("A", "1", "C", "3"));
    assertThat(problems)
        .containsExactly(
            file() + " line 2: is not KEY=value", file() + " line 3: is not KEY=value");
  }

  @Test
  void aMissingFileIsEmptyAndAnUnreadableOneAProblem() throws IOException {
    assertThat(EnvFile.read(file(), problems)).isEmpty();
    assertThat(problems).isEmpty();
    Files.createDirectory(file());
    assertThat(EnvFile.read(file(), problems)).isEmpty();
    assertThat(problems).singleElement().asString().contains("cannot be read");
  }

  private Map<String, String> read(String text) throws IOException {
    Files.writeString(file(), text);
    return EnvFile.read(file(), problems);
  }

  private Path file() {
    return directory.resolve(".env");
  }
}
