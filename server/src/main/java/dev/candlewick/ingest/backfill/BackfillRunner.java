package dev.candlewick.ingest.backfill;

import dev.candlewick.ingest.Ingest;
import dev.candlewick.loop.Loop;
import dev.candlewick.series.Backfill;
import dev.candlewick.store.SessionLock;
import dev.candlewick.store.StoreException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Finds unfinished backfills and runs those that no other process runs: new ones, and those whose
/// process died.
public final class BackfillRunner implements AutoCloseable {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(500);
  private static final Duration RETRY_DELAY = Duration.ofSeconds(10);

  /// The number of jobs of a process that run at the same time; the oldest first.
  static final int MAX_CONCURRENT_JOBS = 2;

  private final Ingest ingest;
  private final int parallel;
  private final Consumer<String> log;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Set<Long> running = ConcurrentHashMap.newKeySet();
  private final Semaphore slots = new Semaphore(MAX_CONCURRENT_JOBS);
  private final Loop pollLoop;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  /// Creates a runner; `start` begins the polling.
  ///
  /// @param parallel number of series of a job that are fetched in parallel
  public BackfillRunner(Ingest ingest, int parallel, Consumer<String> log) {
    this.ingest = ingest;
    this.parallel = parallel;
    this.log = log;
    this.pollLoop =
        new Loop(
            "backfills",
            this::poll,
            e -> log.accept("cannot read the backfills: " + e.getMessage()));
  }

  /// Polls for jobs until closed.
  public void start() {
    pollLoop.start();
  }

  private Duration poll() {
    for (Backfill job : ingest.backfills().findUnfinished()) {
      if (!stopped.get() && !running.contains(job.id()) && slots.tryAcquire()) launch(job);
    }
    return POLL_INTERVAL;
  }

  private void launch(Backfill job) {
    running.add(job.id());
    workers.execute(() -> {
      try {
        run(job.id());
      } catch (StoreException e) {
        log.accept("backfill " + job.id() + " is postponed: " + e.getMessage());
        pause(RETRY_DELAY);
      } catch (RuntimeException e) {
        fail(job, e);
      } finally {
        running.remove(job.id());
        slots.release();
      }
    });
  }

  private void fail(Backfill job, RuntimeException fault) {
    log.accept("backfill " + job.id() + " failed: " + fault);
    try {
      ingest.backfills().setState(job.id(), Backfill.State.FAILED, "internal error: " + fault);
    } catch (StoreException e) {
      log.accept("backfill " + job.id() + " is postponed: " + e.getMessage());
    }
  }

  /// Runs one job to its end in the calling thread, unless another process runs it or it is
  /// finished.
  public void run(long id) {
    Optional<SessionLock> claim = ingest.backfills().claim(id);
    if (claim.isEmpty()) return;
    try (SessionLock lock = claim.get()) {
      Optional<Backfill> job = ingest.backfills().find(id).filter(b -> !b.state().isFinished());
      if (job.isPresent() && lock.isHeld()) {
        new BackfillJob(ingest, job.get(), parallel, log, stopped).run();
      }
    }
  }

  private void pause(Duration wait) {
    try {
      for (Duration left = wait;
          !stopped.get() && left.isPositive();
          left = left.minus(POLL_INTERVAL)) {
        Thread.sleep(POLL_INTERVAL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped.set(true);
    }
  }

  /// Completes the pages in progress; unfinished jobs stay stored and resume at the next start.
  @Override
  public void close() {
    stopped.set(true);
    pollLoop.close();
    workers.close();
  }
}
