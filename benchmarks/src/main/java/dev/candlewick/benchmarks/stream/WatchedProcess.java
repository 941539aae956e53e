package dev.candlewick.benchmarks.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The server's process as Linux shows it under `/proc`.
final class WatchedProcess {
  private static final long TICKS_A_SECOND = 100;
  private static final int FIELD_OF_USER_TIME = 11;
  private static final int FIELD_OF_SYSTEM_TIME = 12;
  private static final String ESTABLISHED = "01";
  private static final int FIELD_OF_LOCAL_ADDRESS = 1;
  private static final int FIELD_OF_STATE = 3;

  private final Path folder;
  private final int port;

  /// A process to sample.
  ///
  /// @param pid 0 samples no process
  /// @param port the server's
  WatchedProcess(long pid, int port) {
    this.folder = Path.of("/proc/" + pid);
    this.port = port;
  }

  /// One sample.
  ///
  /// @param second since the measurement began
  /// @param cpuSeconds since the process began
  /// @param peakMegabytes the maximum resident size since the process began
  /// @param connections on the server's side
  record Sample(
      double second, double cpuSeconds, double megabytes, double peakMegabytes, int connections) {}

  Sample sample(double second) throws IOException {
    if (!Files.isDirectory(folder)) return new Sample(second, 0, 0, 0, connections());
    List<String> status = Files.readAllLines(folder.resolve("status"));
    return new Sample(
        second,
        cpuSeconds(),
        megabytes(status, "VmRSS:"),
        megabytes(status, "VmHWM:"),
        connections());
  }

  /// The second field is the command in brackets, which may contain any character.
  private double cpuSeconds() throws IOException {
    String stat = Files.readString(folder.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks =
        Long.parseLong(fields[FIELD_OF_USER_TIME]) + Long.parseLong(fields[FIELD_OF_SYSTEM_TIME]);
    return (double) ticks / TICKS_A_SECOND;
  }

  private static double megabytes(List<String> status, String name) {
    return status.stream()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private int connections() throws IOException {
    return connections(Path.of("/proc/net/tcp")) + connections(Path.of("/proc/net/tcp6"));
  }

  private int connections(Path table) throws IOException {
    if (!Files.isReadable(table)) return 0;
    String local = String.format(Locale.ROOT, ":%04X", port);
    try (Stream<String> lines = Files.lines(table)) {
      return (int)
          lines
              .map(line -> line.strip().split("\\s+", FIELD_OF_STATE + 2))
              .filter(fields -> fields[FIELD_OF_STATE].equals(ESTABLISHED))
              .filter(fields -> fields[FIELD_OF_LOCAL_ADDRESS].endsWith(local))
              .count();
    }
  }
}
