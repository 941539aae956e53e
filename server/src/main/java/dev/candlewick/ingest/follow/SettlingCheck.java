package dev.candlewick.ingest.follow;

import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.RetryPolicy;
import dev.candlewick.ingest.fetch.SeriesFetch;
import dev.candlewick.ingest.fetch.Settling;
import dev.candlewick.market.Series;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.store.candle.CoverageStore.Unsettled;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Requests once more the candles of every series that were read just after their close, as soon as
/// they have settled, whether they came by a backfill, a fetch or a feed. A series is requested at
/// most once in the time that a candle takes to settle, so that short intervals share a request.
public final class SettlingCheck {
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration RETRY_DELAY = Duration.ofMinutes(1);

  /// The most series per round, so that the following continues meanwhile.
  private static final int MAX_SERIES_PER_RUN = 5;

  private final Ingest ingest;
  private final Consumer<String> log;
  private final BooleanSupplier stopped;
  private final Map<Integer, Instant> notBefore = new HashMap<>();
  private Instant nextRun = Instant.MIN;

  public SettlingCheck(Ingest ingest, Consumer<String> log, BooleanSupplier stopped) {
    this.ingest = ingest;
    this.log = log;
    this.stopped = stopped;
  }

  /// Requests what is due; does nothing for a while after a complete round.
  public void run(Instant now) {
    if (now.isBefore(nextRun)) return;
    int requested = 0;
    for (Unsettled unsettled : ingest.coverage().findUnsettled()) {
      if (stopped.getAsBoolean()) return;
      if (requested == MAX_SERIES_PER_RUN) return;
      if (now.isBefore(notBefore.getOrDefault(unsettled.seriesId(), Instant.MIN))) continue;
      if (settle(unsettled, now)) requested++;
    }
    nextRun = now.plus(INTERVAL);
  }

  /// Requests what is due of one series; returns false when nothing is.
  private boolean settle(Unsettled unsettled, Instant now) {
    Series series = ingest.series().find(unsettled.seriesId()).orElse(null);
    if (series == null) return false;
    CandleProvider provider = ingest.providers().find(series.provider()).orElse(null);
    Instant due = Settling.boundary(series.grid(), now);
    if (provider == null || !unsettled.from().isBefore(due)) return false;
    SeriesFetch.Request request =
        new SeriesFetch.Request(series, unsettled.from(), due, null, stopped);
    try {
      new SeriesFetch(ingest, provider, RetryPolicy.none(ingest.clock()), request).settle();
      notBefore.put(series.id(), now.plus(Settling.TIME));
    } catch (ProviderException e) {
      notBefore.put(series.id(), now.plus(e.retryAfter(now, RETRY_DELAY)));
      log.accept(
          "cannot request %s %s again: %s"
              .formatted(series.symbol(), series.interval(), e.getMessage()));
    }
    return true;
  }
}
