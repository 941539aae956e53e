package dev.candlewick.ingest.fetch;

import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.Patience;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Series;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.CandleProvider.CandleQuery;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.series.Coverage;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.store.candle.BackfillStore;
import dev.candlewick.store.candle.CandleStore.JobStep;
import dev.candlewick.store.candle.CandleStore.SaveResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Brings one series up to what the venue has: asks for what is not settled, page by page, then
/// once more for every hole, for every row that cannot be, and for what closed just before it was
/// read. Stores each page together with what it says of the coverage.
public final class SeriesFetch {
  private final Ingest ingest;
  private final CandleProvider provider;
  private final Patience patience;
  private final Run run;
  private final List<Instant> bad = new ArrayList<>();
  private int requests;

  /// What a fetch is for.
  ///
  /// @param backfillId the job whose progress it notes; null when it belongs to none
  /// @param from inclusive
  /// @param to exclusive
  public record Run(
      Series series,
      Instant from,
      Instant to,
      @Nullable Long backfillId,
      BooleanSupplier cancelled) {}

  public SeriesFetch(Ingest ingest, CandleProvider provider, Patience patience, Run run) {
    this.ingest = ingest;
    this.provider = provider;
    this.patience = patience;
    this.run = run;
  }

  /// Fetches until everything in range is settled.
  ///
  /// @return the spans that could not be brought in, with their reasons
  public List<Span> fetch() {
    for (Span open : joined(open())) fetchSpan(open.from(), open.to());
    for (Span again : joined(badRows())) fetchSpan(again.from(), again.to());
    settle();
    for (Span hole : open()) {
      if (hole.state() == State.MISSING) confirm(hole.from(), hole.to());
    }
    return open().stream()
        .filter(span -> span.state() == State.FAILED || span.state() == State.MISSING)
        .filter(span -> !run.cancelled().getAsBoolean())
        .toList();
  }

  /// Asks once more for the candles that were read just after their close, as soon as the venue
  /// does not change them any more.
  public void settle() {
    Instant due = Settling.boundary(grid(), ingest.clock().instant());
    if (known().unsettled(run.from(), min(run.to(), due)).isEmpty()) return;
    Instant settled = Settling.boundary(grid(), patience.with(provider::now));
    for (Span span : byPage(known().unsettled(run.from(), min(run.to(), settled)))) {
      confirm(span.from(), span.to());
    }
  }

  /// Spans that one page can answer for as one range.
  private List<Span> byPage(List<Span> spans) {
    List<Span> pages = new ArrayList<>();
    for (Span span : spans) {
      Instant from = pages.isEmpty() ? span.from() : pages.getLast().from();
      boolean fits = grid().count(from, span.to()) <= provider.pageSize();
      if (!pages.isEmpty() && fits) pages.removeLast();
      pages.add(new Span(fits ? from : span.from(), span.to(), span.state(), span.reason()));
    }
    return pages;
  }

  private Coverage known() {
    return patience.with(() -> ingest.coverage().of(run.series().id()));
  }

  private List<Span> open() {
    return known().open(run.from(), run.to());
  }

  private void fetchSpan(Instant from, Instant to) {
    Instant at = from;
    while (at.isBefore(to) && !run.cancelled().getAsBoolean()) {
      Instant start = at;
      Instant next = patience.with(() -> page(start, to, provider.pageSize()));
      if (!next.isAfter(at)) return;
      at = next;
    }
  }

  private AnsweredPage ask(Instant from, Instant to, int limit) {
    requests++;
    CandleQuery query = new CandleQuery(run.series().symbol(), grid(), from, to, limit);
    return new AnsweredPage(grid(), from, provider.candles(query));
  }

  /// Fetches and stores one page; answers where the next begins, or `from` when the venue's clock
  /// has not come further.
  private Instant page(Instant from, Instant to, int limit) {
    AnsweredPage answer;
    try {
      answer = ask(from, to, limit);
    } catch (ProviderException e) {
      return switch (e.kind()) {
        case MALFORMED -> narrow(from, to, limit, e);
        case LIMIT -> skip(from, to, e);
        default -> throw e;
      };
    }
    Instant closed = min(to, grid().floor(answer.page().venueTime()));
    if (answer.isEmpty()) {
      if (from.isBefore(closed)) {
        store(CandleBatch.empty(), List.of(nothing(from, closed)), closed);
      }
      return to;
    }
    answer.page().bad().forEach(row -> bad.add(row.open()));
    Instant next = answer.end();
    store(answer.page().candles(), spans(answer), next);
    return next.isBefore(closed) ? next : to;
  }

  /// A hole in a page is asked for by itself later, unless the venue has no rows of quiet intervals
  /// and the hole lies between candles.
  private List<Span> spans(AnsweredPage answer) {
    List<Span> spans = answer.spans(State.MISSING);
    if (!provider.omitsQuietIntervals()) return spans;
    Instant first = stored().firstOpen();
    Instant candles =
        first != null && first.isBefore(answer.from())
            ? answer.from()
            : spans.stream()
                .filter(span -> span.state() == State.COVERED)
                .map(Span::from)
                .findFirst()
                .orElse(answer.end());
    return spans.stream()
        .map(span ->
            span.state() == State.MISSING && !span.from().isBefore(candles)
                ? new Span(span.from(), span.to(), State.CONFIRMED_EMPTY, null)
                : span)
        .toList();
  }

  /// Where the venue begins to keep candles: what is older cannot be had.
  private Instant skip(Instant from, Instant to, ProviderException fault) {
    Instant kept = provider.keptSince(grid()).orElseThrow(() -> fault);
    if (!kept.isAfter(from)) throw fault;
    Instant next = min(to, kept);
    Span gone = new Span(from, next, State.UNAVAILABLE, Coverage.NOT_KEPT);
    store(CandleBatch.empty(), List.of(gone), next);
    return next;
  }

  /// An answer that cannot be read: asks for ever fewer candles, until the one that is wrong stands
  /// alone and is marked as failed.
  private Instant narrow(Instant from, Instant to, int limit, ProviderException fault) {
    long wanted = Math.min(limit, grid().count(from, to));
    if (wanted > 1) {
      int half = (int) (wanted / 2);
      return page(from, min(to, grid().plus(grid().ceiling(from), half)), half);
    }
    Instant next = min(to, grid().next(grid().ceiling(from)));
    String reason = String.valueOf(fault.getMessage());
    store(CandleBatch.empty(), List.of(new Span(from, next, State.FAILED, reason)), next);
    return next;
  }

  private SaveResult store(CandleBatch batch, List<Span> spans, Instant checkpoint) {
    JobStep step =
        run.backfillId() == null
            ? null
            : new JobStep(
                run.backfillId(),
                new BackfillStore.Step(checkpoint, grid().count(run.from(), checkpoint), requests));
    SaveResult saved = ingest.candles().settle(run.series(), batch, spans, step);
    requests = 0;
    return saved;
  }

  /// The grid times of the rows that cannot be; asked for by themselves, they may be sound.
  private List<Span> badRows() {
    return bad.stream()
        .distinct()
        .sorted()
        .map(open -> new Span(open, grid().next(open), State.FAILED, null))
        .toList();
  }

  /// Asks for just this stretch: what comes is stored, what does not is confirmed empty.
  private void confirm(Instant from, Instant to) {
    Instant at = from;
    while (at.isBefore(to) && !run.cancelled().getAsBoolean()) {
      Instant start = at;
      at = patience.with(() -> confirmPage(start, to));
    }
  }

  private Instant confirmPage(Instant from, Instant to) {
    AnsweredPage answer;
    try {
      answer = ask(from, to, provider.pageSize());
    } catch (ProviderException e) {
      if (e.kind() != ProviderException.Kind.LIMIT) throw e;
      Span gone = new Span(from, to, State.UNAVAILABLE, Coverage.NOT_KEPT);
      store(CandleBatch.empty(), List.of(gone), run.from());
      return to;
    }
    Instant answered = answer.size() < provider.pageSize() ? to : answer.end();
    List<Span> spans =
        answer.spans(answered, State.MISSING).stream()
            .map(span -> span.state() == State.MISSING ? nothing(span.from(), span.to()) : span)
            .toList();
    store(answer.page().candles(), spans, run.from());
    return answered;
  }

  /// What it means that the venue, asked for just this stretch, has nothing: between candles a
  /// hole, else it is before its first or after its last.
  private Span nothing(Instant from, Instant to) {
    Instant first = stored().firstOpen();
    Instant last = stored().lastOpen();
    if (last == null || last.isBefore(from)) {
      return new Span(from, to, State.UNAVAILABLE, Coverage.AFTER_LAST);
    }
    return first == null || !first.isBefore(to)
        ? new Span(from, to, State.UNAVAILABLE, Coverage.BEFORE_FIRST)
        : new Span(from, to, State.CONFIRMED_EMPTY, null);
  }

  private Series stored() {
    return ingest.series().find(run.series().id()).orElse(run.series());
  }

  private Grid grid() {
    return run.series().grid();
  }

  /// Neighbouring spans as one range, whatever their states.
  private static List<Span> joined(List<Span> spans) {
    List<Span> joined = new ArrayList<>();
    for (Span span : spans) {
      if (!joined.isEmpty() && joined.getLast().to().equals(span.from())) {
        Span last = joined.removeLast();
        joined.add(new Span(last.from(), span.to(), State.MISSING, null));
      } else {
        joined.add(span);
      }
    }
    return joined;
  }

  private static Instant min(Instant one, Instant two) {
    return one.isBefore(two) ? one : two;
  }
}
