package dev.candlewick.series;

import dev.candlewick.market.Series;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A backfill job: one or more series of a provider, fetched over one range.
///
/// @param error why it failed; null otherwise
/// @param startedAt null while queued
/// @param finishedAt null while queued or running
public record Backfill(
    long id,
    Order order,
    State state,
    boolean cancelRequested,
    @Nullable String error,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    List<Progress> series) {

  /// Where a job, or its part in one series, stands.
  public enum State {
    QUEUED,
    RUNNING,
    DONE,
    FAILED,
    CANCELLED;

    public boolean finished() {
      return switch (this) {
        case QUEUED, RUNNING -> false;
        case DONE, FAILED, CANCELLED -> true;
      };
    }
  }

  /// What was ordered.
  ///
  /// @param from inclusive
  /// @param to exclusive
  /// @param follow keep the series current from then on
  public record Order(String provider, Instant from, Instant to, boolean follow) {}

  /// Counts of candles, and of requests sent to the venue.
  ///
  /// @param total grid times of the range
  /// @param done of these, how many are settled
  /// @param duplicates candles of the range that were stored before; until the end of the job those
  ///   among them that the venue told again
  /// @param corrected stored candles for which the venue now states other values
  /// @param without null until the end of the job: the grid times that have no candle
  public record Counts(
      long total,
      long done,
      long inserted,
      long duplicates,
      long corrected,
      long requests,
      @Nullable Without without) {

    public Counts plus(Counts other) {
      return new Counts(
          total + other.total,
          done + other.done,
          inserted + other.inserted,
          duplicates + other.duplicates,
          corrected + other.corrected,
          requests + other.requests,
          without == null || other.without == null ? null : without.plus(other.without));
    }

    public static Counts none() {
      return new Counts(0, 0, 0, 0, 0, 0, Without.NONE);
    }
  }

  /// How many grid times of a range have no candle, by the reason. With the inserted candles and
  /// those stored before they are the total.
  public record Without(long confirmedEmpty, long unavailable, long failed, long missing) {
    static final Without NONE = new Without(0, 0, 0, 0);

    Without plus(Without other) {
      return new Without(
          confirmedEmpty + other.confirmedEmpty,
          unavailable + other.unavailable,
          failed + other.failed,
          missing + other.missing);
    }
  }

  /// What a range of a series holds at the end of a job.
  ///
  /// @param stored grid times whose candle is stored
  public record Outcome(long stored, Without without) {
    public long total() {
      return stored
          + without.confirmedEmpty()
          + without.unavailable()
          + without.failed()
          + without.missing();
    }
  }

  /// How far it is in one series.
  ///
  /// @param checkpoint everything before is settled
  public record Progress(
      Series series, Instant checkpoint, State state, Counts counts, @Nullable String error) {}

  /// The counts of all its series together.
  public Counts counts() {
    return series.stream().map(Progress::counts).reduce(Counts.none(), Counts::plus);
  }
}
