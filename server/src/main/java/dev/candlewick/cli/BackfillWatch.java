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

/// Watches a backfill to its end: a bar on a terminal, a line now and then elsewhere. While no
/// server runs the jobs of this database, it runs the job itself.
final class BackfillWatch {
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration LINE = Duration.ofSeconds(5);

  private final Session session;
  private final PrintWriter err;
  private final boolean talk;
  private volatile boolean runsHere;

  BackfillWatch(Session session, PrintWriter err, boolean talk) {
    this.session = session;
    this.err = err;
    this.talk = talk;
  }

  /// Watches to the end. Ctrl-C ends the watching, not the job, and says so.
  BackfillReport untilEnd(long id) {
    Thread detaching = new Thread(() -> sayDetached(id), "detach");
    Runtime.getRuntime().addShutdownHook(detaching);
    try {
      return watched(id);
    } finally {
      forget(detaching);
    }
  }

  private void sayDetached(long id) {
    err.printf(
        Locale.ROOT,
        runsHere
            ? "%nstopped: backfill %d goes on where it was as soon as the server starts, or cancel it: "
            : "%ndetached: backfill %d goes on in the server; to cancel it: ",
        id);
    err.printf(Locale.ROOT, "candlewick backfill cancel %d%n", id);
    err.flush();
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is being stopped: the hook runs.
      return;
    }
  }

  private BackfillReport watched(long id) {
    try (ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor();
        Display display = display()) {
      Future<?> own = null;
      for (; ; ) {
        if (own == null && !session.series().served()) {
          runsHere = true;
          own = worker.submit(() -> session.runner().run(id));
        }
        if (own != null && own.isDone()) {
          fault(own);
          own = null;
          runsHere = false;
        }
        Backfill job = session.backfills().find(id).orElseThrow();
        BackfillReport report = BackfillReport.of(job, session.clock().instant());
        display.show(report);
        if (job.state().finished()) return report;
        rest();
      }
    }
  }

  private static void fault(Future<?> run) {
    try {
      run.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException(e.getCause());
    }
  }

  private static void rest() {
    try {
      Thread.sleep(LOOK);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(StoreException.Kind.HELD, "interrupted", e);
    }
  }

  /// JDK 25 answers null again where there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  private Display display() {
    if (!talk) return report -> {};
    Console console = System.console();
    return console != null && console.isTerminal() ? new Gauge() : new Lines();
  }

  private interface Display extends AutoCloseable {
    void show(BackfillReport report);

    @Override
    default void close() {}
  }

  private static final class Gauge implements Display {
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
      bar.setExtraMessage(" " + report.state());
    }

    @Override
    public void close() {
      if (bar != null) bar.close();
    }
  }

  private final class Lines implements Display {
    private Instant next = Instant.EPOCH;

    @Override
    public void show(BackfillReport report) {
      Instant now = session.clock().instant();
      if (now.isBefore(next)) return;
      next = now.plus(LINE);
      err.printf(
          Locale.ROOT,
          "backfill %d %s: %,d of %,d, %s a second, %s s left%n",
          report.id(),
          report.state(),
          report.done(),
          report.total(),
          report.rate() == null ? "-" : report.rate(),
          report.etaSeconds() == null ? "-" : report.etaSeconds());
      err.flush();
    }
  }
}
