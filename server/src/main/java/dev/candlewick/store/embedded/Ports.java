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

/// Chooses the server's port and remembers it, so that a person's own connection settings last.
final class Ports {
  /// Below what systems hand out to outgoing connections: none of those takes the port while the
  /// server restarts.
  private static final int FIRST = 20_000;

  private static final int END = 32_000;
  private static final int TRIES = 50;

  private Ports() {}

  static int choose(Path remembered) {
    OptionalInt last = recall(remembered);
    return last.isPresent() && isFree(last.getAsInt()) ? last.getAsInt() : anyFree();
  }

  private static OptionalInt recall(Path remembered) {
    return Faults.io(
        "reading " + remembered,
        () -> {
          String text = Files.exists(remembered) ? Files.readString(remembered).strip() : "";
          return text.matches("\\d{4,5}")
              ? OptionalInt.of(Integer.parseInt(text))
              : OptionalInt.empty();
        });
  }

  static void remember(Path remembered, int port) {
    Faults.act("writing " + remembered, () -> Files.writeString(remembered, port + "\n"));
  }

  private static int anyFree() {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST, END))
        .limit(TRIES)
        .filter(Ports::isFree)
        .findFirst()
        .orElseGet(Ports::systemsChoice);
  }

  private static int systemsChoice() {
    return Faults.io(
        "looking for a free port",
        () -> {
          try (ServerSocket socket = bound(0)) {
            return socket.getLocalPort();
          }
        });
  }

  static boolean isFree(int port) {
    if (port > 0xFFFF) {
      return false;
    }
    try (ServerSocket socket = bound(port)) {
      return socket.isBound();
    } catch (IOException e) {
      // Whatever the reason, this port is not for us.
      return false;
    }
  }

  private static ServerSocket bound(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral(Access.HOST), port));
    return socket;
  }
}
