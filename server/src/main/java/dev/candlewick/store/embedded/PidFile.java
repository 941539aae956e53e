package dev.candlewick.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a postmaster says of itself in `data/postmaster.pid`; `port` is 0 before it has one.
record PidFile(long pid, int port) {
  private static final int PORT_LINE = 3;

  /// Beyond every system's largest pid, hence never alive.
  private static final String NONEXISTENT_PID = "2147483646";

  static Path path(Path data) {
    return data.resolve("postmaster.pid");
  }

  /// Empty when there is none, or one that a crash left torn.
  static Optional<PidFile> read(Path data) {
    return IoErrors.call("reading " + path(data), () -> parse(lines(path(data))));
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      // The usual state of a stopped cluster.
      return List.of();
    }
  }

  static Optional<PidFile> parse(List<String> lines) {
    long pid = lines.isEmpty() ? 0 : number(lines.getFirst());
    long port = lines.size() > PORT_LINE ? number(lines.get(PORT_LINE)) : 0;
    return pid <= 0 ? Optional.empty() : Optional.of(new PidFile(pid, (int) port));
  }

  private static long number(String text) {
    String digits = text.strip();
    return digits.matches("\\d{1,9}") ? Long.parseLong(digits) : 0;
  }

  /// Takes away what a dead server's file would block, and tells whether there was one. Only for
  /// whoever knows that no server runs.
  static boolean clearStale(Path data) {
    Optional<PidFile> file = read(data);
    if (file.isEmpty()) {
      // pg_ctl refuses to start over an empty or torn one, which names nothing worth keeping.
      return IoErrors.call(
          "removing the torn " + path(data), () -> Files.deleteIfExists(path(data)));
    }
    if (ProcessHandle.of(file.get().pid()).isPresent()) {
      invalidatePid(data);
    }
    return true;
  }

  /// PostgreSQL takes any living process with that pid for its predecessor and refuses to start.
  /// The file stays, with a dead pid: it also names the shared memory by which PostgreSQL sees
  /// backends that outlived their postmaster.
  private static void invalidatePid(Path data) {
    Path file = path(data);
    IoErrors.run(
        "correcting the stale " + file,
        () -> {
          List<String> lines = new ArrayList<>(Files.readAllLines(file));
          lines.set(0, NONEXISTENT_PID);
          Files.write(file, lines);
        });
  }
}
