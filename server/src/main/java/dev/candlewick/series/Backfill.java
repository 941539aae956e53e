package dev.candlewick.series;

import dev.candlewick.market.Series;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A backfill job: one or more series of a provider, fetched over one range.
///
/// @param error the reason of a failure; null otherwise
/// @param startedAt null while queued
/// @param finishedAt null while queued or running
public record Backfill(
    long id,
    Request request,
    State state,
    boolean cancelRequested,
    @Nullable String error,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    List<Progress> series) {

  /// The state of a job, or of its part in one series.
  public enum State {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    /// As it is written: `done`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    public boolean isFinished() {
      return switch (this) {
        case QUEUED, RUNNING -> false;
        case DONE, FAILED, CANCELLED -> true;
      };
    }
  }

  /// The request of a job.
  ///
  /// @param from inclusive
  /// @param to exclusive
  /// @param follow whether the server keeps the series current from then on
  public record Request(String provider, Instant from, Instant to, boolean follow) {}

  /// Counts of candles, and of requests sent to the venue.
  ///
  /// @param total grid times of the range
  /// @param done the number of these that are settled
  /// @param duplicates candles of the range that were stored before; until the end of the job only
  ///   those that the venue sent again
  /// @param corrected stored candles for which the venue now states other values
  /// @param gaps null until the end of the job: the grid times that have no candle
  public record Counts(
      long total,
      long done,
      long inserted,
      long duplicates,
      long corrected,
      long requests,
      @Nullable GapCounts gaps) {

    public Counts plus(Counts other) {
      return new Counts(
          total + other.total,
          done + other.done,
          inserted + other.inserted,
          duplicates + other.duplicates,
          corrected + other.corrected,
          requests + other.requests,
          gaps == null || other.gaps == null ? null : gaps.plus(other.gaps));
    }

    public static Counts none() {
      return new Counts(0, 0, 0, 0, 0, 0, GapCounts.NONE);
    }
  }

  /// The number of grid times of a range without a candle, by reason. Together with the inserted
  /// candles and those stored before they sum to the total.
  public record GapCounts(long confirmedEmpty, long unavailable, long failed, long missing) {
    static final GapCounts NONE = new GapCounts(0, 0, 0, 0);

    GapCounts plus(GapCounts other) {
      return new GapCounts(
          confirmedEmpty + other.confirmedEmpty,
          unavailable + other.unavailable,
          failed + other.failed,
          missing + other.missing);
    }
  }

  /// The state of a range of a series at the end of a job.
  ///
  /// @param stored grid times whose candle is stored
  public record Outcome(long stored, GapCounts gaps) {
    public long total() {
      return stored + gaps.confirmedEmpty() + gaps.unavailable() + gaps.failed() + gaps.missing();
    }
  }

  /// The progress in one series.
  ///
  /// @param checkpoint everything before is settled
  public record Progress(
      Series series, Instant checkpoint, State state, Counts counts, @Nullable String error) {}

  /// Returns the counts of all its series together.
  public Counts counts() {
    return series.stream().map(Progress::counts).reduce(Counts.none(), Counts::plus);
  }
}
