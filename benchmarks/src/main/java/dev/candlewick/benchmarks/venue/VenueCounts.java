package dev.candlewick.benchmarks.venue;

import dev.candlewick.benchmarks.Histogram;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/// The counts of messages, connections and requests of the venue.
final class VenueCounts {
  final LongAdder connections = new LongAdder();
  final LongAdder messages = new LongAdder();
  final LongAdder queueFull = new LongAdder();

  /// Requests by path.
  final Map<String, LongAdder> questions = new ConcurrentSkipListMap<>();

  /// The delay of prints after their time; used by the sending thread.
  private final Histogram lateness = new Histogram();

  void asked(String path) {
    questions.computeIfAbsent(path, unseen -> new LongAdder()).increment();
  }

  synchronized void late(long micros) {
    lateness.add(micros);
  }

  synchronized Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("connections", connections.sum());
    figures.put("messages", messages.sum());
    figures.put("queue_full", queueFull.sum());
    figures.put("lateness", lateness.figures());
    Map<String, Long> asked = new LinkedHashMap<>();
    questions.forEach((path, count) -> asked.put(path, count.sum()));
    figures.put("questions", asked);
    return figures;
  }
}
