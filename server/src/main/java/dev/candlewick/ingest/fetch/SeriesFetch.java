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

/// Fetches what one series lacks: requests what is not settled, page by page, then once more every
/// gap, every invalid row, and every candle that was read just after its close. Stores each page
/// together with the coverage that it proves.
public final class SeriesFetch {
  private final Ingest ingest;
  private final CandleProvider provider;
  private final RetryPolicy retryPolicy;
  private final Request request;
  private final List<Instant> bad = new ArrayList<>();
  private int requests;

  /// The range of a fetch and the job that it belongs to.
  ///
  /// @param backfillId the job whose progress is recorded; null when there is none
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
  /// @return the spans that could not be fetched, with their reasons
  public List<Span> fetch() {
    for (Span open : FetchPlan.merge(openSpans())) fetchSpan(open.from(), open.to());
    for (Span again : FetchPlan.merge(badRows())) fetchSpan(again.from(), again.to());
    settle();
    for (Span gap : openSpans()) {
      if (gap.state() == State.MISSING) confirm(gap.from(), gap.to());
    }
    return openSpans().stream()
        .filter(span -> span.state() == State.FAILED || span.state() == State.MISSING)
        .filter(span -> !request.cancelled().getAsBoolean())
        .toList();
  }

  /// Requests once more the candles that were read just after their close, as soon as the venue no
  /// longer changes them.
  public void settle() {
    Instant due = Settling.boundary(grid(), ingest.clock().instant());
    if (coverage().unsettled(request.from(), min(request.to(), due)).isEmpty()) return;
    Instant settled = Settling.boundary(grid(), retryPolicy.call(provider::now));
    List<Span> unsettled = coverage().unsettled(request.from(), min(request.to(), settled));
    for (Span span : FetchPlan.byPage(unsettled, grid(), provider.pageSize())) {
      confirm(span.from(), span.to());
    }
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

  /// Fetches and stores one page; returns where the next begins, or `from` when the venue's clock
  /// has not advanced.
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

  /// Returns the spans of a page. A gap is requested again by itself later, unless the venue omits
  /// quiet intervals and the gap lies between candles.
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

  /// Marks what is older than the venue's first kept candle as unavailable; returns where to
  /// continue.
  private Instant skip(Instant from, Instant to, ProviderException fault) {
    Instant kept = provider.keptSince(grid()).orElseThrow(() -> fault);
    if (!kept.isAfter(from)) throw fault;
    // A venue that keeps a limited number rejects an older range before a request is sent.
    requests--;
    Instant next = min(to, kept);
    Span unavailable = new Span(from, next, State.UNAVAILABLE, Coverage.NOT_KEPT);
    store(CandleBatch.empty(), List.of(unavailable), next);
    return next;
  }

  /// Handles a malformed response: requests ever fewer candles until the malformed one is alone,
  /// and marks it as failed.
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

  /// Returns the grid times of the invalid rows; requested by themselves, they may be valid.
  private List<Span> badRows() {
    return bad.stream()
        .distinct()
        .sorted()
        .map(open -> new Span(open, grid().next(open), State.FAILED, null))
        .toList();
  }

  /// Requests exactly this span: stores the candles received, and confirms the rest as empty.
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

  /// Returns the meaning of an empty response to a request for exactly this span: between candles a
  /// gap, else it is before the first or after the last candle.
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

  private static Instant min(Instant one, Instant two) {
    return one.isBefore(two) ? one : two;
  }
}
