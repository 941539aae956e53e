package dev.candlewick.api.http;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Threads for computations: a few threads with a bounded queue for figures, and the same for
/// pictures, so that a table does not wait for a picture. A request that does not fit into the
/// queue is refused with 503 and `Retry-After`.
public final class WorkerPool implements AutoCloseable {
  private static final int MAX_REQUESTS = 512;
  private static final int FIGURES_QUEUE = 256;
  private static final int PICTURES_QUEUE = 64;

  private final Semaphore permits = new Semaphore(MAX_REQUESTS);
  private final ThreadPoolExecutor figures;
  private final ThreadPoolExecutor pictures;

  /// The kinds of work, each with its own threads.
  public enum Kind {
    FIGURES,
    PICTURES
  }

  /// Creates the pools.
  ///
  /// @param cores of the machine
  public WorkerPool(int cores) {
    int threads = Math.max(1, cores / 2);
    figures = pool("figures", threads, FIGURES_QUEUE);
    pictures = pool("pictures", threads, PICTURES_QUEUE);
  }

  private static ThreadPoolExecutor pool(String name, int threads, int queue) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            Thread.ofPlatform().daemon().name(name + "-", 0).factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /// Runs work that may wait for a venue or the database, off the event loop.
  public <T> Uni<T> runAsync(Supplier<T> work) {
    if (!permits.tryAcquire()) return Uni.createFrom().failure(busy());
    return Uni.createFrom()
        .emitter(emitter ->
            Thread.startVirtualThread(() -> {
              try {
                emitter.complete(work.get());
              } catch (Throwable e) {
                emitter.fail(e);
              } finally {
                permits.release();
              }
            }));
  }

  /// Computes on a thread of the pool while the calling thread waits.
  public <T> T run(Kind kind, Callable<T> work) {
    ThreadPoolExecutor pool =
        switch (kind) {
          case FIGURES -> figures;
          case PICTURES -> pictures;
        };
    try {
      return pool.submit(work).get();
    } catch (RejectedExecutionException e) {
      throw busy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) throw fault;
      throw new IllegalStateException(e.getCause());
    }
  }

  private static ApiException busy() {
    return new ApiException(
        ErrorCode.BUSY,
        "Too much is being computed just now; nothing was done",
        List.of(),
        Map.of("Retry-After", "1"));
  }

  @Override
  public void close() {
    figures.shutdownNow();
    pictures.shutdownNow();
  }
}
