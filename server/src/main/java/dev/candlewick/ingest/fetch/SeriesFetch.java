package dev.candlewick.ingest.fetch;

import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.RetryPolicy;
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
  private final RetryPolicy retryPolicy;
  private final Request request;
  private final List<Instant> bad = new ArrayList<>();
  private int requests;

  /// What a fetch is for.
  ///
  /// @param backfillId the job whose progress it notes; null when it belongs to none
  /// @param from inclusive
  /// @param to exclusive
  public record Request(
      Series series,
      Instant from,
      Instant to,
      @Nullable Long backfillId,
      BooleanSupplier cancelled) {}

  public SeriesFetch(
      Ingest ingest, CandleProvider provider, RetryPolicy retryPolicy, Request request) {
    this.ingest = ingest;
    this.provider = provider;
    this.retryPolicy = retryPolicy;
    this.request = request;
  }

  /// Fetches until everything in range is settled.
  ///
  /// @return the spans that could not be brought in, with their reasons
  public List<Span> fetch() {
    for (Span open : merge(openSpans())) fetchSpan(open.from(), open.to());
    for (Span again : merge(badRows())) fetchSpan(again.from(), again.to());
    settle();
    for (Span gap : openSpans()) {
      if (gap.state() == State.MISSING) confirm(gap.from(), gap.to());
    }
    return openSpans().stream()
        .filter(span -> span.state() == State.FAILED || span.state() == State.MISSING)
        .filter(span -> !request.cancelled().getAsBoolean())
        .toList();
  }

  /// Asks once more for the candles that were read just after their close, as soon as the venue
  /// does not change them any more.
  public void settle() {
    Instant due = Settling.boundary(grid(), ingest.clock().instant());
    if (coverage().unsettled(request.from(), min(request.to(), due)).isEmpty()) return;
    Instant settled = Settling.boundary(grid(), retryPolicy.call(provider::now));
    for (Span span : byPage(coverage().unsettled(request.from(), min(request.to(), settled)))) {
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

  private Coverage coverage() {
    return retryPolicy.call(() -> ingest.coverage().find(request.series().id()));
  }

  private List<Span> openSpans() {
    return coverage().spansToFetch(request.from(), request.to());
  }

  private void fetchSpan(Instant from, Instant to) {
    Instant at = from;
    while (at.isBefore(to) && !request.cancelled().getAsBoolean()) {
      Instant start = at;
      Instant next = retryPolicy.call(() -> fetchPage(start, to, provider.pageSize()));
      if (!next.isAfter(at)) return;
      at = next;
    }
  }

  private VenuePage requestPage(Instant from, Instant to, int limit) {
    requests++;
    CandleQuery query = new CandleQuery(request.series().symbol(), grid(), from, to, limit);
    return new VenuePage(grid(), from, provider.fetchCandles(query));
  }

  /// Fetches and stores one page; answers where the next begins, or `from` when the venue's clock
  /// has not come further.
  private Instant fetchPage(Instant from, Instant to, int limit) {
    VenuePage venuePage;
    try {
      venuePage = requestPage(from, to, limit);
    } catch (ProviderException e) {
      return switch (e.kind()) {
        case MALFORMED -> narrow(from, to, limit, e);
        case RANGE_LIMIT -> skip(from, to, e);
        default -> throw e;
      };
    }
    Instant closed = min(to, grid().floor(venuePage.page().venueTime()));
    if (venuePage.isEmpty()) {
      if (from.isBefore(closed)) {
        store(CandleBatch.empty(), List.of(emptySpan(from, closed)), closed);
      }
      return to;
    }
    venuePage.page().bad().forEach(row -> bad.add(row.open()));
    Instant next = venuePage.end();
    store(venuePage.page().candles(), spans(venuePage), next);
    return next.isBefore(closed) ? next : to;
  }

  /// A hole in a page is asked for by itself later, unless the venue has no rows of quiet intervals
  /// and the hole lies between candles.
  private List<Span> spans(VenuePage venuePage) {
    List<Span> spans = venuePage.spans(State.MISSING);
    if (!provider.omitsQuietIntervals()) return spans;
    Instant first = storedSeries().firstOpen();
    Instant candles =
        first != null && first.isBefore(venuePage.from())
            ? venuePage.from()
            : spans.stream()
                .filter(span -> span.state() == State.COVERED)
                .map(Span::from)
                .findFirst()
                .orElse(venuePage.end());
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
    Span unavailable = new Span(from, next, State.UNAVAILABLE, Coverage.NOT_KEPT);
    store(CandleBatch.empty(), List.of(unavailable), next);
    return next;
  }

  /// An answer that cannot be read: asks for ever fewer candles, until the one that is wrong stands
  /// alone and is marked as failed.
  private Instant narrow(Instant from, Instant to, int limit, ProviderException fault) {
    long wanted = Math.min(limit, grid().count(from, to));
    if (wanted > 1) {
      int half = (int) (wanted / 2);
      return fetchPage(from, min(to, grid().plus(grid().ceiling(from), half)), half);
    }
    Instant next = min(to, grid().next(grid().ceiling(from)));
    String reason = String.valueOf(fault.getMessage());
    store(CandleBatch.empty(), List.of(new Span(from, next, State.FAILED, reason)), next);
    return next;
  }

  private SaveResult store(CandleBatch batch, List<Span> spans, Instant checkpoint) {
    JobStep step =
        request.backfillId() == null
            ? null
            : new JobStep(
                request.backfillId(),
                new BackfillStore.Step(
                    checkpoint, grid().count(request.from(), checkpoint), requests));
    SaveResult saved = ingest.candles().savePage(request.series(), batch, spans, step);
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
    while (at.isBefore(to) && !request.cancelled().getAsBoolean()) {
      Instant start = at;
      at = retryPolicy.call(() -> confirmPage(start, to));
    }
  }

  private Instant confirmPage(Instant from, Instant to) {
    VenuePage venuePage;
    try {
      venuePage = requestPage(from, to, provider.pageSize());
    } catch (ProviderException e) {
      if (e.kind() != ProviderException.Kind.RANGE_LIMIT) throw e;
      Span unavailable = new Span(from, to, State.UNAVAILABLE, Coverage.NOT_KEPT);
      store(CandleBatch.empty(), List.of(unavailable), request.from());
      return to;
    }
    Instant end = venuePage.size() < provider.pageSize() ? to : venuePage.end();
    List<Span> spans =
        venuePage.spans(end, State.MISSING).stream()
            .map(span -> span.state() == State.MISSING ? emptySpan(span.from(), span.to()) : span)
            .toList();
    store(venuePage.page().candles(), spans, request.from());
    return end;
  }

  /// What it means that the venue, asked for just this stretch, has nothing: between candles a
  /// hole, else it is before its first or after its last.
  private Span emptySpan(Instant from, Instant to) {
    Instant first = storedSeries().firstOpen();
    Instant last = storedSeries().lastOpen();
    if (last == null || last.isBefore(from)) {
      return new Span(from, to, State.UNAVAILABLE, Coverage.AFTER_LAST);
    }
    return first == null || !first.isBefore(to)
        ? new Span(from, to, State.UNAVAILABLE, Coverage.BEFORE_FIRST)
        : new Span(from, to, State.CONFIRMED_EMPTY, null);
  }

  private Series storedSeries() {
    return ingest.series().find(request.series().id()).orElse(request.series());
  }

  private Grid grid() {
    return request.series().grid();
  }

  /// Neighbouring spans as one range, whatever their states.
  private static List<Span> merge(List<Span> spans) {
    List<Span> merged = new ArrayList<>();
    for (Span span : spans) {
      if (!merged.isEmpty() && merged.getLast().to().equals(span.from())) {
        Span last = merged.removeLast();
        merged.add(new Span(last.from(), span.to(), State.MISSING, null));
      } else {
        merged.add(span);
      }
    }
    return merged;
  }

  private static Instant min(Instant one, Instant two) {
    return one.isBefore(two) ? one : two;
  }
}
