package dev.candlewick.cli;

import dev.candlewick.catalog.NameException;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.backfill.BackfillReport;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.market.TimeText;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.series.Backfill;
import dev.candlewick.store.candle.CandleStore;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "backfill",
    description = {
      "Fetch all candles of a range; stored ones are not requested again.",
      "If a server is running, it runs the job and this command shows the progress.",
      "Any venue with candles: binance, coinbase, kraken (its last 720 candles of an interval;",
      "older ones are unavailable) and simulated."
    },
    synopsisSubcommandLabel = "[cancel ID]",
    mixinStandardHelpOptions = true)
final class BackfillCommand implements Callable<Integer> {
  private final Launcher launcher;
  @Spec CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      split = ",",
      paramLabel = "SYMBOL[,SYMBOL...]",
      description = "BTCUSDT, BTC/USDT, bitcoin")
  List<String> symbols = List.of();

  @Parameters(
      index = "1",
      split = ",",
      paramLabel = "INTERVAL[,INTERVAL...]",
      description = "1s 1m 3m 5m 15m 30m 1h 2h 4h 6h 8h 12h 1d 3d 1w 1M")
  List<String> intervals = List.of();

  @Option(names = "--from", paramLabel = "TIME", description = "first open time (UTC)")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "TIME", description = "end, exclusive; default now")
  @Nullable String to;

  @Option(
      names = "--provider",
      defaultValue = Providers.DEFAULT_VENUE,
      description = "binance, coinbase, kraken or simulated; default ${DEFAULT-VALUE}")
  String provider = Providers.DEFAULT_VENUE;

  @Option(names = "--follow", description = "keep the series current in the server from then on")
  boolean follow;

  @Option(names = "--json", description = "print the job as JSON when it ends")
  boolean json;

  BackfillCommand(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    if (symbols.isEmpty()) {
      throw usageError("SYMBOL and INTERVAL are missing, as in: candlewick backfill BTCUSDT 1h");
    }
    if (intervals.isEmpty()) {
      throw usageError(
          "INTERVAL is missing, as in: candlewick backfill " + symbols.getFirst() + " 1h");
    }
    List<Interval> wanted = intervals.stream().map(this::interval).toList();
    Instant start = from == null ? CandleStore.MIN_OPEN_TIME : time("--from", from);
    Instant now = Instant.now();
    Instant end = to == null ? now.truncatedTo(ChronoUnit.SECONDS) : time("--to", to);
    if (!start.isBefore(end)) throw usageError("--from must be before " + end);
    try (Session session = launcher.open(err::println)) {
      requireOffered(session, wanted);
      List<Symbol> resolved = symbols.stream().map(text -> symbol(session, text)).toList();
      Backfill job =
          session
              .backfillJobs()
              .requests()
              .submit(new Backfill.Request(provider, start, end, follow), resolved, wanted);
      BackfillReport report = new BackfillMonitor(session, err, !json).awaitEnd(job.id());
      print(report, session);
      return report.state() == Backfill.State.DONE ? 0 : Commands.INCOMPLETE;
    }
  }

  @Command(
      name = "cancel",
      description = "Cancel a backfill; stored candles stay.",
      mixinStandardHelpOptions = true)
  int cancel(@Parameters(paramLabel = "ID", description = "id of the backfill") long id) {
    PrintWriter err = spec.commandLine().getErr();
    try (Session session = launcher.open(err::println)) {
      Backfill job = session.backfills().find(id).orElse(null);
      if (job == null) {
        err.println("candlewick: there is no backfill " + id);
        return Commands.FAILED;
      }
      if (!session.backfills().requestCancel(id)) {
        String state = job.state().name().toLowerCase(Locale.ROOT);
        err.println("candlewick: backfill " + id + " has ended already: " + state);
        return Commands.FAILED;
      }
      if (!session.series().isServerRunning()) session.runner().run(id);
      spec.commandLine().getOut().println("backfill " + id + " is cancelled; stored candles stay");
      return 0;
    }
  }

  private void requireOffered(Session session, List<Interval> wanted) {
    CandleProvider venue = session.providers().find(provider).orElse(null);
    if (venue == null) throw usageError("--provider must be one of " + session.providers().names());
    for (Interval interval : wanted) {
      if (venue.intervals().contains(interval)) continue;
      String offered =
          venue.intervals().stream().sorted().map(Interval::code).collect(Collectors.joining(" "));
      throw usageError(provider + " has no candles of " + interval.code() + "; it has " + offered);
    }
  }

  private void print(BackfillReport report, Session session) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.toJson(report));
      return;
    }
    out.printf(
        Locale.ROOT,
        "backfill %d %s: %,d inserted, %,d already there, %s, of %,d; %,d"
            + " corrected, %,d requests%n",
        report.id(),
        report.state(),
        report.inserted(),
        report.duplicates(),
        withoutCandle(report),
        report.total(),
        report.corrected(),
        report.requests());
    for (BackfillReport.Part part : report.series()) {
      CoverageCommand.lines(session, provider, part.symbol(), part.interval())
          .forEach(out::println);
    }
    if (report.error() != null) out.println("error: " + report.error());
  }

  /// Returns text like `122 confirmed empty, 3 failed`; a state with no grid time is left out.
  private static String withoutCandle(BackfillReport report) {
    Map<String, Long> states = new LinkedHashMap<>();
    states.put("confirmed empty", Objects.requireNonNullElse(report.confirmedEmpty(), 0L));
    states.put("unavailable", Objects.requireNonNullElse(report.unavailable(), 0L));
    states.put("failed", Objects.requireNonNullElse(report.failed(), 0L));
    states.put("missing", Objects.requireNonNullElse(report.missing(), 0L));
    String parts =
        states.entrySet().stream()
            .filter(state -> state.getValue() > 0)
            .map(state -> String.format(Locale.ROOT, "%,d %s", state.getValue(), state.getKey()))
            .collect(Collectors.joining(", "));
    return parts.isEmpty() ? "none without a candle" : parts;
  }

  private Interval interval(String code) {
    return Interval.parse(code)
        .orElseThrow(
            () -> usageError("unknown interval '" + code + "'; one of " + Interval.codes()));
  }

  private Instant time(String option, String text) {
    return TimeText.parse(text)
        .orElseThrow(() -> usageError(option + " must be like 2025-01-10 or 2025-01-10T12:00:00Z"));
  }

  private Symbol symbol(Session session, String text) {
    try {
      return session.symbols().market(provider, text).symbol();
    } catch (NameException e) {
      throw usageError(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException usageError(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
