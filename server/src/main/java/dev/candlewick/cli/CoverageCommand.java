package dev.candlewick.cli;

import static java.util.stream.Collectors.joining;

import dev.candlewick.ingest.fetch.CoverageReport;
import dev.candlewick.ingest.fetch.CoverageReport.Tally;
import dev.candlewick.market.Interval;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "coverage",
    description = "Show what is stored of every series, what is missing and why.",
    mixinStandardHelpOptions = true)
final class CoverageCommand implements Callable<Integer> {
  private final Launcher launcher;
  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", arity = "0..1", paramLabel = "SYMBOL", description = "default all")
  @Nullable String symbol;

  @Parameters(index = "1", arity = "0..1", paramLabel = "INTERVAL", description = "default all")
  @Nullable String interval;

  @Option(names = "--provider", description = "default all")
  @Nullable String provider;

  @Option(names = "--json", description = "print JSON, every span included")
  boolean json;

  CoverageCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Session session = launcher.open(spec.commandLine().getErr()::println)) {
      List<CoverageReport> reports =
          CoverageReport.of(
              session.series(),
              session.coverage(),
              provider,
              storedName(session),
              parsedInterval());
      if (json) out.println(Json.toJson(reports));
      else reports.stream().flatMap(report -> lines(report).stream()).forEach(out::println);
      return reports.isEmpty() ? reportNone() : 0;
    }
  }

  /// Reports that there is no series: no error without a filter, as in a new instance; else an
  /// error that names the filter.
  private int reportNone() {
    if (symbol == null && interval == null && provider == null) {
      if (!json) spec.commandLine().getOut().println("no series");
      return 0;
    }
    String named =
        Stream.of(provider, symbol, interval).filter(Objects::nonNull).collect(joining(" "));
    spec.commandLine().getErr().println("candlewick: no series is known of " + named);
    return Commands.FAILED;
  }

  private @Nullable Interval parsedInterval() {
    if (interval == null) return null;
    return Interval.parse(interval)
        .orElseThrow(() ->
            new ParameterException(
                spec.commandLine(), "unknown interval; one of " + Interval.codes()));
  }

  private @Nullable String storedName(Session session) {
    if (symbol == null) return null;
    return session.spellings().storedName(symbol);
  }

  static List<String> lines(Session session, String provider, String symbol, Interval interval) {
    return CoverageReport.of(session.series(), session.coverage(), provider, symbol, interval)
        .stream()
        .flatMap(report -> lines(report).stream())
        .toList();
  }

  private static List<String> lines(CoverageReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%s %s %s: %,d candles from %s to %s, %,d corrected, %.1f MB",
            report.provider(),
            report.symbol(),
            report.interval(),
            report.candles(),
            report.firstOpen(),
            report.lastOpen(),
            report.corrections(),
            report.diskBytes() / 1e6));
    for (Map.Entry<String, Tally> state : report.states().entrySet()) {
      Tally tally = state.getValue();
      if (tally.spans() > 0) {
        lines.add(
            String.format(
                Locale.ROOT,
                "  %-16s %,d span(s), %,d candles",
                state.getKey().replace('_', ' '),
                tally.spans(),
                tally.candles()));
      }
    }
    return lines;
  }
}
