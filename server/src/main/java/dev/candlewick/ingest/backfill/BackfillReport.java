package dev.candlewick.ingest.backfill;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.candlewick.market.Interval;
import dev.candlewick.series.Backfill;
import dev.candlewick.series.Backfill.Counts;
import dev.candlewick.series.Backfill.GapCounts;
import dev.candlewick.series.Backfill.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A backfill as the API and the CLI show it.
///
/// @param total grid times of all its series, including those that a venue lacks
/// @param done number of them that are settled
/// @param duplicates candles that were stored before the job; until its end, those of them that the
///   venue returned again
/// @param corrected stored candles for which the venue returns other values than before
/// @param confirmedEmpty grid times for which the venue, on a request for exactly them, has no
///   candle. From here to `missing` null until the job has ended; then `total` is `inserted` +
///   `duplicates` + `confirmedEmpty` + `unavailable` + `failed` + `missing`
/// @param rate settled grid times per second since the start; null before it
/// @param waiting why it cannot go on now; null when it can, or has ended
/// @param etaSeconds null when finished, or when not known yet
public record BackfillReport(
    long id,
    Backfill.State state,
    String provider,
    Instant from,
    Instant to,
    boolean follow,
    boolean cancelRequested,
    long total,
    long done,
    long inserted,
    long duplicates,
    long corrected,
    @Nullable Long confirmedEmpty,
    @Nullable Long unavailable,
    @Nullable Long failed,
    @Nullable Long missing,
    long requests,
    @Nullable Double rate,
    @Nullable Long etaSeconds,
    @Nullable Waiting waiting,
    @Nullable String error,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    List<Part> series) {

  /// What a job is waiting for.
  ///
  /// @param reason a pause of its venue, or the jobs before it; `for` in JSON
  /// @param until the end of the pause; null when not known
  public record Waiting(@JsonProperty("for") String reason, @Nullable Instant until) {}

  /// The progress of a backfill in one series.
  public record Part(
      int seriesId,
      String symbol,
      Interval interval,
      Backfill.State state,
      Instant checkpoint,
      long total,
      long done,
      long inserted,
      long duplicates,
      long corrected,
      @Nullable Long confirmedEmpty,
      @Nullable Long unavailable,
      @Nullable Long failed,
      @Nullable Long missing,
      long requests,
      @Nullable String error) {
    static Part of(Progress progress) {
      Counts counts = progress.counts();
      GapCounts without = counts.gaps();
      return new Part(
          progress.series().id(),
          progress.series().symbol().joined(),
          progress.series().interval(),
          progress.state(),
          progress.checkpoint(),
          counts.total(),
          counts.done(),
          counts.inserted(),
          counts.duplicates(),
          counts.corrected(),
          without == null ? null : without.confirmedEmpty(),
          without == null ? null : without.unavailable(),
          without == null ? null : without.failed(),
          without == null ? null : without.missing(),
          counts.requests(),
          progress.error());
    }
  }

  /// Returns the report of a job.
  ///
  /// @param waiting null when the job can go on
  public static BackfillReport of(Backfill job, Instant now, @Nullable Waiting waiting) {
    Counts counts = job.counts();
    GapCounts without = counts.gaps();
    Double rate = rate(job, counts, now);
    boolean unknown = job.state().isFinished() || rate == null || rate <= 0;
    return new BackfillReport(
        job.id(),
        job.state(),
        job.request().provider(),
        job.request().from(),
        job.request().to(),
        job.request().follow(),
        job.cancelRequested(),
        counts.total(),
        counts.done(),
        counts.inserted(),
        counts.duplicates(),
        counts.corrected(),
        without == null ? null : without.confirmedEmpty(),
        without == null ? null : without.unavailable(),
        without == null ? null : without.failed(),
        without == null ? null : without.missing(),
        counts.requests(),
        rate,
        unknown || rate == null ? null : (long) Math.ceil((counts.total() - counts.done()) / rate),
        waiting,
        job.error(),
        job.createdAt(),
        job.startedAt(),
        job.finishedAt(),
        job.series().stream().map(Part::of).toList());
  }

  private static @Nullable Double rate(Backfill job, Counts counts, Instant now) {
    Instant start = job.startedAt();
    if (start == null) return null;
    Instant end = job.finishedAt() == null ? now : job.finishedAt();
    double seconds = Duration.between(start, end).toMillis() / 1000.0;
    return seconds <= 0 ? null : Math.round(counts.done() / seconds * 10) / 10.0;
  }
}
