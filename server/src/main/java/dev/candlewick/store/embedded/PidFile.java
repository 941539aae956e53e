package dev.candlewick.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The contents of a postmaster's `data/postmaster.pid`; `port` is 0 before it has one.
record PidFile(long pid, int port) {
  private static final int PORT_LINE = 3;

  /// Greater than every system's largest pid, hence never alive.
  private static final String NONEXISTENT_PID = "2147483646";

  static Path path(Path data) {
    return data.resolve("postmaster.pid");
  }

  /// Returns the file's contents; empty when there is none, or an incomplete one after a crash.
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

  /// Removes what a dead server's file would block, and returns whether there was one. The caller
  /// must know that no server runs.
  static boolean clearStale(Path data) {
    Optional<PidFile> file = read(data);
    if (file.isEmpty()) {
      // pg_ctl refuses to start over an empty or incomplete one, whose contents are not needed.
      return IoErrors.call(
          "removing the incomplete " + path(data), () -> Files.deleteIfExists(path(data)));
    }
    if (ProcessHandle.of(file.get().pid()).isPresent()) {
      invalidatePid(data);
    }
    return true;
  }

  /// Replaces the pid. PostgreSQL mistakes any living process with that pid for its predecessor and
  /// refuses to start. The file stays, with a dead pid: it also names the shared memory by which
  /// PostgreSQL detects backends that outlived their postmaster.
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
