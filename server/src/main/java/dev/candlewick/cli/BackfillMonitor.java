package dev.candlewick.cli;

import dev.candlewick.ingest.backfill.BackfillReport;
import dev.candlewick.series.Backfill;
import dev.candlewick.store.StoreException;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/// Shows the progress of a backfill until it ends: a bar on a terminal, a line every few seconds
/// elsewhere. While no server runs the jobs of this database, it runs the job itself.
final class BackfillMonitor {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
  private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);

  private final Session session;
  private final PrintWriter err;
  private final boolean verbose;
  private volatile boolean runsHere;

  BackfillMonitor(Session session, PrintWriter err, boolean verbose) {
    this.session = session;
    this.err = err;
    this.verbose = verbose;
  }

  /// Waits for the end. Ctrl-C ends the waiting, not the job, and prints so.
  BackfillReport awaitEnd(long id) {
    Thread detaching = new Thread(() -> printDetached(id), "detach");
    Runtime.getRuntime().addShutdownHook(detaching);
    try {
      return watch(id);
    } finally {
      removeHook(detaching);
    }
  }

  private void printDetached(long id) {
    err.printf(
        Locale.ROOT,
        runsHere
            ? "%nstopped: backfill %d resumes when the server starts; to cancel it: "
            : "%ndetached: backfill %d continues in the server; to cancel it: ",
        id);
    err.printf(Locale.ROOT, "candlewick backfill cancel %d%n", id);
    err.flush();
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM shuts down: the hook runs.
      return;
    }
  }

  private BackfillReport watch(long id) {
    try (ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor();
        Display display = display()) {
      Future<?> own = null;
      for (; ; ) {
        if (own == null && !session.series().isServerRunning()) {
          runsHere = true;
          own = worker.submit(() -> session.runner().run(id));
        }
        if (own != null && own.isDone()) {
          rethrowFault(own);
          own = null;
          runsHere = false;
        }
        Backfill job = session.backfills().find(id).orElseThrow();
        BackfillReport report = session.backfillJobs().reports().of(job);
        display.show(report);
        if (job.state().isFinished()) return report;
        sleep();
      }
    }
  }

  private static void rethrowFault(Future<?> run) {
    try {
      run.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException(e.getCause());
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(POLL_INTERVAL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(StoreException.Kind.HELD, "interrupted", e);
    }
  }

  /// JDK 25 returns null again where there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  private Display display() {
    if (!verbose) return report -> {};
    Console console = System.console();
    return console != null && console.isTerminal() ? new ProgressBarDisplay() : new LineDisplay();
  }

  /// Returns text like `, waiting for Kraken: too many requests until 2026-03-12T14:33:00Z`; empty
  /// for a job that can go on.
  private static String waitingText(BackfillReport report) {
    BackfillReport.Waiting waiting = report.waiting();
    if (waiting == null) return "";
    String end = waiting.until() == null ? "" : " until " + waiting.until();
    return ", waiting for " + waiting.reason() + end;
  }

  private interface Display extends AutoCloseable {
    void show(BackfillReport report);

    @Override
    default void close() {}
  }

  private static final class ProgressBarDisplay implements Display {
    private @Nullable ProgressBar bar;

    @Override
    public void show(BackfillReport report) {
      if (bar == null) {
        bar =
            new ProgressBarBuilder()
                .setTaskName("backfill " + report.id())
                .setInitialMax(report.total())
                .showSpeed()
                .build();
      }
      bar.stepTo(report.done());
      bar.setExtraMessage(" " + report.state() + waitingText(report));
    }

    @Override
    public void close() {
      if (bar != null) bar.close();
    }
  }

  private final class LineDisplay implements Display {
    private Instant next = Instant.EPOCH;

    @Override
    public void show(BackfillReport report) {
      Instant now = session.clock().instant();
      if (now.isBefore(next)) return;
      next = now.plus(LINE_INTERVAL);
      err.printf(
          Locale.ROOT,
          "backfill %d %s: %,d of %,d, %s a second, %s s left%s%n",
          report.id(),
          report.state(),
          report.done(),
          report.total(),
          report.rate() == null ? "-" : report.rate(),
          report.etaSeconds() == null ? "-" : report.etaSeconds(),
          waitingText(report));
      err.flush();
    }
  }
}
