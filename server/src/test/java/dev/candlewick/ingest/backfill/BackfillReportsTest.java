package dev.candlewick.ingest.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.backfill.BackfillReport.Waiting;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.binance.BinanceProvider;
import dev.candlewick.provider.client.InMemoryBudgetLedger;
import dev.candlewick.provider.client.Timing;
import dev.candlewick.series.Backfill;
import dev.candlewick.series.Backfill.State;
import dev.candlewick.store.Database;
import dev.candlewick.store.candle.BackfillStore;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.testing.SteppingClock;
import dev.candlewick.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Proves what a job is said to wait for, and which of its series a new attempt has.
class BackfillReportsTest {
  private static final Instant NOW = Instant.parse("2026-03-12T14:30:00Z");

  private final Database database = TestDatabase.create();
  private final SteppingClock clock = new SteppingClock(NOW);
  private final InMemoryBudgetLedger ledger = new InMemoryBudgetLedger(clock);
  private final Ingest ingest =
      new Ingest(
          new Providers(
              List.of(
                  new BinanceProvider(
                      List.of(URI.create("http://127.0.0.1:9")),
                      Duration.ofSeconds(1),
                      ledger,
                      new Timing(clock, clock::nanos, clock::advance, () -> 0.5)))),
          new SeriesStore(database),
          new CandleStore(database),
          new CoverageStore(database),
          new BackfillStore(database),
          clock,
          wait -> {});
  private final BackfillRequests requests = new BackfillRequests(ingest);

  @AfterEach
  void close() {
    database.close();
  }

  private Backfill job(String... bases) {
    return requests.submit(
        new Backfill.Request(
            BinanceProvider.NAME, NOW.minus(Duration.ofDays(9)), NOW.minusSeconds(60), true),
        List.of(bases).stream().map(base -> new Symbol(base, "USDT")).toList(),
        List.of(Interval.H1));
  }

  private Backfill stored(Backfill job) {
    return ingest.backfills().find(job.id()).orElseThrow();
  }

  private @Nullable Waiting waiting(Backfill job) {
    return new BackfillReports(ingest).of(stored(job)).waiting();
  }

  @Test
  void aJobOfAVenueThatIsFreeWaitsForNothing() {
    assertThat(waiting(job("BTC"))).isNull();
  }

  @Test
  void aJobWaitsWhileItsVenueIsPausedAndNoLonger() {
    Backfill job = job("BTC");
    ingest.backfills().setState(job.id(), State.RUNNING, null);
    ledger.hold(BinanceProvider.NAME, Duration.ofSeconds(134), "too many requests");
    assertThat(waiting(job))
        .isEqualTo(new Waiting("Binance: too many requests", NOW.plusSeconds(134)));
    clock.advance(Duration.ofSeconds(135));
    assertThat(waiting(job)).isNull();
  }

  @Test
  void aJobThatHasEndedOrIsBeingCancelledWaitsForNothing() {
    ledger.hold(BinanceProvider.NAME, Duration.ofHours(1), "banned by the venue");
    Backfill ended = job("BTC");
    ingest.backfills().setState(ended.id(), State.FAILED, "a reason");
    Backfill cancelled = job("ETH");
    ingest.backfills().requestCancel(cancelled.id());
    assertThat(waiting(ended)).isNull();
    assertThat(waiting(cancelled)).isNull();
  }

  @Test
  void aJobWaitsForThoseBeforeItOnceTheyTakeAllPlaces() {
    Backfill first = job("BTC");
    Backfill second = job("ETH");
    Backfill third = job("SOL");
    Backfill fourth = job("ADA");
    String both = "backfills " + first.id() + " and " + second.id();
    assertThat(waiting(second)).isNull();
    assertThat(waiting(third)).isEqualTo(new Waiting(both, null));
    assertThat(waiting(fourth)).isEqualTo(new Waiting(both + " and 1 more", null));
    ingest.backfills().setState(first.id(), State.DONE, null);
    assertThat(waiting(third)).isNull();
  }

  @Test
  void aNewAttemptHasTheSeriesThatAreNotDone() {
    Backfill job = job("BTC", "ETH", "SOL");
    ingest.backfills().setSeriesState(job.id(), series(job, "BTC"), State.DONE, null);
    ingest.backfills().setSeriesState(job.id(), series(job, "ETH"), State.FAILED, "a reason");
    ingest.backfills().setSeriesState(job.id(), series(job, "SOL"), State.CANCELLED, null);
    ingest.backfills().setState(job.id(), State.FAILED, "a reason");
    Backfill next = requests.retry(stored(job)).orElseThrow();
    assertThat(next.id()).isGreaterThan(job.id());
    assertThat(next.state()).isEqualTo(State.QUEUED);
    assertThat(next.request()).isEqualTo(job.request());
    assertThat(next.series())
        .extracting(part -> part.series().symbol().base())
        .containsExactly("ETH", "SOL");
    assertThat(next.counts().total()).isEqualTo(job.counts().total() / 3 * 2);
  }

  @Test
  void aJobWithoutAnUnfinishedSeriesHasNoNewAttempt() {
    Backfill job = job("BTC");
    ingest.backfills().setSeriesState(job.id(), series(job, "BTC"), State.DONE, null);
    assertThat(requests.retry(stored(job))).isEmpty();
  }

  private static int series(Backfill job, String base) {
    return job.series().stream()
        .filter(part -> part.series().symbol().base().equals(base))
        .findFirst()
        .orElseThrow()
        .series()
        .id();
  }
}
