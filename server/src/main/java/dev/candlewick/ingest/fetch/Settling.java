package dev.candlewick.ingest.fetch;

import dev.candlewick.market.Grid;
import dev.candlewick.series.Coverage;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The rule for when a closed candle counts as final. A venue may revise a candle for some minutes
/// after its close, as late trades are booked; a candle that was read earlier is requested once
/// more.
public final class Settling {
  /// The time after which a closed candle no longer changes, as far as venues are known.
  public static final Duration TIME = Duration.ofMinutes(10);

  private Settling() {}

  /// Returns the open time from which candles are not settled yet at this venue time.
  public static Instant boundary(Grid grid, Instant venueTime) {
    return grid.floor(venueTime.minus(TIME));
  }

  /// Returns the same spans, with the covered ones from `boundary` on marked for another request.
  public static List<Span> markUnsettled(List<Span> spans, Instant boundary) {
    List<Span> marked = new ArrayList<>();
    for (Span span : spans) {
      if (span.state() != State.COVERED || !span.to().isAfter(boundary)) {
        marked.add(span);
        continue;
      }
      Instant fresh = span.from().isBefore(boundary) ? boundary : span.from();
      if (span.from().isBefore(fresh)) {
        marked.add(new Span(span.from(), fresh, State.COVERED, null));
      }
      marked.add(new Span(fresh, span.to(), State.COVERED, Coverage.JUST_CLOSED));
    }
    return marked;
  }
}
