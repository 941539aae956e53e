package dev.candlewick.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.candlewick.ingest.Providers;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.overview.SeriesOverview.Detail;
import dev.candlewick.overview.SeriesOverview.Row;
import dev.candlewick.overview.SeriesOverview.Zoom;
import dev.candlewick.provider.client.InMemoryBudgetLedger;
import dev.candlewick.provider.client.Timing;
import dev.candlewick.provider.kraken.KrakenProvider;
import dev.candlewick.provider.simulated.SimulatedProvider;
import dev.candlewick.series.Coverage;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.series.CoverageStrip.Part;
import dev.candlewick.store.Database;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.PostedCandleStore;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.testing.Candles;
import dev.candlewick.testing.SteppingClock;
import dev.candlewick.testing.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Proves the stretch, the counts and the gaps that the list of series shows, over a real database.
class SeriesOverviewTest {
  private static final Grid HOURS = Grid.of(Interval.H1);
  private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");
  private static final Symbol BTC = new Symbol("BTC", "USDT");

  private final Database database = TestDatabase.create();
  private final SteppingClock clock = new SteppingClock(hour(100).plusSeconds(900));
  private final SeriesStore series = new SeriesStore(database);
  private final CandleStore candles = new CandleStore(database);
  private final CoverageStore coverage = new CoverageStore(database);
  private final SeriesOverview overview =
      new SeriesOverview(
          series,
          coverage,
          new Providers(
              List.of(
                  new SimulatedProvider(1, clock),
                  new KrakenProvider(
                      URI.create("http://127.0.0.1:9"),
                      Duration.ofSeconds(1),
                      new InMemoryBudgetLedger(clock),
                      Timing.of(clock)))),
          clock);

  @AfterEach
  void close() {
    database.close();
  }

  private static Instant hour(int hour) {
    return DAY.plus(Duration.ofHours(hour));
  }

  private static Span span(int from, int to, State state, @Nullable String reason) {
    return new Span(hour(from), hour(to), state, reason);
  }

  private static Span covered(int from, int to) {
    return span(from, to, State.COVERED, null);
  }

  /// Stores the candles of the covered spans, and the coverage.
  private Series store(String provider, Symbol symbol, Interval interval, Span... spans) {
    Series entry = series.register(provider, symbol, interval);
    for (Span span : spans) {
      int count = (int) entry.grid().count(span.from(), span.to());
      CandleBatch batch =
          span.state() == State.COVERED
              ? Candles.random(entry.grid(), span.from(), count, 7)
              : CandleBatch.empty();
      candles.savePage(entry, batch, List.of(span), null);
    }
    return series.find(entry.id()).orElseThrow();
  }

  private Series hours(Span... spans) {
    return store("simulated", BTC, Interval.H1, spans);
  }

  private Row only() {
    List<Row> rows = overview.list(null, null, null, 240);
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }

  private static Part part(int from, int to, State state) {
    return new Part(hour(from), hour(to), state, to - from);
  }

  @Test
  void aStretchIsFromTheFirstCandleToTheLastThatMustBeThere() {
    hours(span(-500, 10, State.UNAVAILABLE, Coverage.BEFORE_FIRST), covered(10, 90));
    Row row = only();
    assertThat(row.from()).isEqualTo(hour(10));
    assertThat(row.to()).isEqualTo(hour(100));
    assertThat(row.strip().parts())
        .containsExactly(part(10, 90, State.COVERED), part(90, 100, State.MISSING));
    assertThat(row.missing()).isEqualTo(10);
    assertThat(row.strip().count(State.UNAVAILABLE)).isZero();
    assertThat(row.covered()).isEqualTo("88.89");
    assertThat(row.lacksCandles()).isTrue();
    assertThat(row.note()).isNull();
  }

  @Test
  void aCandleThatHasJustClosedIsNotMissingYet() {
    hours(covered(10, 100));
    clock.advance(Duration.ofSeconds(3600 - 900 + 5));
    assertThat(only().missing()).isZero();
    assertThat(only().to()).isEqualTo(hour(100));
    clock.advance(Duration.ofSeconds(15));
    assertThat(only().missing()).isEqualTo(1);
    hours(covered(100, 101));
    assertThat(only().missing()).isZero();
    assertThat(only().covered()).isEqualTo("100.00");
  }

  @Test
  void anEarlierTimeThatFailedBelongsToTheStretch() {
    hours(span(0, 5, State.FAILED, "malformed"), covered(5, 100));
    Row row = only();
    assertThat(row.from()).isEqualTo(hour(0));
    assertThat(row.strip().count(State.FAILED)).isEqualTo(5);
    assertThat(row.covered()).isEqualTo("95.00");
    assertThat(row.lacksCandles()).isTrue();
  }

  @Test
  void holesThatTheVenueConfirmsAreNoShareOfTheWhole() {
    hours(covered(0, 40), span(40, 46, State.CONFIRMED_EMPTY, null), covered(46, 100));
    assertThat(only().covered()).isEqualTo("100.00");
    assertThat(only().strip().count(State.CONFIRMED_EMPTY)).isEqualTo(6);
    assertThat(only().lacksCandles()).isFalse();
  }

  @Test
  void almostEverythingIsNeverShownAsEverything() {
    clock.advance(Duration.ofHours(40_000));
    hours(covered(0, 40_099));
    assertThat(only().missing()).isEqualTo(1);
    assertThat(only().covered()).isEqualTo("99.99");
  }

  @Test
  void aVenueThatKeepsLittleIsNotedAndHasNoWholeOnceMoreWasRequested() {
    Symbol symbol = new Symbol("BTC", "USD");
    store("kraken", symbol, Interval.H1, covered(20, 100));
    assertThat(only().note()).isEqualTo("Kraken keeps only its last 720 candles.");
    assertThat(only().covered()).isEqualTo("100.00");
    store("kraken", symbol, Interval.H1, span(-900, 20, State.UNAVAILABLE, Coverage.NOT_KEPT));
    assertThat(only().covered()).isNull();
    assertThat(only().missing()).isZero();
    assertThat(only().from()).isEqualTo(hour(20));
  }

  @Test
  void aSeriesWithoutCandlesShowsWhatWasRequested() {
    hours(span(60, 100, State.UNAVAILABLE, Coverage.AFTER_LAST));
    Row row = only();
    assertThat(row.from()).isEqualTo(hour(60));
    assertThat(row.strip().parts()).containsExactly(part(60, 100, State.UNAVAILABLE));
    assertThat(row.covered()).isNull();
  }

  @Test
  void aSeriesOfWhichNothingIsKnownHasAnEmptyStretch() {
    series.register("simulated", BTC, Interval.H1);
    Row row = only();
    assertThat(row.from()).isEqualTo(row.to());
    assertThat(row.strip().parts()).isEmpty();
    assertThat(row.covered()).isNull();
    assertThat(row.missing()).isZero();
  }

  @Test
  void postedCandlesAreCompleteOrNotKnownToBe() {
    PostedCandleStore posted = new PostedCandleStore(database, candles);
    posted.save(
        List.of(
            new PostedCandleStore.Posting(BTC, Interval.H1, Candles.random(HOURS, hour(0), 9, 3))));
    assertThat(only().strip().parts()).containsExactly(part(0, 9, State.COVERED));
    assertThat(only().covered()).isEqualTo("100.00");
    assertThat(only().missing()).isZero();
    posted.save(
        List.of(
            new PostedCandleStore.Posting(
                BTC, Interval.H1, Candles.random(HOURS, hour(20), 1, 3))));
    Row row = only();
    assertThat(row.to()).isEqualTo(hour(21));
    assertThat(row.strip().parts()).isEmpty();
    assertThat(row.covered()).isNull();
    assertThat(row.missing()).isNull();
    assertThat(row.lacksCandles()).isFalse();
    assertThat(row.note()).startsWith("Posted candles");
  }

  @Test
  void theListIsOrderedBySymbolAndIntervalAndFiltered() {
    store("simulated", new Symbol("ETH", "USDT"), Interval.H1, covered(0, 1));
    store("simulated", BTC, Interval.D1, new Span(hour(0), hour(24), State.COVERED, null));
    store("simulated", BTC, Interval.H1, covered(0, 1));
    store("kraken", BTC, Interval.H1, covered(0, 1));
    store("simulated", BTC, Interval.M15, new Span(hour(0), hour(1), State.COVERED, null));
    assertThat(overview.list(null, null, null, 10))
        .extracting(
            row -> row.series().symbol().joined(),
            row -> row.series().interval().code(),
            row -> row.series().provider())
        .containsExactly(
            tuple("BTCUSDT", "15m", "simulated"),
            tuple("BTCUSDT", "1h", "kraken"),
            tuple("BTCUSDT", "1h", "simulated"),
            tuple("BTCUSDT", "1d", "simulated"),
            tuple("ETHUSDT", "1h", "simulated"));
    assertThat(overview.list("kraken", null, null, 10)).hasSize(1);
    assertThat(overview.list(null, "ETHUSDT", null, 10)).hasSize(1);
    assertThat(overview.list(null, null, Interval.H1, 10)).hasSize(3);
    assertThat(overview.list("mtgox", null, null, 10)).isEmpty();
  }

  @Test
  void aZoomedStretchHasItsGapsTheNewestFirstWithTheirReasons() {
    Series entry =
        hours(
            covered(0, 30),
            span(30, 36, State.CONFIRMED_EMPTY, null),
            covered(36, 60),
            span(60, 62, State.FAILED, "high below low"),
            covered(62, 90));
    Detail detail = overview.detail(entry, new Zoom(hour(33), hour(95), 240, 100));
    assertThat(detail.row().from()).isEqualTo(hour(33));
    assertThat(detail.row().to()).isEqualTo(hour(95));
    assertThat(detail.total()).isEqualTo(3);
    assertThat(detail.gaps())
        .extracting(SeriesOverview.Gap::span, SeriesOverview.Gap::candles)
        .containsExactly(
            tuple(span(90, 95, State.MISSING, null), 5L),
            tuple(span(60, 62, State.FAILED, "high below low"), 2L),
            tuple(span(33, 36, State.CONFIRMED_EMPTY, null), 3L));
    assertThat(detail.row().missing()).isEqualTo(5);
    Detail newest = overview.detail(entry, new Zoom(hour(33), hour(95), 10, 1));
    assertThat(newest.gaps()).hasSize(1);
    assertThat(newest.total()).isEqualTo(3);
    assertThat(newest.row().strip().parts()).hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void aZoomShowsWhatIsBeforeTheFirstCandleAndNothingAfterNow() {
    Series entry = hours(span(-50, 10, State.UNAVAILABLE, Coverage.BEFORE_FIRST), covered(10, 100));
    Detail detail =
        overview.detail(entry, new Zoom(hour(-20).plusSeconds(1), hour(5000), 240, 100));
    assertThat(detail.row().from()).isEqualTo(hour(-20));
    assertThat(detail.row().to()).isEqualTo(hour(100));
    assertThat(detail.gaps())
        .extracting(SeriesOverview.Gap::span)
        .containsExactly(span(-20, 10, State.UNAVAILABLE, Coverage.BEFORE_FIRST));
    Detail whole = overview.detail(entry, new Zoom(null, null, 240, 100));
    assertThat(whole.row().from()).isEqualTo(hour(10));
    assertThat(whole.total()).isZero();
    Detail future = overview.detail(entry, new Zoom(hour(400), hour(500), 240, 100));
    assertThat(future.row().strip().parts()).isEmpty();
    assertThat(future.total()).isZero();
  }

  @Test
  void manySpansAreMergedToTheResolution() {
    List<Span> spans = new ArrayList<>();
    for (int i = 0; i < 50; i++) spans.add(covered(2 * i, 2 * i + 1));
    Series entry = hours(spans.toArray(Span[]::new));
    Row row = overview.list(null, null, null, 10).getFirst();
    assertThat(row.strip().parts()).containsExactly(part(0, 100, State.MISSING));
    assertThat(row.strip().count(State.COVERED)).isEqualTo(50);
    assertThat(row.missing()).isEqualTo(50);
    assertThat(overview.detail(entry, new Zoom(hour(0), hour(10), 10, 100)).row().strip().parts())
        .hasSize(10);
  }
}
