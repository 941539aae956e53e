package dev.candlewick.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/// The cost of a piece of work.
///
/// @param ownMillis CPU of this process, its collector and compiler included
/// @param backendMillis CPU of the PostgreSQL backend that served it; 0 where Linux does not report
///   it
record Cost(double wallMillis, double ownMillis, double backendMillis) {
  private static final double NANOS = 1e6;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /// Work that may fail as database work does.
  interface Work {
    void run() throws SQLException, IOException;
  }

  double cpuMillis() {
    return ownMillis + backendMillis;
  }

  Cost per(int times) {
    return new Cost(wallMillis / times, ownMillis / times, backendMillis / times);
  }

  static Cost of(long backend, Work work) throws SQLException, IOException {
    long backendBefore = backendNanos(backend);
    long own = SYSTEM.getProcessCpuTime();
    long wall = System.nanoTime();
    work.run();
    long wallAfter = System.nanoTime();
    long ownAfter = SYSTEM.getProcessCpuTime();
    return new Cost(
        (wallAfter - wall) / NANOS,
        (ownAfter - own) / NANOS,
        (backendNanos(backend) - backendBefore) / NANOS);
  }

  /// The first number of `schedstat` is the value that `stat` counts in ticks of 10 ms, in
  /// nanoseconds.
  private static long backendNanos(long pid) throws IOException {
    Path file = Path.of("/proc/" + pid + "/schedstat");
    if (!Files.isReadable(file)) return 0;
    String text = Files.readString(file);
    return Long.parseLong(text.substring(0, text.indexOf(' ')));
  }
}
