package dev.candlewick.ingest.backfill;

import dev.candlewick.market.Interval;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a backfill would do, as the API shows it, without a request to the venue.
///
/// @param candles grid times of all its series, as the `total` of the job
/// @param stored those that are stored already
/// @param toFetch those that would be requested; those that the venue lacks are not known before
/// @param requests pages to request, without the holes that the venue is asked to confirm
/// @param seconds the time that they take by the venue's budget and its usual response time; null
///   while the venue does not respond
public record BackfillEstimate(
    String provider,
    Instant from,
    Instant to,
    long candles,
    long stored,
    long toFetch,
    long requests,
    @Nullable Double seconds,
    List<Part> series,
    List<String> notes) {
  public BackfillEstimate {
    series = List.copyOf(series);
    notes = List.copyOf(notes);
  }

  /// The estimate of one series.
  ///
  /// @param availableFrom the first open time that the venue can still provide; null when not known
  public record Part(
      String symbol,
      Interval interval,
      long candles,
      long stored,
      long toFetch,
      long requests,
      @Nullable Instant availableFrom) {}
}
