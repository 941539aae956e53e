package dev.candlewick.loop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a background loop of this process does.
///
/// @param running whether it has been started and not closed
/// @param failures turns that failed since the start of the process
/// @param fault the kind of the last failure; null when the last turn went well
public record LoopReport(String name, boolean running, long failures, @Nullable String fault) {
  /// Those of all loops that were made, by name.
  public static List<LoopReport> all() {
    return LoopHealth.reports();
  }
}
