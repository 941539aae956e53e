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

/// Looks for unfinished backfills and runs those that no other process runs: new ones, and those a
/// process left behind when it died.
public final class BackfillRunner implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration LATER = Duration.ofSeconds(10);
  private static final int JOBS_AT_ONCE = 2;

  private final Ingest ingest;
  private final int parallel;
  private final Consumer<String> say;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final Set<Long> running = ConcurrentHashMap.newKeySet();
  private final Semaphore places = new Semaphore(JOBS_AT_ONCE);
  private final Loop looking;
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();

  /// Prepares a runner; `start` makes it look.
  ///
  /// @param parallel how many series of a job are fetched at once
  public BackfillRunner(Ingest ingest, int parallel, Consumer<String> say) {
    this.ingest = ingest;
    this.parallel = parallel;
    this.say = say;
    this.looking =
        new Loop(
            "backfills",
            this::look,
            e -> say.accept("cannot look for backfills: " + e.getMessage()));
  }

  /// Looks for jobs until closed.
  public void start() {
    looking.start();
  }

  private Duration look() {
    for (Backfill job : ingest.backfills().unfinished()) {
      if (!stopped.get() && !running.contains(job.id()) && places.tryAcquire()) launch(job);
    }
    return LOOK;
  }

  private void launch(Backfill job) {
    running.add(job.id());
    workers.execute(() -> {
      try {
        run(job.id());
      } catch (StoreException e) {
        say.accept("backfill " + job.id() + " is left for later: " + e.getMessage());
        pause(LATER);
      } catch (RuntimeException e) {
        fail(job, e);
      } finally {
        running.remove(job.id());
        places.release();
      }
    });
  }

  private void fail(Backfill job, RuntimeException fault) {
    say.accept("backfill " + job.id() + " failed: " + fault);
    try {
      ingest.backfills().state(job.id(), Backfill.State.FAILED, "a defect of ours: " + fault);
    } catch (StoreException e) {
      say.accept("backfill " + job.id() + " is left for later: " + e.getMessage());
    }
  }

  /// Runs one job to its end in this thread, unless another process runs it or it is finished.
  public void run(long id) {
    Optional<SessionLock> claim = ingest.backfills().claim(id);
    if (claim.isEmpty()) return;
    try (SessionLock lock = claim.get()) {
      Optional<Backfill> job = ingest.backfills().find(id).filter(b -> !b.state().finished());
      if (job.isPresent() && lock.held()) {
        new BackfillJob(ingest, job.get(), parallel, say, stopped).run();
      }
    }
  }

  private void pause(Duration wait) {
    try {
      for (Duration left = wait; !stopped.get() && left.isPositive(); left = left.minus(LOOK)) {
        Thread.sleep(LOOK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped.set(true);
    }
  }

  /// Lets the pages under way end; unfinished jobs stay rows and go on at the next start.
  @Override
  public void close() {
    stopped.set(true);
    looking.close();
    workers.close();
  }
}
