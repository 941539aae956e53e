package dev.candlewick.benchmarks;

import java.util.List;
import java.util.Set;

/// Runs the named benchmarks, or all: `frame`, `plot`, `save`, `read`, `page`, `markets`.
public final class Main {
  private static final List<String> WITH_DATABASE = List.of("save", "read", "page", "markets");
  private static final List<String> ALL = 
      List.of("frame", "plot", "save", "read", "page", "markets");

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    Set<String> chosen = Set.of(arguments.length == 0 ? ALL.toArray(String[]::new) : arguments);
    if (!ALL.containsAll(chosen)) {
      throw new IllegalArgumentException("there are " + ALL + ", not " + chosen);
    }
    Report.line("Machine: %s", Machine.describe());
    if (chosen.contains("frame")) new FrameBenchmark().run();
    if (chosen.contains("plot")) new PlotBenchmark().run();
    if (WITH_DATABASE.stream().anyMatch(chosen::contains)) runWithDatabase(chosen);
  }

  private static void runWithDatabase(Set<String> chosen) throws Exception {
    try (BenchDatabase database = BenchDatabase.create()) {
      Report.line("Database: %s", database.version());
      if (chosen.contains("save")) new SaveBenchmark(database).run();
      if (chosen.contains("read")) ReadBenchmark.run(database);
      if (chosen.contains("page")) new PageBenchmark(database).run();
      if (chosen.contains("markets")) new MarketsBenchmark(database).run();
    }
  }
}
