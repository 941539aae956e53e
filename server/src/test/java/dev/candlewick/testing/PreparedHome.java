package dev.candlewick.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A data home with a migrated database, made once per run by the program itself and copied for
/// each server, and the cache for faster starts that the same run leaves. First starts in an empty
/// home have tests of their own.
final class PreparedHome {
  private static final Path HOME = prepare();

  private PreparedHome() {}

  /// The options with which a start uses the cache.
  static List<String> options() {
    return List.of("-XX:AOTCache=" + cache(HOME));
  }

  /// Copies the home into an empty one; leaves any other unchanged.
  static void copyInto(Path home) {
    if (!isEmpty(home)) return;
    run("cp", "-a", HOME + "/.", home.toString());
    try {
      Files.delete(cache(home));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isEmpty(Path home) {
    try (Stream<Path> entries = Files.list(home)) {
      return entries.findAny().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path cache(Path home) {
    return home.resolve("startup.aot");
  }

  private static Path prepare() {
    try {
      Path home = Files.createTempDirectory("candlewick-prepared");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> run("rm", "-rf", home.toString())));
      Path log = home.resolve("prepare.log");
      Process process =
          ServerProcess.launch(
              List.of(),
              List.of("-XX:AOTCacheOutput=" + cache(home)),
              home,
              Map.of(),
              log,
              "train-startup");
      if (process.waitFor() != 0 || !Files.exists(cache(home))) {
        throw new AssertionError("no prepared home: " + Files.readString(log));
      }
      Files.delete(log);
      return home;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void run(String... command) {
    try {
      int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (exit != 0) throw new IllegalStateException(List.of(command) + " exits with " + exit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
