package dev.candlewick.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A server process and the port it listens on.
record Postmaster(ProcessHandle process, int port) {

  boolean isAlive() {
    return isRunning(process);
  }

  /// Returns whether a process runs. A dead process whose parent has not collected its exit code
  /// still has a pid, and is alive to kill(2) and `isAlive`.
  static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && !isZombie(process.pid());
  }

  private static boolean isZombie(long pid) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      String text = Files.exists(stat) ? Files.readString(stat) : "";
      return text.indexOf(") Z", text.lastIndexOf(')')) >= 0;
    } catch (IOException e) {
      // The process ended between the two checks; the next check sees it dead.
      return false;
    }
  }

  /// Returns whether the command line is that of a server of this directory; false if it is not
  /// visible.
  static boolean serves(ProcessHandle process, Path data) {
    List<String> arguments = List.of(process.info().arguments().orElse(new String[0]));
    int option = arguments.indexOf("-D");
    return option >= 0
        && option + 1 < arguments.size()
        && arguments.get(option + 1).equals(data.toString());
  }
}
