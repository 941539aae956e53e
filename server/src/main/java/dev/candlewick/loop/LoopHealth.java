package dev.candlewick.loop;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// The health of the loops of this process, by name; a loop that is opened again continues the
/// counts of its name.
final class LoopHealth {
  private static final Map<String, LoopHealth> ALL = new ConcurrentSkipListMap<>();

  private final String name;
  private int running;
  private long failures;
  private @Nullable String fault;

  private LoopHealth(String name) {
    this.name = name;
  }

  static LoopHealth of(String name) {
    return ALL.computeIfAbsent(name, LoopHealth::new);
  }

  static List<LoopReport> reports() {
    return ALL.values().stream().map(LoopHealth::report).toList();
  }

  synchronized void recordStart() {
    running++;
  }

  synchronized void recordEnd() {
    running--;
  }

  synchronized void recordSuccess() {
    fault = null;
  }

  synchronized void recordFailure(Throwable failure) {
    failures++;
    fault = failure.getClass().getSimpleName();
  }

  private synchronized LoopReport report() {
    return new LoopReport(name, running > 0, failures, fault);
  }
}
