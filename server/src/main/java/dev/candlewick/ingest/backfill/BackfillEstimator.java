package dev.candlewick.ingest.backfill;

import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.fetch.FetchPlan;
import dev.candlewick.ingest.fetch.Settling;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.VenueHealth;
import dev.candlewick.series.Backfill;
import dev.candlewick.series.Coverage;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Estimates backfills from what is stored and what the venue allows; sends no request.
public final class BackfillEstimator {
  private final Ingest ingest;
  private final int parallel;

  /// Creates an estimator.
  ///
  /// @param parallel number of series of a job that are fetched in parallel
  public BackfillEstimator(Ingest ingest, int parallel) {
    this.ingest = ingest;
    this.parallel = parallel;
  }

  /// The estimate of one series, and why some of its grid times are not requested.
  ///
  /// @param notKept grid times that the venue no longer keeps and that are not stored
  /// @param open grid times whose candle has not closed yet
  /// @param beginning whether the range begins before any candle that is known
  private record Plan(BackfillEstimate.Part part, long notKept, long open, boolean beginning) {}

  /// Returns the estimate of a job of every symbol at every interval.
  public BackfillEstimate estimate(
      Backfill.Request request, List<Symbol> symbols, List<Interval> intervals) {
    CandleProvider provider = ingest.providers().find(request.provider()).orElseThrow();
    Instant now = ingest.clock().instant();
    List<Plan> plans =
        targets(provider, symbols, intervals).stream()
            .map(target -> plan(provider, request, target, now))
            .toList();
    List<BackfillEstimate.Part> parts = plans.stream().map(Plan::part).toList();
    VenueHealth health = provider.health();
    return new BackfillEstimate(
        request.provider(),
        request.from(),
        request.to(),
        parts.stream().mapToLong(BackfillEstimate.Part::candles).sum(),
        parts.stream().mapToLong(BackfillEstimate.Part::stored).sum(),
        parts.stream().mapToLong(BackfillEstimate.Part::toFetch).sum(),
        parts.stream().mapToLong(BackfillEstimate.Part::requests).sum(),
        seconds(provider, health, parts, now),
        parts,
        notes(provider, health, plans));
  }

  /// A series of the job, which may not exist yet, and what is known of it.
  private record Target(
      Symbol symbol, Interval interval, @Nullable Series series, Coverage coverage) {
    Grid grid() {
      return series == null ? Grid.of(interval) : series.grid();
    }
  }

  /// Returns every symbol at every interval; reads all that is stored of them at once.
  private List<Target> targets(
      CandleProvider provider, List<Symbol> symbols, List<Interval> intervals) {
    List<Series> stored =
        ingest.series().list(provider.name(), null, null).stream()
            .filter(one -> symbols.contains(one.symbol()) && intervals.contains(one.interval()))
            .toList();
    Map<Integer, List<Span>> spans = new HashMap<>();
    ingest
        .coverage()
        .forEach(
            stored.stream().map(Series::id).toList(),
            (id, span) -> spans.computeIfAbsent(id, _ -> new ArrayList<>()).add(span));
    List<Target> targets = new ArrayList<>();
    for (Symbol symbol : symbols) {
      for (Interval interval : intervals) {
        Series series =
            stored.stream()
                .filter(one -> one.symbol().equals(symbol) && one.interval() == interval)
                .findFirst()
                .orElse(null);
        List<Span> known = series == null ? List.of() : spans.getOrDefault(series.id(), List.of());
        targets.add(new Target(symbol, interval, series, new Coverage(known)));
      }
    }
    return targets;
  }

  private static Plan plan(
      CandleProvider provider, Backfill.Request request, Target target, Instant now) {
    Grid grid = target.grid();
    Coverage coverage = target.coverage();
    Instant from = grid.ceiling(request.from());
    Instant to = grid.floor(request.to());
    Instant closed = min(to, grid.floor(now));
    Instant kept =
        provider.keepsLimited() ? grid.plus(grid.floor(now), -provider.maxCandles()) : from;
    Instant start = min(max(from, kept), max(from, closed));
    FetchPlan plan =
        FetchPlan.of(
            coverage,
            grid,
            new FetchPlan.Range(start, closed),
            Settling.boundary(grid, now),
            provider.pageSize());
    BackfillEstimate.Part part =
        new BackfillEstimate.Part(
            target.symbol().joined(),
            target.interval(),
            grid.count(from, to),
            coverage.count(State.COVERED, grid, from, to),
            plan.candles(),
            plan.pages(provider.pageSize()),
            provider.keepsLimited() ? kept : availableFrom(target));
    return new Plan(
        part,
        grid.count(from, start) - coverage.count(State.COVERED, grid, from, start),
        grid.count(max(from, closed), to),
        !provider.keepsLimited() && beginsOpen(plan, from, target.series()));
  }

  /// Returns the venue's first candle, where an earlier request has found none before it.
  private static @Nullable Instant availableFrom(Target target) {
    Instant first = target.series() == null ? null : target.series().firstOpen();
    if (first == null) return null;
    return target.coverage().spans().stream()
            .anyMatch(
                span -> span.to().equals(first) && Coverage.BEFORE_FIRST.equals(span.reason()))
        ? first
        : null;
  }

  private static boolean beginsOpen(FetchPlan plan, Instant from, @Nullable Series series) {
    Instant first = series == null ? null : series.firstOpen();
    return (first == null || first.isAfter(from))
        && !plan.open().isEmpty()
        && plan.open().getFirst().from().equals(from);
  }

  /// Returns the time of the requests, and of a pause of the venue before them.
  private @Nullable Double seconds(
      CandleProvider provider, VenueHealth health, List<BackfillEstimate.Part> parts, Instant now) {
    if (health.state() == VenueHealth.State.OPEN) return null;
    long requests = parts.stream().mapToLong(BackfillEstimate.Part::requests).sum();
    long fetched = parts.stream().filter(part -> part.requests() > 0).count();
    Duration time =
        health.budget().timeFor(requests, provider.pageWeight(), Math.clamp(fetched, 1, parallel));
    Instant retryAt = health.retryAt();
    if (requests > 0 && retryAt != null && retryAt.isAfter(now)) {
      time = time.plus(Duration.between(now, retryAt));
    }
    return Math.ceil(time.toMillis() / 100.0) / 10;
  }

  private static List<String> notes(CandleProvider provider, VenueHealth health, List<Plan> plans) {
    List<String> notes = new ArrayList<>();
    String name = provider.displayName();
    long notKept = plans.stream().mapToLong(Plan::notKept).sum();
    if (notKept > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s keeps only its last %,d candles; %,d older ones cannot be fetched.",
              name,
              provider.maxCandles(),
              notKept));
    }
    long open = plans.stream().mapToLong(Plan::open).sum();
    if (open > 0) notes.add(String.format(Locale.ROOT, "%,d candles have not closed yet.", open));
    if (plans.stream().anyMatch(Plan::beginning)) {
      notes.add(
          String.format(
              Locale.ROOT,
              "Where the candles of %s begin is not known yet; those before the first one are counted here and are not requested.",
              name));
    }
    if (health.retryAt() != null) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%s receives no request before %s: %s.",
              name,
              health.retryAt().truncatedTo(ChronoUnit.SECONDS),
              health.reason().orElse("no reason is known")));
    }
    return notes;
  }

  private static Instant min(Instant one, Instant two) {
    return one.isBefore(two) ? one : two;
  }

  private static Instant max(Instant one, Instant two) {
    return one.isAfter(two) ? one : two;
  }
}
