package dev.candlewick.ingest;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.CandleProvider.CandlePage;
import dev.candlewick.provider.CandleProvider.CandleQuery;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.series.Coverage;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.series.PageCoverage;
import dev.candlewick.store.BackfillStore;
import dev.candlewick.store.CandleStore;
import dev.candlewick.store.CandleStore.JobStep;
import dev.candlewick.store.CandleStore.SaveResult;
import dev.candlewick.store.CoverageStore;
import dev.candlewick.store.Series;
import dev.candlewick.store.SeriesStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Brings one series up to what the venue has: asks for what is not settled, page by page, then
/// once more for every hole, and stores each page together with what it says of the coverage.
final class SeriesFetch {
  static final String BEFORE_FIRST = "before the venue's first candle";
  static final String AFTER_LAST = "the venue has nothing here yet";
  static final String NOT_KEPT = "older than the venue keeps";

  private final CandleProvider provider;
  private final CandleStore candles;
  private final CoverageStore coverage;
  private final SeriesStore dictionary;
  private final Patience patience;
  private final Run run;

  /// What a fetch is for.
  ///
  /// @param backfillId the job whose progress it notes; null when it belongs to none
  /// @param from inclusive
  /// @param to exclusive
  record Run(
      Series series,
      Instant from,
      Instant to,
      @Nullable Long backfillId,
      BooleanSupplier cancelled) {}

  SeriesFetch(Ingest ingest, CandleProvider provider, Patience patience, Run run) {
    this.provider = provider;
    this.candles = ingest.candles();
    this.coverage = ingest.coverage();
    this.dictionary = ingest.series();
    this.patience = patience;
    this.run = run;
  }

  /// Fetches until everything in range is settled.
  ///
  /// @return the spans that could not be brought in, with their reasons
  List<Span> fetch() {
    for (Span open : joined(known().open(run.from(), run.to()))) fetchSpan(open.from(), open.to());
    for (List<Span> holes : holes()) {
      if (!run.cancelled().getAsBoolean()) patience.with(() -> confirm(holes));
    }
    return known().open(run.from(), run.to()).stream()
        .filter(span -> span.state() == State.FAILED || span.state() == State.MISSING)
        .filter(span -> !run.cancelled().getAsBoolean())
        .toList();
  }

  private Coverage known() {
    return patience.with(() -> coverage.of(run.series().id()));
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

  /// Fetches and stores one page; answers where the next begins, or `from` when the venue's clock
  /// has not come further.
  private Instant page(Instant from, Instant to, int limit) {
    CandlePage page;
    try {
      page = provider.candles(new CandleQuery(run.series().symbol(), grid(), from, to, limit));
    } catch (ProviderException e) {
      return switch (e.kind()) {
        case MALFORMED -> narrow(from, to, limit, e);
        case LIMIT -> skip(from, to, e);
        default -> throw e;
      };
    }
    CandleBatch batch = page.candles();
    Instant closed = min(to, grid().floor(page.venueTime()));
    if (batch.isEmpty()) {
      if (from.isBefore(closed)) {
        settle(batch, List.of(nothing(from, closed)), closed);
      }
      return to;
    }
    Instant next = grid().next(batch.openTime(batch.size() - 1));
    settle(batch, PageCoverage.of(grid(), from, next, batch, State.MISSING, null), next);
    return next.isBefore(closed) ? next : to;
  }

  /// Where the venue begins to keep candles: what is older cannot be had.
  private Instant skip(Instant from, Instant to, ProviderException fault) {
    Instant kept = provider.keptSince(grid()).orElseThrow(() -> fault);
    if (!kept.isAfter(from)) throw fault;
    Instant next = min(to, kept);
    Span gone = new Span(from, next, State.UNAVAILABLE, NOT_KEPT);
    settle(CandleBatch.empty(), List.of(gone), next);
    return next;
  }

  /// A page that cannot be: asks for ever fewer candles, until the one that is wrong stands alone
  /// and is marked as failed.
  private Instant narrow(Instant from, Instant to, int limit, ProviderException fault) {
    long wanted = Math.min(limit, grid().count(from, to));
    if (wanted > 1) {
      int half = (int) (wanted / 2);
      return page(from, min(to, grid().plus(grid().ceiling(from), half)), half);
    }
    Instant next = min(to, grid().next(grid().ceiling(from)));
    String reason = String.valueOf(fault.getMessage());
    settle(CandleBatch.empty(), List.of(new Span(from, next, State.FAILED, reason)), next);
    return next;
  }

  private SaveResult settle(CandleBatch batch, List<Span> spans, Instant checkpoint) {
    JobStep step =
        run.backfillId() == null
            ? null
            : new JobStep(
                run.backfillId(),
                new BackfillStore.Step(checkpoint, grid().count(run.from(), checkpoint)));
    return candles.settle(run.series(), batch, spans, step);
  }

  /// The holes in range, in groups that one page can answer for.
  private List<List<Span>> holes() {
    List<List<Span>> groups = new ArrayList<>();
    for (Span hole : known().open(run.from(), run.to())) {
      if (hole.state() != State.MISSING) continue;
      boolean fits =
          !groups.isEmpty()
              && grid().count(groups.getLast().getFirst().from(), hole.to()) <= provider.pageSize();
      if (!fits) groups.add(new ArrayList<>());
      groups.getLast().add(hole);
    }
    return groups;
  }

  /// Asks once more for a group of holes: what comes is stored, what does not is confirmed empty.
  private SaveResult confirm(List<Span> holes) {
    Instant from = holes.getFirst().from();
    Instant to = holes.getLast().to();
    CandleBatch batch;
    try {
      batch =
          provider
              .candles(
                  new CandleQuery(run.series().symbol(), grid(), from, to, provider.pageSize()))
              .candles();
    } catch (ProviderException e) {
      if (e.kind() != ProviderException.Kind.LIMIT) throw e;
      List<Span> gone =
          holes.stream()
              .map(hole -> new Span(hole.from(), hole.to(), State.UNAVAILABLE, NOT_KEPT))
              .toList();
      return settle(CandleBatch.empty(), gone, run.from());
    }
    Instant answered =
        batch.size() < provider.pageSize() ? to : grid().next(batch.openTime(batch.size() - 1));
    List<Span> spans =
        PageCoverage.of(grid(), from, answered, batch, State.MISSING, null).stream()
            .map(span -> span.state() == State.COVERED ? span : nothing(span.from(), span.to()))
            .toList();
    return settle(batch, spans, run.from());
  }

  /// What it means that the venue, asked for just this stretch, has nothing: between candles a
  /// hole, else it is before its first or after its last.
  private Span nothing(Instant from, Instant to) {
    Series stored = dictionary.find(run.series().id()).orElse(run.series());
    Instant first = stored.firstOpen();
    Instant last = stored.lastOpen();
    if (last == null || last.isBefore(from)) {
      return new Span(from, to, State.UNAVAILABLE, AFTER_LAST);
    }
    return first == null || !first.isBefore(to)
        ? new Span(from, to, State.UNAVAILABLE, BEFORE_FIRST)
        : new Span(from, to, State.CONFIRMED_EMPTY, null);
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
