package dev.candlewick.charts;

import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Consecutive grid times without a stored candle, of one state.
///
/// @param from the first of them
/// @param to the end of the last of them
/// @param candles how many they are
/// @param reason readable text; null where the state is sufficient
public record FrameGap(
    Instant from, Instant to, State state, int candles, @Nullable String reason) {

  private FrameGap grownTo(Instant end) {
    return new FrameGap(from, end, state, candles + 1, reason);
  }

  private boolean continues(FrameGap next) {
    return to.equals(next.from) && state == next.state && Objects.equals(reason, next.reason);
  }

  /// Returns the gaps of a range, oldest first. A time of which nothing is known is missing, and so
  /// is one that is covered and has no candle any more.
  ///
  /// @param spans the coverage of the series, ascending
  /// @param absent the places of the times without a candle in the range
  static List<FrameGap> of(FrameRange range, List<Span> spans, BitSet absent) {
    List<FrameGap> gaps = new ArrayList<>();
    int span = 0;
    for (int i = absent.nextSetBit(0); i >= 0; i = absent.nextSetBit(i + 1)) {
      Instant time = range.grid().plus(range.from(), i);
      while (span < spans.size() && !spans.get(span).to().isAfter(time)) span++;
      Span known = span < spans.size() ? spans.get(span) : null;
      add(gaps, gap(time, range.grid().next(time), known));
    }
    return gaps;
  }

  private static FrameGap gap(Instant time, Instant next, @Nullable Span span) {
    return span == null || span.from().isAfter(time) || span.state() == State.COVERED
        ? new FrameGap(time, next, State.MISSING, 1, null)
        : new FrameGap(time, next, span.state(), 1, span.reason());
  }

  private static void add(List<FrameGap> gaps, FrameGap next) {
    if (gaps.isEmpty() || !gaps.getLast().continues(next)) gaps.add(next);
    else gaps.add(gaps.removeLast().grownTo(next.to()));
  }
}
