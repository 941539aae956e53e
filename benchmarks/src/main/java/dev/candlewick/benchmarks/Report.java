package dev.candlewick.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// The output of a benchmark, on standard output.
public final class Report {
  private Report() {}

  @SuppressWarnings("AnnotateFormatMethod")
  public static void line(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  static <T> double median(List<T> values, ToDoubleFunction<T> part) {
    return median(values.stream().mapToDouble(part).toArray());
  }

  /// Prints one row of figures: the medians over all rounds.
  static void figures(String what, long rows, List<Cost> costs) {
    line(
        "  %-22s %9.0f rows/s  %8.1f ms  CPU of ours %8.1f ms, of the backend %8.1f ms",
        what,
        rows / (median(costs, Cost::wallMillis) / 1000),
        median(costs, Cost::wallMillis),
        median(costs, Cost::ownMillis),
        median(costs, Cost::backendMillis));
  }

  /// Prints the speed relative to the baseline: per round, and the median of the rounds.
  ///
  /// @param bar the least acceptable ratio
  static double ratio(String what, List<Cost> yardstick, List<Cost> ours, double bar) {
    double[] wall = ratios(yardstick, ours, Cost::wallMillis);
    double[] cpu = ratios(yardstick, ours, Cost::cpuMillis);
    line(
        "  %-22s wall %.2f of %s; CPU of both processes %.2f of %s; bar %.2f by wall: %s",
        what,
        median(wall),
        list(wall),
        median(cpu),
        list(cpu),
        bar,
        median(wall) >= bar ? "reached" : "MISSED");
    return median(wall);
  }

  private static double[] ratios(
      List<Cost> yardstick, List<Cost> ours, ToDoubleFunction<Cost> part) {
    double[] ratios = new double[ours.size()];
    Arrays.setAll(
        ratios,
        i ->
            part.applyAsDouble(yardstick.get(i)) / Math.max(part.applyAsDouble(ours.get(i)), 1e-9));
    return ratios;
  }

  private static String list(double[] values) {
    return Arrays.stream(values)
        .mapToObj(value -> String.format(Locale.ROOT, "%.2f", value))
        .toList()
        .toString();
  }
}
