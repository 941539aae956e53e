package dev.candlewick.benchmarks.stream;

import dev.candlewick.benchmarks.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The counts of the clients of one thread. Except for connections and their ends, only the
/// measured seconds count.
final class Tally {
  final Map<String, Integer> failures = new TreeMap<>();
  final Map<String, Integer> readersEnded = new TreeMap<>();
  final Map<String, Integer> stalledEnded = new TreeMap<>();
  final Map<String, Integer> told = new TreeMap<>();
  final Map<String, Long> messages = new TreeMap<>();

  /// The delay of every time in an update, and of the newest in each frame.
  final Histogram updates = new Histogram();

  final Histogram frames = new Histogram();
  final Spread spread = new Spread();
  final List<Long> framesByReader = new ArrayList<>();
  long bytes;
  long pings;
  long backwards;

  static <K> void count(Map<K, Integer> counts, K what) {
    counts.merge(what, 1, Integer::sum);
  }

  void add(Tally other) {
    other.failures.forEach((what, count) -> failures.merge(what, count, Integer::sum));
    other.readersEnded.forEach((what, count) -> readersEnded.merge(what, count, Integer::sum));
    other.stalledEnded.forEach((what, count) -> stalledEnded.merge(what, count, Integer::sum));
    other.told.forEach((what, count) -> told.merge(what, count, Integer::sum));
    other.messages.forEach((what, count) -> messages.merge(what, count, Long::sum));
    updates.add(other.updates);
    frames.add(other.frames);
    spread.add(other.spread);
    framesByReader.addAll(other.framesByReader);
    bytes += other.bytes;
    pings += other.pings;
    backwards += other.backwards;
  }
}
