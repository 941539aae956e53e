package dev.candlewick.loop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state of a background loop of this process.
///
/// @param running whether it has been started and not closed
/// @param failures runs that failed since the start of the process
/// @param fault the kind of the last failure; null when the last run succeeded
public record LoopReport(String name, boolean running, long failures, @Nullable String fault) {
  /// Returns the reports of all loops created so far, by name.
  public static List<LoopReport> all() {
    return LoopHealth.reports();
  }
}
