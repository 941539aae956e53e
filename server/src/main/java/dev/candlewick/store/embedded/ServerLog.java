package dev.candlewick.store.embedded;

import dev.candlewick.store.StoreException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The server's log from `start` on, the part that one start wrote. Its size is limited at each
/// start.
record ServerLog(Path file, long start) {
  static final long LIMIT_BYTES = 20L << 20;
  private static final int READ_BYTES = 1 << 16;
  private static final int TAIL_LINES = 15;

  /// The reason of a failed start, as far as the server's log states it.
  enum Failure {
    DISK_FULL(Kind.DISK_FULL),
    PORT_TAKEN(Kind.HELD),
    /// Backends that outlived their postmaster, or a dead postmaster whose exit code was not
    /// collected.
    LEFTOVER_PROCESSES(Kind.UNAVAILABLE),
    OTHER(Kind.MISCONFIGURED);

    private final Kind kind;

    Failure(Kind kind) {
      this.kind = kind;
    }

    Kind kind() {
      return kind;
    }
  }

  static ServerLog open(Path file, Privileges privileges) {
    return IoErrors.call(
        "preparing the log " + file,
        () -> {
          rotate(file);
          Files.write(file, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          privileges.changeOwner(file);
          return new ServerLog(file, Files.size(file));
        });
  }

  private static void rotate(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) > LIMIT_BYTES) {
      Path old = file.resolveSibling(file.getFileName() + ".1");
      Files.move(file, old, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Returns the newest 64 KiB.
  String text() {
    return IoErrors.call("reading the log " + file, this::read);
  }

  private String read() throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.position(Math.max(start, channel.size() - READ_BYTES));
      ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
      int read = 0;
      while (read >= 0 && buffer.hasRemaining()) {
        read = channel.read(buffer);
      }
      return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
    }
  }

  Failure failure() {
    String text = text();
    if (IoErrors.isDiskFull(text)) {
      return Failure.DISK_FULL;
    }
    if (text.contains("could not create any TCP/IP sockets")) {
      return Failure.PORT_TAKEN;
    }
    boolean leftovers =
        text.contains("pre-existing shared memory block")
            || text.contains("lock file \"postmaster.pid\" already exists");
    return leftovers ? Failure.LEFTOVER_PROCESSES : Failure.OTHER;
  }

  static String tail(String text) {
    List<String> lines = text.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }
}
