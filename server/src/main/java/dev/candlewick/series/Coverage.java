package dev.candlewick.series;

import dev.candlewick.market.Grid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The known state of the ranges of a series: ascending spans that never overlap. Time outside
/// every span has never been requested, which is the same as `MISSING`.
public record Coverage(List<Span> spans) {
  /// The reason of an unavailable span before the first candle.
  public static final String BEFORE_FIRST = "before the venue's first candle";

  /// The reason of an unavailable span after the last candle.
  public static final String AFTER_LAST = "the venue has nothing here yet";

  /// The reason of an unavailable span that the venue no longer keeps.
  public static final String NOT_KEPT = "older than the venue keeps";

  /// The reason of a covered span whose candles closed so recently that the venue may still change
  /// them.
  public static final String JUST_CLOSED = "closed a moment ago; requested once more";

  /// The five states of a span.
  public enum State {
    /// The venue was requested and its candles are stored, one for each grid time. A span with a
    /// reason is requested once more.
    COVERED,
    /// Known to be absent here, and not requested yet.
    MISSING,
    /// The venue was requested for exactly this gap and has no candle either.
    CONFIRMED_EMPTY,
    /// The venue cannot provide it: before its first candle, after its last, or beyond what it
    /// keeps.
    UNAVAILABLE,
    /// Requested without success.
    FAILED;

    /// As it is written: `confirmed_empty`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// One span, `from <= time < to`.
  ///
  /// @param reason readable text; null where the state is sufficient
  public record Span(Instant from, Instant to, State state, @Nullable String reason) {
    public Span {
      if (!from.isBefore(to)) {
        throw new IllegalArgumentException("a span from " + from + " to " + to + " is empty");
      }
    }

    /// Whether its candles are stored and the venue may still change them.
    public boolean isUnsettled() {
      return state == State.COVERED && reason != null;
    }

    /// Returns the part in `from <= time < to`, which must not be empty.
    private Span within(Instant from, Instant to) {
      return cut(this, max(this.from, from), min(this.to, to));
    }

    private boolean continues(Span next) {
      return to.equals(next.from) && state == next.state && Objects.equals(reason, next.reason);
    }
  }

  public Coverage {
    spans = List.copyOf(spans);
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).from().isBefore(spans.get(i - 1).to())) {
        throw new IllegalArgumentException(spans.get(i) + " overlaps " + spans.get(i - 1));
      }
    }
  }

  public static Coverage empty() {
    return new Coverage(List.of());
  }

  /// Returns this coverage overwritten by a newer span; equal neighbours are merged.
  public Coverage with(Span newer) {
    List<Span> parts = new ArrayList<>();
    for (Span span : spans) {
      if (span.from().isBefore(newer.from())) {
        parts.add(cut(span, span.from(), min(span.to(), newer.from())));
      }
      if (span.to().isAfter(newer.to())) {
        parts.add(cut(span, max(span.from(), newer.to()), span.to()));
      }
    }
    parts.add(newer);
    parts.sort(Comparator.comparing(Span::from));
    return new Coverage(joined(parts));
  }

  /// Returns what a fetch of `from <= time < to` must request: everything except what is covered,
  /// confirmed empty, or before the venue's first candle.
  public List<Span> spansToFetch(Instant from, Instant to) {
    List<Span> open = new ArrayList<>();
    Instant at = from;
    for (Span span : spans) {
      if (!span.to().isAfter(from) || !span.from().isBefore(to)) continue;
      if (at.isBefore(span.from())) open.add(new Span(at, span.from(), State.MISSING, null));
      if (!isSettled(span)) open.add(span.within(from, to));
      at = span.to();
    }
    if (at.isBefore(to)) open.add(new Span(at, to, State.MISSING, null));
    return open;
  }

  /// Returns what is known of every time of `from <= time < to`: spans without a gap between them.
  public List<Span> tiles(Instant from, Instant to) {
    if (!from.isBefore(to)) return List.of();
    List<Span> tiles = new ArrayList<>();
    Instant at = from;
    for (Span span : spans) {
      if (!span.to().isAfter(from) || !span.from().isBefore(to)) continue;
      if (at.isBefore(span.from())) tiles.add(new Span(at, span.from(), State.MISSING, null));
      tiles.add(span.within(from, to));
      at = span.to();
    }
    if (at.isBefore(to)) tiles.add(new Span(at, to, State.MISSING, null));
    return joined(tiles);
  }

  /// Returns the number of grid times of `from <= time < to` in a state; those never requested are
  /// missing.
  public long count(State state, Grid grid, Instant from, Instant to) {
    if (!from.isBefore(to)) return 0;
    long known = 0;
    long counted = 0;
    for (Span span : spans) {
      if (!span.to().isAfter(from) || !span.from().isBefore(to)) continue;
      Span part = span.within(from, to);
      long count = grid.count(part.from(), part.to());
      known += count;
      if (span.state() == state) counted += count;
    }
    return state == State.MISSING ? counted + grid.count(from, to) - known : counted;
  }

  /// Returns the covered spans of `from <= time < to` that the venue may still change.
  public List<Span> unsettled(Instant from, Instant to) {
    if (!from.isBefore(to)) return List.of();
    return spans.stream()
        .filter(span -> span.isUnsettled() && span.to().isAfter(from) && span.from().isBefore(to))
        .map(span -> span.within(from, to))
        .toList();
  }

  /// Whether the span need not be requested again. The range after a venue's last candle may fill
  /// later, and a range between candles is a gap to be confirmed. The range before the first
  /// candle, or one that is no longer kept, never fills.
  private boolean isSettled(Span span) {
    return switch (span.state()) {
      case COVERED, CONFIRMED_EMPTY -> true;
      case MISSING, FAILED -> false;
      case UNAVAILABLE ->
          NOT_KEPT.equals(span.reason()) || (coveredAfter(span) && !coveredBefore(span));
    };
  }

  private boolean coveredAfter(Span span) {
    return spans.stream()
        .anyMatch(s -> s.state() == State.COVERED && !s.from().isBefore(span.to()));
  }

  private boolean coveredBefore(Span span) {
    return spans.stream().anyMatch(s -> s.state() == State.COVERED && !s.to().isAfter(span.from()));
  }

  private static List<Span> joined(List<Span> parts) {
    List<Span> joined = new ArrayList<>();
    for (Span part : parts) {
      if (!joined.isEmpty() && joined.getLast().continues(part)) {
        Span last = joined.removeLast();
        joined.add(new Span(last.from(), part.to(), last.state(), last.reason()));
      } else {
        joined.add(part);
      }
    }
    return joined;
  }

  private static Span cut(Span span, Instant from, Instant to) {
    return new Span(from, to, span.state(), span.reason());
  }

  private static Instant min(Instant one, Instant two) {
    return one.isBefore(two) ? one : two;
  }

  private static Instant max(Instant one, Instant two) {
    return one.isAfter(two) ? one : two;
  }
}
