package dev.candlewick.ingest.backfill;

import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.backfill.BackfillReport.Waiting;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.series.Backfill;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reports on backfills as of now, with what those that cannot go on are waiting for.
public final class BackfillReports {
  private final Ingest ingest;

  public BackfillReports(Ingest ingest) {
    this.ingest = ingest;
  }

  public BackfillReport of(Backfill job) {
    return of(List.of(job)).getFirst();
  }

  /// Returns the reports in the order of the jobs. Each venue is looked up once, and only for jobs
  /// that have not ended.
  public List<BackfillReport> of(List<Backfill> jobs) {
    Instant now = ingest.clock().instant();
    boolean unfinished = jobs.stream().anyMatch(BackfillReports::isUnfinished);
    List<Long> queue = unfinished ? ingest.backfills().findUnfinishedIds() : List.of();
    Map<String, Optional<Waiting>> venues = new HashMap<>();
    return jobs.stream()
        .map(job -> BackfillReport.of(job, now, waiting(job, queue, venues)))
        .toList();
  }

  private static boolean isUnfinished(Backfill job) {
    return !job.state().isFinished() && !job.cancelRequested();
  }

  private @Nullable Waiting waiting(
      Backfill job, List<Long> queue, Map<String, Optional<Waiting>> venues) {
    if (!isUnfinished(job)) return null;
    return venues
        .computeIfAbsent(job.request().provider(), this::venue)
        .or(() -> turn(job, queue))
        .orElse(null);
  }

  /// Returns the pause of a venue; empty when it receives requests.
  private Optional<Waiting> venue(String name) {
    return ingest.providers().find(name).flatMap(BackfillReports::pause);
  }

  private static Optional<Waiting> pause(CandleProvider provider) {
    return Optional.of(provider.health())
        .filter(health -> health.retryAt() != null)
        .map(health ->
            new Waiting(
                provider.displayName() + ": " + health.reason().orElse("not available"),
                health.retryAt()));
  }

  /// Returns the jobs before this one, when they take all places.
  private static Optional<Waiting> turn(Backfill job, List<Long> queue) {
    List<Long> before = queue.stream().filter(id -> id < job.id()).toList();
    if (job.state() == Backfill.State.RUNNING
        || before.size() < BackfillRunner.MAX_CONCURRENT_JOBS) {
      return Optional.empty();
    }
    String ids =
        before.stream()
            .limit(BackfillRunner.MAX_CONCURRENT_JOBS)
            .map(String::valueOf)
            .collect(Collectors.joining(" and "));
    int more = before.size() - BackfillRunner.MAX_CONCURRENT_JOBS;
    return Optional.of(
        new Waiting("backfills " + ids + (more == 0 ? "" : " and " + more + " more"), null));
  }
}
