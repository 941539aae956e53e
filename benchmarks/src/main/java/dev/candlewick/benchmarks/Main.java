package dev.candlewick.benchmarks;

import java.util.List;
import java.util.Set;

/// Runs the benchmarks that are named, or all: `save`, `read`, `page`, `plot`.
public final class Main {
  private static final List<String> ALL = List.of("save", "read", "page", "plot");

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    Set<String> chosen = Set.of(arguments.length == 0 ? ALL.toArray(String[]::new) : arguments);
    if (!ALL.containsAll(chosen)) {
      throw new IllegalArgumentException("there are " + ALL + ", not " + chosen);
    }
    try (BenchDatabase database = BenchDatabase.create()) {
      Report.line("Machine: %s", Machine.describe());
      Report.line("Database: %s", database.version());
      if (chosen.contains("save")) new SaveBenchmark(database).run();
      if (chosen.contains("read")) new ReadBenchmark(database).run();
      if (chosen.contains("page")) new PageBenchmark(database).run();
      if (chosen.contains("plot")) new PlotBenchmark().run();
    }
  }
}
