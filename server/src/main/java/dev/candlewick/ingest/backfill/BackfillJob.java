package dev.candlewick.ingest.backfill;

import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.RetryPolicy;
import dev.candlewick.ingest.fetch.SeriesFetch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.series.Backfill;
import dev.candlewick.series.Backfill.Progress;
import dev.candlewick.series.Backfill.State;
import dev.candlewick.series.Coverage;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs one backfill that this process has claimed: its series in parallel, each page by page.
/// After a crash at any moment, it resumes where the stored coverage ends.
final class BackfillJob {
  private static final Duration CANCEL_CHECK = Duration.ofSeconds(1);

  private final Ingest ingest;
  private final Backfill job;
  private final int parallel;
  private final Consumer<String> log;
  private final AtomicBoolean stopped;

  BackfillJob(
      Ingest ingest, Backfill job, int parallel, Consumer<String> log, AtomicBoolean stopped) {
    this.ingest = ingest;
    this.job = job;
    this.parallel = parallel;
    this.log = log;
    this.stopped = stopped;
  }

  void run() {
    CandleProvider provider = ingest.providers().find(job.request().provider()).orElse(null);
    if (provider == null) {
      finish(State.FAILED, "no provider is called " + job.request().provider());
      return;
    }
    ingest.backfills().setState(job.id(), State.RUNNING, null);
    CancelFlag cancel = new CancelFlag();
    List<String> errors = new ArrayList<>();
    ThreadFactory threads = Thread.ofVirtual().name("backfill-" + job.id() + "-", 0).factory();
    try (ExecutorService workers = Executors.newFixedThreadPool(parallel, threads)) {
      List<Future<@Nullable String>> parts = new ArrayList<>();
      for (Progress part : job.series()) {
        if (!part.state().isFinished())
          parts.add(workers.submit(() -> runSeries(provider, part, cancel)));
      }
      for (Future<@Nullable String> part : parts) {
        String error = resultOf(part);
        if (error != null) errors.add(error);
      }
    }
    if (stopped.get()) return;
    if (cancel.cancelled) finish(State.CANCELLED, null);
    else if (errors.isEmpty()) finish(State.DONE, null);
    else finish(State.FAILED, String.join("; ", errors));
  }

  private void finish(State state, @Nullable String error) {
    ingest.backfills().setState(job.id(), state, error);
    log.accept("backfill " + job.id() + " " + state + (error == null ? "" : ": " + error));
  }

  /// Fetches one series; returns the error message, or null.
  private @Nullable String runSeries(CandleProvider provider, Progress part, CancelFlag cancel) {
    if (cancel.check()) return finishSeries(part, State.CANCELLED, null);
    ingest.backfills().setSeriesState(job.id(), part.series().id(), State.RUNNING, null);
    RetryPolicy retryPolicy = new RetryPolicy(ingest.clock(), ingest.pause(), cancel::check, log);
    try {
      Series series = ensureAnchor(provider, part.series(), retryPolicy);
      List<Span> failed = fetch(provider, series, retryPolicy, cancel);
      if (stopped.get()) return null;
      if (cancel.check()) return finishSeries(part, State.CANCELLED, null);
      if (!failed.isEmpty()) return finishSeries(part, State.FAILED, describe(failed));
      if (job.request().follow()) ingest.series().setFollow(series.id(), true);
      return finishSeries(part, State.DONE, null);
    } catch (ProviderException e) {
      if (stopped.get()) return null;
      if (cancel.check()) return finishSeries(part, State.CANCELLED, null);
      return finishSeries(
          part, State.FAILED, Objects.requireNonNullElse(e.getMessage(), "no reason"));
    }
  }

  private List<Span> fetch(
      CandleProvider provider, Series series, RetryPolicy retryPolicy, CancelFlag cancel) {
    Grid grid = series.grid();
    Instant from = grid.ceiling(job.request().from());
    Instant to = grid.floor(job.request().to());
    if (!from.isBefore(to)) return List.of();
    SeriesFetch.Request request =
        new SeriesFetch.Request(series, from, to, job.id(), cancel::check);
    return new SeriesFetch(ingest, provider, retryPolicy, request).fetch();
  }

  /// A `3d` series counts from the venue's first candle, so the anchor must be known before the
  /// fetch.
  private Series ensureAnchor(CandleProvider provider, Series series, RetryPolicy retryPolicy) {
    if (series.interval() != Interval.D3 || series.anchor() != null) return series;
    return retryPolicy
        .call(() -> provider.fetchFirstOpen(series.symbol(), series.interval()))
        .map(first -> ingest.series().setAnchor(series.id(), first))
        .orElse(series);
  }

  private @Nullable String finishSeries(Progress part, State state, @Nullable String error) {
    ingest.backfills().saveOutcome(job.id(), part.series().id(), outcome(part.series().id()));
    ingest.backfills().setSeriesState(job.id(), part.series().id(), state, error);
    return error == null
        ? null
        : part.series().symbol() + " " + part.series().interval() + ": " + error;
  }

  private Backfill.Outcome outcome(int seriesId) {
    Series series = ingest.series().find(seriesId).orElseThrow();
    Grid grid = series.grid();
    Instant from = grid.ceiling(job.request().from());
    Instant to = grid.floor(job.request().to());
    Coverage known = ingest.coverage().find(seriesId);
    return new Backfill.Outcome(
        known.count(Coverage.State.COVERED, grid, from, to),
        new Backfill.GapCounts(
            known.count(Coverage.State.CONFIRMED_EMPTY, grid, from, to),
            known.count(Coverage.State.UNAVAILABLE, grid, from, to),
            known.count(Coverage.State.FAILED, grid, from, to),
            known.count(Coverage.State.MISSING, grid, from, to)));
  }

  private static String describe(List<Span> failed) {
    Span first = failed.getFirst();
    String reason = first.reason() == null ? "not fetched" : first.reason();
    return "%d span(s) failed, first %s to %s: %s"
        .formatted(failed.size(), first.from(), first.to(), reason);
  }

  private static @Nullable String resultOf(Future<@Nullable String> part) {
    try {
      return part.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException(StoreException.Kind.UNAVAILABLE, "interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) throw cause;
      throw new IllegalStateException(e.getCause());
    }
  }

  /// Checks whether the job must stop: at most once a second whether a client has requested its
  /// cancellation in the database, and always whether this process stops.
  private final class CancelFlag {
    private volatile boolean cancelled;
    private volatile Instant checked = Instant.EPOCH;

    boolean check() {
      if (stopped.get()) return true;
      Instant now = ingest.clock().instant();
      if (!cancelled && Duration.between(checked, now).compareTo(CANCEL_CHECK) > 0) {
        checked = now;
        cancelled = ingest.backfills().isCancelRequested(job.id());
      }
      return cancelled;
    }
  }
}
