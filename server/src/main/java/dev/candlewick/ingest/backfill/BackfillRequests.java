package dev.candlewick.ingest.backfill;

import dev.candlewick.ingest.Ingest;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.series.Backfill;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Creates backfill jobs: every symbol at every interval.
public final class BackfillRequests {
  private final Ingest ingest;

  public BackfillRequests(Ingest ingest) {
    this.ingest = ingest;
  }

  /// Stores the job; a `BackfillRunner` picks it up.
  ///
  /// @throws IllegalArgumentException when there is no symbol or no interval: an empty job would
  ///   succeed without having done anything
  public Backfill submit(Backfill.Request request, List<Symbol> symbols, List<Interval> intervals) {
    if (symbols.isEmpty() || intervals.isEmpty()) {
      throw new IllegalArgumentException("a backfill needs a symbol and an interval");
    }
    List<Series> series = new ArrayList<>();
    List<Long> totals = new ArrayList<>();
    for (Symbol symbol : symbols) {
      for (Interval interval : intervals) {
        Series entry = ingest.series().register(request.provider(), symbol, interval);
        series.add(entry);
        totals.add(total(entry, request.from(), request.to()));
      }
    }
    return ingest.backfills().create(request, series, totals);
  }

  /// Stores a new job for the series that a failed or cancelled job has not completed; what is
  /// stored is not requested again. Empty when there is none.
  public Optional<Backfill> retry(Backfill ended) {
    List<Series> series =
        ended.series().stream()
            .filter(part -> part.state() != Backfill.State.DONE)
            .map(Backfill.Progress::series)
            .toList();
    if (series.isEmpty()) return Optional.empty();
    Backfill.Request request = ended.request();
    List<Long> totals =
        series.stream().map(entry -> total(entry, request.from(), request.to())).toList();
    return Optional.of(ingest.backfills().create(request, series, totals));
  }

  private static long total(Series series, Instant from, Instant to) {
    return series.grid().count(from, series.grid().floor(to));
  }
}
