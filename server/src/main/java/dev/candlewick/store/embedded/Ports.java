package dev.candlewick.store.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Chooses the server's port and stores it, so that an operator's own connection settings stay
/// valid.
final class Ports {
  /// Below the range for outgoing connections: none of those takes the port while the server
  /// restarts.
  private static final int FIRST_PORT = 20_000;

  private static final int END_PORT = 32_000;
  private static final int MAX_TRIES = 50;

  private Ports() {}

  static int choose(Path file) {
    OptionalInt last = readRemembered(file);
    return last.isPresent() && isFree(last.getAsInt()) ? last.getAsInt() : findFree();
  }

  private static OptionalInt readRemembered(Path file) {
    return IoErrors.call(
        "reading " + file,
        () -> {
          String text = Files.exists(file) ? Files.readString(file).strip() : "";
          return text.matches("\\d{4,5}")
              ? OptionalInt.of(Integer.parseInt(text))
              : OptionalInt.empty();
        });
  }

  static void remember(Path file, int port) {
    IoErrors.run("writing " + file, () -> Files.writeString(file, port + "\n"));
  }

  private static int findFree() {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST_PORT, END_PORT))
        .limit(MAX_TRIES)
        .filter(Ports::isFree)
        .findFirst()
        .orElseGet(Ports::ephemeralPort);
  }

  private static int ephemeralPort() {
    return IoErrors.call(
        "looking for a free port",
        () -> {
          try (ServerSocket socket = bind(0)) {
            return socket.getLocalPort();
          }
        });
  }

  static boolean isFree(int port) {
    if (port > 0xFFFF) {
      return false;
    }
    try (ServerSocket socket = bind(port)) {
      return socket.isBound();
    } catch (IOException e) {
      // Whatever the reason, this port cannot be used.
      return false;
    }
  }

  private static ServerSocket bind(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral(Access.HOST), port));
    return socket;
  }
}
