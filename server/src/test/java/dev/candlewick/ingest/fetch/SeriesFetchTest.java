package dev.candlewick.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.RetryPolicy;
import dev.candlewick.ingest.backfill.BackfillReport;
import dev.candlewick.ingest.backfill.BackfillReports;
import dev.candlewick.ingest.backfill.BackfillRequests;
import dev.candlewick.ingest.backfill.BackfillRunner;
import dev.candlewick.ingest.follow.SettlingCheck;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.binance.BinanceProvider;
import dev.candlewick.provider.client.InMemoryBudgetLedger;
import dev.candlewick.provider.client.ScriptedVenue;
import dev.candlewick.provider.client.Timing;
import dev.candlewick.provider.kraken.KrakenProvider;
import dev.candlewick.series.Backfill;
import dev.candlewick.series.Coverage;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.store.Database;
import dev.candlewick.store.candle.BackfillStore;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.testing.BinanceReplay;
import dev.candlewick.testing.Cases;
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
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Proves how a fetch treats invalid rows, gaps, and candles that a venue revises just after their
/// close: what is stored, what the coverage states, and how many requests the venue receives.
class SeriesFetchTest {
  private static final String PAGE = "/api/v3/klines";
  private static final Instant DAY = Instant.parse("2023-06-05T00:00:00Z");
  private static final Database DATABASE = TestDatabase.create();
  private static int number;

  private final SteppingClock clock = new SteppingClock(DAY.plus(Duration.ofDays(2)));
  private BinanceReplay venue = BinanceReplay.of(Map.of());
  private Ingest ingest = ingest();

  @AfterEach
  void closeVenue() {
    venue.close();
  }

  @AfterAll
  static void closeDatabase() {
    DATABASE.close();
  }

  /// Starts a venue with these rows of one symbol that no other test uses.
  private Symbol over(List<String> rows) {
    Symbol symbol = new Symbol("COIN" + ++number, "USDT");
    venue.close();
    venue = BinanceReplay.of(Map.of(symbol.joined() + "-1h", rows)).clock(clock);
    ingest = ingest();
    return symbol;
  }

  private Ingest ingest() {
    BinanceProvider provider =
        new BinanceProvider(
            List.of(venue.uri()),
            Duration.ofSeconds(5),
            new InMemoryBudgetLedger(clock),
            new Timing(clock, clock::nanos, clock::advance, () -> 0.5));
    return ingest(provider);
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

  private Series series(Symbol symbol) {
    return ingest.series().register(BinanceProvider.NAME, symbol, Interval.H1);
  }

  /// Fetches one series as a backfill does.
  private List<Span> backfill(Symbol symbol, Instant from, Instant to) {
    SeriesFetch.Request run = new SeriesFetch.Request(series(symbol), from, to, null, () -> false);
    return new SeriesFetch(
            ingest,
            ingest.providers().find(BinanceProvider.NAME).orElseThrow(),
            RetryPolicy.none(clock),
            run)
        .fetch();
  }

  private List<Span> coverage(Symbol symbol) {
    return ingest.coverage().find(series(symbol).id()).spans();
  }

  private static Instant hour(int hour) {
    return DAY.plus(Duration.ofHours(hour));
  }

  private static Span span(int from, int to, State state) {
    return new Span(hour(from), hour(to), state, null);
  }

  private static String row(int hour) {
    long open = hour(hour).toEpochMilli();
    return "[%d,\"10\",\"12\",\"9\",\"11\",\"5\",%d,\"55\",3,\"2\",\"22\",\"0\"]"
        .formatted(open, open + 3_599_999);
  }

  private static List<String> rows(int... hours) {
    List<String> rows = new ArrayList<>();
    for (int hour : hours) rows.add(row(hour));
    return rows;
  }

  @Test
  void aFetchKeepsTheSoundRowsOfAPageAndNamesTheOneThatCannotBe() {
    Symbol symbol = over(Cases.klines("AAAUSDT|1h"));
    CandleFetch.Outcome outcome =
        new CandleFetch(ingest)
            .fetch(
                ingest.providers().find(BinanceProvider.NAME).orElseThrow(),
                symbol,
                Interval.H1,
                new CandleFetch.Range(hour(0), hour(23)),
                1000);
    assertThat(outcome.saved().inserted()).isEqualTo(23);
    assertThat(outcome.bad()).hasSize(1);
    assertThat(outcome.bad().getFirst().open()).isEqualTo(hour(10));
    assertThat(outcome.bad().getFirst().reason())
        .contains("candle 10 of the page, opened " + hour(10), "high must be at least");
    assertBadHour(symbol);
  }

  @Test
  void aBackfillStoresTheSameRowsAndRequestsTheInvalidOneOnceMore() {
    Symbol symbol = over(Cases.klines("AAAUSDT|1h"));
    List<Span> failed = backfill(symbol, hour(0), hour(24));
    assertThat(failed).hasSize(1);
    assertThat(failed.getFirst().from()).isEqualTo(hour(10));
    assertThat(failed.getFirst().reason()).contains("opened " + hour(10), "high must be");
    assertBadHour(symbol);
    assertThat(venue.count(PAGE)).isEqualTo(2);
  }

  private void assertBadHour(Symbol symbol) {
    assertThat(series(symbol).candles()).isEqualTo(23);
    assertThat(coverage(symbol))
        .extracting(Span::from, Span::to, Span::state)
        .containsExactly(
            tuple(hour(0), hour(10), State.COVERED),
            tuple(hour(10), hour(11), State.FAILED),
            tuple(hour(11), hour(24), State.COVERED));
  }

  @Test
  void aRowThatIsInvalidOnceAndValidWhenRequestedAgainIsStored() {
    Symbol symbol = over(rows(0, 1, 2));
    venue.enqueue(Fault.highBelowLow());
    assertThat(backfill(symbol, hour(0), hour(3))).isEmpty();
    assertThat(coverage(symbol)).containsExactly(span(0, 3, State.COVERED));
    assertThat(venue.count(PAGE)).isEqualTo(2);
  }

  @Test
  void theGapBeforeARowOffTheGridIsRequestedAndConfirmed() {
    Symbol symbol = over(Cases.klines("EEEUSDT|1h"));
    Instant first = Instant.parse("2018-02-07T22:00:00Z");
    Instant end = Instant.parse("2018-02-09T13:00:00Z");
    List<Span> failed = backfill(symbol, first, end);
    Instant hole = Instant.parse("2018-02-08T01:00:00Z");
    Instant offGrid = Instant.parse("2018-02-09T09:00:00Z");
    assertThat(failed).hasSize(1);
    assertThat(failed.getFirst().from()).isEqualTo(offGrid);
    assertThat(failed.getFirst().reason()).contains("09:28:14.789Z", "off the 1h grid");
    assertThat(coverage(symbol))
        .contains(new Span(hole, offGrid, State.CONFIRMED_EMPTY, null))
        .noneMatch(span -> span.state() == State.UNAVAILABLE);
    assertThat(series(symbol).candles()).isEqualTo(6);
  }

  @Test
  void aGapTakenForTheEndIsRequestedOnceCandlesFollowIt() {
    Symbol symbol = over(rows(0, 1, 6, 7));
    Span end = new Span(hour(2), hour(6), State.UNAVAILABLE, Coverage.AFTER_LAST);
    backfill(symbol, hour(0), hour(8));
    ingest.coverage().mark(series(symbol).id(), List.of(end));
    long before = venue.count(PAGE);
    backfill(symbol, hour(0), hour(8));
    assertThat(coverage(symbol))
        .containsExactly(
            span(0, 2, State.COVERED),
            span(2, 6, State.CONFIRMED_EMPTY),
            span(6, 8, State.COVERED));
    assertThat(venue.count(PAGE) - before).isEqualTo(1);
    backfill(symbol, hour(0), hour(8));
    assertThat(venue.count(PAGE) - before).isEqualTo(1);
  }

  @Test
  void eachGapCostsOneRequestAndNoStoredRowIsRequestedAgain() {
    Symbol symbol = over(rows(0, 1, 4, 5, 8, 9));
    backfill(symbol, hour(0), hour(10));
    assertThat(venue.count(PAGE)).isEqualTo(3);
    assertThat(ingest.candles().totals().duplicates()).isZero();
    assertThat(ingest.candles().totals().inserted()).isEqualTo(6);
    assertThat(coverage(symbol))
        .containsExactly(
            span(0, 2, State.COVERED),
            span(2, 4, State.CONFIRMED_EMPTY),
            span(4, 6, State.COVERED),
            span(6, 8, State.CONFIRMED_EMPTY),
            span(8, 10, State.COVERED));
    backfill(symbol, hour(0), hour(10));
    assertThat(venue.count(PAGE)).isEqualTo(3);
  }

  @Test
  void aSeriesThatIsNotFollowedIsAlsoSettledWithOneRequest() {
    Symbol symbol = over(rows(44, 45, 46, 47));
    backfill(symbol, hour(44), hour(48));
    SettlingCheck check = new SettlingCheck(ingest, message -> {}, () -> false);
    check.run(clock.instant());
    assertThat(venue.count(PAGE)).as("not settled yet").isEqualTo(1);
    clock.advance(Settling.TIME);
    venue.enqueue(Fault.lie(rows -> List.of(rows.getFirst().replace("\"11\"", "\"11.5\""))));
    check.run(clock.instant());
    assertThat(venue.count(PAGE)).isEqualTo(2);
    assertThat(ingest.candles().totals().corrected()).isEqualTo(1);
    clock.advance(Settling.TIME);
    check.run(clock.instant());
    assertThat(venue.count(PAGE)).as("settled").isEqualTo(2);
  }

  @Test
  void aVenueThatIsDownIsRequestedAgainForUnsettledCandles() {
    Symbol symbol = over(rows(44, 45, 46, 47));
    backfill(symbol, hour(44), hour(48));
    List<String> log = new ArrayList<>();
    SettlingCheck check = new SettlingCheck(ingest, log::add, () -> false);
    clock.advance(Settling.TIME);
    venue.enqueue(Fault.status(403, Map.of(), "no"));
    check.run(clock.instant());
    assertThat(log).hasSize(1);
    assertThat(ingest.coverage().find(series(symbol).id()).unsettled(hour(0), hour(48))).hasSize(1);
    clock.advance(Duration.ofMinutes(2));
    check.run(clock.instant());
    assertThat(coverage(symbol)).containsExactly(span(44, 48, State.COVERED));
  }

  @Test
  void theCountsOfABackfillAddUpToItsTotal() {
    Symbol symbol = over(rows(2, 3, 6, 7));
    BackfillReport first = ordered(symbol, hour(0), hour(8));
    assertThat(first.inserted()).isEqualTo(4);
    assertThat(first.duplicates()).isZero();
    assertThat(first.unavailable()).isEqualTo(2);
    assertThat(first.confirmedEmpty()).isEqualTo(2);
    assertThat(sum(first)).isEqualTo(first.total()).isEqualTo(8);
    assertThat(first.requests()).isEqualTo(venue.count(PAGE)).isEqualTo(3);

    BackfillReport second = ordered(symbol, hour(0), hour(8));
    assertThat(second.inserted()).isZero();
    assertThat(second.duplicates()).as("stored before").isEqualTo(4);
    assertThat(sum(second)).isEqualTo(8);
    assertThat(second.requests()).isZero();
    assertThat(venue.count(PAGE)).isEqualTo(3);
  }

  @Test
  void aBackfillOfKrakenStoresWhatIsAvailableAndReportsTheRest() throws IOException {
    Symbol symbol = new Symbol("COIN" + ++number, "USD");
    try (ScriptedVenue kraken = new ScriptedVenue()) {
      ingest = ingest(krakenAt(kraken.uri()));
      kraken.then(
          "{\"error\":[],\"result\":{\"unixtime\":" + clock.instant().getEpochSecond() + "}}",
          krakenRows(hour(48 - 720), 720));
      Instant from = hour(48 - 1000);
      BackfillReport report = ordered(KrakenProvider.NAME, symbol, from, hour(48));
      assertThat(report.inserted()).isEqualTo(720);
      assertThat(report.unavailable()).isEqualTo(280);
      assertThat(sum(report)).isEqualTo(report.total()).isEqualTo(1000);
      Series series = ingest.series().find(KrakenProvider.NAME, symbol, Interval.H1).orElseThrow();
      assertThat(ingest.coverage().find(series.id()).spans().getFirst())
          .isEqualTo(new Span(from, hour(48 - 720), State.UNAVAILABLE, Coverage.NOT_KEPT));
      ordered(KrakenProvider.NAME, symbol, from, hour(48));
      assertThat(kraken.requests()).as("its time and one page").isEqualTo(2);
    }
  }

  private CandleProvider krakenAt(URI uri) {
    return new KrakenProvider(
        uri,
        Duration.ofSeconds(5),
        new InMemoryBudgetLedger(clock),
        new Timing(clock, clock::nanos, clock::advance, () -> 0.5));
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

  private BackfillReport ordered(Symbol symbol, Instant from, Instant to) {
    return ordered(BinanceProvider.NAME, symbol, from, to);
  }

  private BackfillReport ordered(String provider, Symbol symbol, Instant from, Instant to) {
    Backfill.Request order = new Backfill.Request(provider, from, to, false);
    Backfill job =
        new BackfillRequests(ingest).submit(order, List.of(symbol), List.of(Interval.H1));
    try (BackfillRunner runner = new BackfillRunner(ingest, 1, message -> {})) {
      runner.run(job.id());
    }
    Backfill ended = ingest.backfills().find(job.id()).orElseThrow();
    assertThat(ended.state()).isEqualTo(Backfill.State.DONE);
    return new BackfillReports(ingest).of(ended);
  }

  private static long sum(BackfillReport report) {
    return report.inserted()
        + report.duplicates()
        + Objects.requireNonNull(report.confirmedEmpty())
        + Objects.requireNonNull(report.unavailable())
        + Objects.requireNonNull(report.failed())
        + Objects.requireNonNull(report.missing());
  }

  @Test
  void aBackfillOfNothingIsRefused() {
    Backfill.Request order = new Backfill.Request(BinanceProvider.NAME, hour(0), hour(1), false);
    BackfillRequests orders = new BackfillRequests(ingest);
    assertThatThrownBy(() -> orders.submit(order, List.of(), List.of(Interval.H1)))
        .hasMessage("a backfill needs a symbol and an interval");
  }

  @Test
  void aCandleRevisedJustAfterItsCloseIsCorrectedByTheNextBackfillThatComesLateEnough() {
    Symbol symbol = over(rows(44, 45, 46, 47));
    backfill(symbol, hour(44), hour(48));
    assertThat(venue.count(PAGE)).isEqualTo(1);
    assertThat(coverage(symbol))
        .containsExactly(
            span(44, 47, State.COVERED),
            new Span(hour(47), hour(48), State.COVERED, Coverage.JUST_CLOSED));
    backfill(symbol, hour(44), hour(48));
    assertThat(venue.count(PAGE)).as("not settled yet").isEqualTo(1);

    clock.advance(Settling.TIME);
    venue.enqueue(Fault.lie(rows -> List.of(rows.getFirst().replace("\"11\"", "\"11.5\""))));
    backfill(symbol, hour(44), hour(48));
    assertThat(venue.count(PAGE)).isEqualTo(2);
    assertThat(ingest.candles().totals().corrected()).isEqualTo(1);
    assertThat(ingest.candles().batch(series(symbol), hour(47), hour(48)).candle(0).close())
        .isEqualByComparingTo("11.5");
    assertThat(coverage(symbol)).containsExactly(span(44, 48, State.COVERED));

    backfill(symbol, hour(44), hour(48));
    assertThat(venue.count(PAGE)).as("settled").isEqualTo(2);
  }
}
