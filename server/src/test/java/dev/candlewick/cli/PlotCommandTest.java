package dev.candlewick.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.store.backup.BackupManifest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Proves that `candlewick plot` names the file that it cannot write and the reason, before it
/// opens a database or sends a request to a venue.
class PlotCommandTest {
  private final StringWriter errors = new StringWriter();
  @TempDir private Path directory;

  @Test
  void aPlaceWhereNothingCanBeWrittenIsNamedWithTheReason() {
    // No user may write here, not even root.
    Path file = Path.of("/proc/self/btc.png");
    assertThat(plot("--output", file.toString())).isEqualTo(Commands.FAILED);
    assertThat(errors.toString())
        .isEqualTo("candlewick: cannot write " + file + ": " + reason("/proc/self") + "\n");
  }

  @Test
  void aFileInTheWayOfTheDirectoryIsNamed() throws Exception {
    Path inTheWay = Files.createFile(directory.resolve("outputs"));
    Path file = inTheWay.resolve("btc.png");
    assertThat(plot("--output", file.toString())).isEqualTo(Commands.FAILED);
    assertThat(errors.toString())
        .isEqualTo("candlewick: cannot write " + file + ": " + inTheWay + " is not a directory\n");
  }

  @Test
  void aDirectoryInThePlaceOfTheFileIsNamed() throws Exception {
    Path file = Files.createDirectory(directory.resolve("btc.png"));
    assertThat(plot("--output", file.toString())).isEqualTo(Commands.FAILED);
    assertThat(errors.toString())
        .isEqualTo("candlewick: cannot write " + file + ": it is a directory\n");
  }

  @Test
  void aDirectoryThatIsStillToBeMadeIsNoFault() {
    Path file = directory.resolve("a/b/btc.png");
    assertThat(plot("--output", file.toString())).isEqualTo(Commands.FAILED);
    assertThat(errors.toString()).contains("no database in this test");
    assertThat(directory.resolve("a")).doesNotExist();
  }

  private static String reason(String directory) {
    return "the directory " + directory + " cannot be written to";
  }

  private int plot(String... arguments) {
    CommandLine line = Commands.commandLine(new NoDatabase());
    line.setErr(new PrintWriter(errors, true));
    String[] all = new String[arguments.length + 3];
    all[0] = "plot";
    all[1] = "BTC";
    all[2] = "usd";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return line.execute(all);
  }

  /// A launcher without a database.
  private record NoDatabase() implements Launcher {
    @Override
    public Session open(Consumer<String> log) {
      throw away();
    }

    @Override
    public int serve(Consumer<String> log) {
      throw away();
    }

    @Override
    public int trainStartup(Consumer<String> log) {
      throw away();
    }

    @Override
    public int migrate(Consumer<String> log) {
      throw away();
    }

    @Override
    public BackupManifest backup(Path file, boolean force, Consumer<String> log) {
      throw away();
    }

    @Override
    public BackupManifest restore(Path file, boolean replace, Consumer<String> log) {
      throw away();
    }

    @Override
    public List<Finding> diagnose() {
      throw away();
    }

    @Override
    public String version() {
      return "0";
    }

    private static IllegalStateException away() {
      return new IllegalStateException("no database in this test");
    }
  }
}
