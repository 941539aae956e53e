package dev.candlewick.ingest.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.Providers;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.binance.BinanceProvider;
import dev.candlewick.provider.client.InMemoryBudgetLedger;
import dev.candlewick.provider.client.ScriptedVenue;
import dev.candlewick.provider.client.Timing;
import dev.candlewick.provider.kraken.KrakenProvider;
import dev.candlewick.series.Backfill;
import dev.candlewick.store.Database;
import dev.candlewick.store.candle.BackfillStore;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.testing.BinanceReplay;
import dev.candlewick.testing.Fault;
import dev.candlewick.testing.SteppingClock;
import dev.candlewick.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Proves that an estimate states what the job then does, and that making it requests nothing and
/// stores nothing.
class BackfillEstimatorTest {
  private static final Instant DAY = Instant.parse("2023-06-05T00:00:00Z");
  private static final int HOURS = 2500;
  private static final Database DATABASE = TestDatabase.create();
  private static int number;

  private final SteppingClock clock = new SteppingClock(DAY.plus(Duration.ofDays(125)));
  private final InMemoryBudgetLedger ledger = new InMemoryBudgetLedger(clock);
  private final Symbol symbol = new Symbol("EST" + ++number, "USDT");
  private final BinanceReplay venue =
      BinanceReplay.of(Map.of(symbol.joined() + "-1h", rows())).clock(clock);
  private final Ingest ingest =
      ingest(new BinanceProvider(List.of(venue.uri()), Duration.ofSeconds(5), ledger, timing()));

  @AfterEach
  void closeVenue() {
    venue.close();
  }

  @AfterAll
  static void closeDatabase() {
    DATABASE.close();
  }

  private Timing timing() {
    return new Timing(clock, clock::nanos, clock::advance, () -> 0.5);
  }

  private Ingest ingest(CandleProvider provider) {
    return new Ingest(
        new Providers(List.of(provider)),
        new SeriesStore(DATABASE),
        new CandleStore(DATABASE),
        new CoverageStore(DATABASE),
        new BackfillStore(DATABASE),
        clock,
        wait -> {});
  }

  private static Instant hour(int hour) {
    return DAY.plus(Duration.ofHours(hour));
  }

  private static List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (int hour = 0; hour < HOURS; hour++) {
      long open = hour(hour).toEpochMilli();
      rows.add(
          "[%d,\"10\",\"12\",\"9\",\"11\",\"5\",%d,\"55\",3,\"2\",\"22\",\"0\"]"
              .formatted(open, open + 3_599_999));
    }
    return rows;
  }

  private BackfillEstimate estimate(Instant from, Instant to) {
    return estimate(ingest, BinanceProvider.NAME, from, to);
  }

  private BackfillEstimate estimate(Ingest with, String provider, Instant from, Instant to) {
    return new BackfillEstimator(with, 4)
        .estimate(
            new Backfill.Request(provider, from, to, false), List.of(symbol), List.of(Interval.H1));
  }

  private static BackfillReport run(
      Ingest with, String provider, Symbol symbol, Instant from, Instant to) {
    Backfill job =
        new BackfillRequests(with)
            .submit(
                new Backfill.Request(provider, from, to, false),
                List.of(symbol),
                List.of(Interval.H1));
    try (BackfillRunner runner = new BackfillRunner(with, 1, message -> {})) {
      runner.run(job.id());
    }
    return new BackfillReports(with).of(with.backfills().find(job.id()).orElseThrow());
  }

  private BackfillReport run(Instant from, Instant to) {
    return run(ingest, BinanceProvider.NAME, symbol, from, to);
  }

  private static void requireSame(BackfillEstimate estimate, BackfillReport done) {
    assertThat(done.state()).isEqualTo(Backfill.State.DONE);
    assertThat(done.total()).isEqualTo(estimate.candles());
    assertThat(done.duplicates()).isEqualTo(estimate.stored());
    assertThat(done.inserted()).isEqualTo(estimate.toFetch());
    assertThat(done.requests()).isEqualTo(estimate.requests());
  }

  @Test
  void theJobDoesWhatTheEstimateStates() {
    BackfillEstimate estimate = estimate(hour(0), hour(HOURS));
    assertThat(estimate.candles()).isEqualTo(HOURS);
    assertThat(estimate.stored()).isZero();
    assertThat(estimate.toFetch()).isEqualTo(HOURS);
    assertThat(estimate.requests()).isEqualTo(3);
    assertThat(estimate.notes()).singleElement().asString().contains("is not known yet");
    requireSame(estimate, run(hour(0), hour(HOURS)));
  }

  @Test
  void whatIsStoredIsNotCountedAgain() {
    run(hour(700), hour(1200));
    BackfillEstimate estimate = estimate(hour(0), hour(HOURS));
    assertThat(estimate.stored()).isEqualTo(500);
    assertThat(estimate.toFetch()).isEqualTo(2000);
    assertThat(estimate.requests()).as("one page before, two after").isEqualTo(3);
    requireSame(estimate, run(hour(0), hour(HOURS)));
    BackfillEstimate again = estimate(hour(0), hour(HOURS));
    assertThat(again.toFetch()).isZero();
    assertThat(again.requests()).isZero();
    assertThat(again.seconds()).isZero();
    requireSame(again, run(hour(0), hour(HOURS)));
  }

  @Test
  void anEstimateRequestsNothingAndStoresNothing() {
    BackfillEstimate estimate = estimate(hour(0), hour(100));
    assertThat(estimate.series())
        .containsExactly(
            new BackfillEstimate.Part(symbol.joined(), Interval.H1, 100, 0, 100, 1, null));
    assertThat(venue.requests()).isEmpty();
    assertThat(ingest.series().find(BinanceProvider.NAME, symbol, Interval.H1)).isEmpty();
  }

  @Test
  void whereCandlesBeginIsKnownOnceItWasRequested() {
    run(hour(-500), hour(100));
    BackfillEstimate estimate = estimate(hour(-500), hour(200));
    assertThat(estimate.series().getFirst().availableFrom()).isEqualTo(hour(0));
    assertThat(estimate.candles()).isEqualTo(700);
    assertThat(estimate.stored()).isEqualTo(100);
    assertThat(estimate.toFetch()).isEqualTo(100);
    assertThat(estimate.notes()).isEmpty();
  }

  @Test
  void whatFollowsStoredCandlesHasAKnownBeginning() {
    run(hour(0), hour(100));
    assertThat(estimate(hour(200), hour(300)).notes()).isEmpty();
    assertThat(estimate(hour(200), hour(300)).toFetch()).isEqualTo(100);
  }

  @Test
  void candlesThatHaveNotClosedAreNotRequested() {
    clock.advance(Duration.ofMinutes(90));
    BackfillEstimate estimate = estimate(hour(2990), hour(3005));
    assertThat(estimate.candles()).isEqualTo(15);
    assertThat(estimate.toFetch()).isEqualTo(11);
    assertThat(estimate.notes()).contains("4 candles have not closed yet.");
  }

  @Test
  void aPauseOfTheVenueIsAddedToTheTime() {
    double before = estimate(hour(0), hour(HOURS)).seconds();
    ledger.hold(BinanceProvider.NAME, Duration.ofSeconds(134), "too many requests");
    BackfillEstimate estimate = estimate(hour(0), hour(HOURS));
    assertThat(estimate.seconds()).isEqualTo(before + 134);
    assertThat(estimate.notes())
        .contains(
            "Binance receives no request before "
                + clock.instant().plusSeconds(134)
                + ": too many requests.");
  }

  @Test
  void theTimeIsNotKnownWhileTheVenueDoesNotRespond() {
    CandleProvider provider = ingest.providers().find(BinanceProvider.NAME).orElseThrow();
    venue.faultRate(0, 1);
    for (int i = 0; i < 40; i++) venue.enqueue(Fault.badGatewayHtml());
    for (int i = 0; i < 5; i++) {
      try {
        provider.fetchListings();
      } catch (ProviderException e) {
        assertThat(e.kind()).isNotNull();
      }
    }
    BackfillEstimate estimate = estimate(hour(0), hour(HOURS));
    assertThat(estimate.seconds()).isNull();
    assertThat(estimate.requests()).isEqualTo(3);
  }

  @Test
  void whatKrakenNoLongerKeepsIsNamedAndNotRequested() throws IOException {
    Instant now = clock.instant();
    Instant kept = now.minus(Duration.ofDays(30));
    try (ScriptedVenue kraken = new ScriptedVenue()) {
      Ingest limited = ingest(krakenAt(kraken.uri()));
      kraken.then(
          "{\"error\":[],\"result\":{\"unixtime\":" + now.getEpochSecond() + "}}",
          krakenRows(kept, 720));
      Instant from = now.minus(Duration.ofDays(530));
      BackfillEstimate estimate = estimate(limited, KrakenProvider.NAME, from, now);
      assertThat(estimate.candles()).isEqualTo(12_720);
      assertThat(estimate.toFetch()).isEqualTo(720);
      assertThat(estimate.series().getFirst().availableFrom()).isEqualTo(kept);
      assertThat(estimate.notes())
          .containsExactly(
              "Kraken keeps only its last 720 candles; 12,000 older ones cannot be fetched.");
      requireSame(estimate, run(limited, KrakenProvider.NAME, symbol, from, now));
    }
  }

  private CandleProvider krakenAt(URI uri) {
    return new KrakenProvider(uri, Duration.ofSeconds(5), ledger, timing());
  }

  private static String krakenRows(Instant from, int count) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          "[%d,\"10\",\"12\",\"9\",\"11\",\"10.5\",\"5\",3]"
              .formatted(from.plus(Duration.ofHours(i)).getEpochSecond()));
    }
    long last = from.plus(Duration.ofHours(count - 1)).getEpochSecond();
    return "{\"error\":[],\"result\":{\"COINUSD\":[%s],\"last\":%d}}"
        .formatted(String.join(",", rows), last);
  }
}
