package dev.candlewick.store.candle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.series.CandleSeries;
import dev.candlewick.store.Database;
import dev.candlewick.store.RevisionStore;
import dev.candlewick.store.StoreException;
import dev.candlewick.store.candle.CandleStore.DifferencePolicy;
import dev.candlewick.store.candle.CandleStore.SaveResult;
import dev.candlewick.testing.Candles;
import dev.candlewick.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves, on a real PostgreSQL, that a candle is stored exactly once and with its exact values,
/// and that a correction loses nothing.
class CandleStoreTest {
  private static final Instant START = Instant.parse("2020-12-30T00:00:00Z");
  private static final Grid MINUTES = Grid.of(Interval.M1);

  private static Database database;
  private static CandleStore store;
  private static SeriesStore dictionary;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    store = new CandleStore(database);
    dictionary = new SeriesStore(database);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static Series series(String base) {
    return dictionary.register("binance", new Symbol(base, "USDT"), Interval.M1);
  }

  private static CandleBatch stored(Series series) {
    return store.batch(series, CandleStore.MIN_OPEN_TIME, CandleStore.OPEN_TIME_END);
  }

  private static void assertSame(CandleBatch actual, CandleBatch expected) {
    assertThat(actual.size()).isEqualTo(expected.size());
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.candle(i)).isEqualTo(expected.candle(i));
    }
  }

  @Test
  void candlesAreReadAsWrittenToTheLastDecimalAcrossAYearsEnd() {
    Series series = series("EXACT");
    CandleBatch batch = Candles.random(MINUTES, START, 5000, 1);
    assertThat(store.save(series, batch, DifferencePolicy.CORRECT))
        .isEqualTo(new SaveResult(5000, 0, 0));
    assertSame(stored(series), batch);
  }

  @Test
  void savingAgainChangesNothingAndReportsDuplicates() {
    Series series = series("TWICE");
    CandleBatch batch = Candles.random(MINUTES, START, 1000, 2);
    store.save(series, batch, DifferencePolicy.CORRECT);
    assertThat(store.save(series, batch, DifferencePolicy.CORRECT))
        .isEqualTo(new SaveResult(0, 1000, 0));
    assertThat(dictionary.find(series.id()).orElseThrow().candles()).isEqualTo(1000);
  }

  @Test
  void anyOrderOfOverlappingBatchesEndsInTheSameCandlesAndExactCounts() {
    Series series = series("LAW");
    CandleBatch all = Candles.random(MINUTES, START, 3000, 3);
    Random random = new Random(3);
    boolean[] seen = new boolean[3000];
    for (int round = 0; round < 40; round++) {
      int from = random.nextInt(2999);
      int to = from + 1 + random.nextInt(Math.min(400, 3000 - from));
      long fresh = IntStream.range(from, to).filter(i -> !seen[i]).count();
      SaveResult result = store.save(series, all.slice(from, to), DifferencePolicy.CORRECT);
      assertThat(result).isEqualTo(new SaveResult(fresh, to - from - fresh, 0));
      for (int i = from; i < to; i++) seen[i] = true;
    }
    store.save(series, all, DifferencePolicy.CORRECT);
    assertSame(stored(series), all);
    assertThat(dictionary.find(series.id()).orElseThrow().candles()).isEqualTo(3000);
  }

  @Test
  void aSparseBatchIsComparedCandleByCandle() {
    Series series = series("SPARSE");
    CandleBatch all = Candles.random(MINUTES, START, 2000, 4);
    store.save(series, all, DifferencePolicy.CORRECT);
    CandleBatch sparse = CandleBatch.of(List.of(all.candle(0), all.candle(1000), all.candle(1999)));
    assertThat(store.save(series, sparse, DifferencePolicy.CORRECT))
        .isEqualTo(new SaveResult(0, 3, 0));
  }

  @Test
  void aDifferentValueIsACorrectionAndTheOldOneIsRecorded() {
    Series series = series("CORRECT");
    CandleBatch batch = Candles.random(MINUTES, START, 10, 5);
    store.save(series, batch, DifferencePolicy.CORRECT);
    Candle old = batch.candle(4);
    Candle now = Candles.withVolume(old, old.volume().add(new BigDecimal("0.00000001")));
    assertThat(store.save(series, CandleBatch.of(List.of(now)), DifferencePolicy.CORRECT))
        .isEqualTo(new SaveResult(0, 0, 1));
    assertThat(stored(series).candle(4)).isEqualTo(now);
    assertThat(correctedVolumes(series))
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactly(old.volume());
    assertThat(dictionary.find(series.id()).orElseThrow().corrections()).isEqualTo(1);
  }

  @Test
  void aCorrectionIsAnAlarmWithSeriesOpenTimeOldAndNewValue() {
    List<String> alarms = new ArrayList<>();
    CandleStore alarmed = new CandleStore(database, alarms::add);
    Series series = series("ALARM");
    CandleBatch batch = Candles.random(MINUTES, START, 3, 5);
    alarmed.save(series, batch, DifferencePolicy.CORRECT);
    alarmed.save(series, batch, DifferencePolicy.CORRECT);
    assertThat(alarms).isEmpty();
    Candle old = batch.candle(1);
    Candle now = Candles.withVolume(old, new BigDecimal("7.5"));
    alarmed.savePage(series, CandleBatch.of(List.of(now)), List.of(), null);
    assertThat(alarms)
        .containsExactly(
            "binance ALARM/USDT 1m candle opened %s was corrected: volume %s to 7.5"
                .formatted(old.openTime(), old.volume().toPlainString()));
    RevisionStore.Revisions revisions = new RevisionStore(database).read();
    assertThat(revisions.correctedCandles()).isPositive();
    assertThat(revisions.correctedLastDay()).isPositive();
    assertThat(revisions.newest())
        .extracting(
            RevisionStore.NewestCorrection::symbol, RevisionStore.NewestCorrection::openTime)
        .containsExactly("ALARMUSDT", old.openTime());
  }

  private static List<BigDecimal> correctedVolumes(Series series) {
    return database.transaction(
        "read the corrections",
        handle ->
            handle
                .createQuery("select volume from candle_correction where series_id = :id")
                .bind("id", series.id())
                .mapTo(BigDecimal.class)
                .list());
  }

  @Test
  void trailingZerosAreNoCorrection() {
    Series series = series("ZEROS");
    Candle candle = Candles.random(MINUTES, START, 1, 6).candle(0);
    store.save(series, CandleBatch.of(List.of(candle)), DifferencePolicy.CORRECT);
    Candle zeros = Candles.withVolume(candle, candle.volume().setScale(12));
    assertThat(store.save(series, CandleBatch.of(List.of(zeros)), DifferencePolicy.CORRECT))
        .isEqualTo(new SaveResult(0, 1, 0));
  }

  @Test
  void aPostedCandleStaysAsItIsAndAVenuesWins() {
    Candle venue = Candles.random(MINUTES, START, 1, 7).candle(0);
    PostedCandleStore posted = new PostedCandleStore(database, store);
    Candle lie = Candles.withVolume(venue, BigDecimal.ONE);
    assertThat(posted.save(List.of(posting("SHADOW", lie)))).isEqualTo(1);
    assertThat(posted.save(List.of(posting("SHADOW", venue)))).isZero();
    CandlePageStore pages = new CandlePageStore(database);
    assertThat(pages.find("SHADOWUSDT", Interval.M1, START).orElseThrow().candle()).isEqualTo(lie);
    store.save(series("SHADOW"), CandleBatch.of(List.of(venue)), DifferencePolicy.CORRECT);
    CandlePageStore.Row shown = pages.find("SHADOWUSDT", Interval.M1, START).orElseThrow();
    assertThat(shown.candle()).isEqualTo(venue);
    assertThat(shown.provider()).isEqualTo("binance");
    CandlePageStore.Filter filter =
        new CandlePageStore.Filter(null, "SHADOWUSDT", Interval.M1, null, null);
    assertThat(pages.page(filter, true, 10, 0).total()).isEqualTo(1);
  }

  private static PostedCandleStore.Posting posting(String base, Candle candle) {
    return new PostedCandleStore.Posting(
        new Symbol(base, "USDT"), Interval.M1, CandleBatch.of(List.of(candle)));
  }

  @Test
  void aPostedCandleThatAVenueHasMakesNoSeries() {
    Candle venue = Candles.random(MINUTES, START, 1, 7).candle(0);
    store.save(series("TAKEN"), CandleBatch.of(List.of(venue)), DifferencePolicy.CORRECT);
    assertThat(new PostedCandleStore(database, store).save(List.of(posting("TAKEN", venue))))
        .isZero();
    assertThat(dictionary.list(Series.POSTED, "TAKENUSDT", null)).isEmpty();
  }

  @Test
  void anUnsoundOrUnorderedBatchIsRefusedWhole() {
    Series series = series("WRONG");
    CandleBatch batch = Candles.random(MINUTES, START, 3, 8);
    CandleBatch reversed =
        CandleBatch.of(List.of(batch.candle(1), batch.candle(0), batch.candle(2)));
    assertThatThrownBy(() -> store.save(series, reversed, DifferencePolicy.CORRECT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2020-12-30T00:00:00Z");
    assertThat(stored(series).size()).isZero();
  }

  @Test
  void eightWritersOfOneSeriesStoreEachCandleOnce() throws Exception {
    Series series = series("RACE");
    CandleBatch all = Candles.random(MINUTES, START, 800, 9);
    List<Callable<SaveResult>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      writers.add(() -> store.save(series, all, DifferencePolicy.CORRECT));
    }
    long inserted = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<SaveResult> result : threads.invokeAll(writers))
        inserted += result.get().inserted();
    }
    assertThat(inserted).isEqualTo(800);
    assertSame(stored(series), all);
  }

  @Test
  void theSeriesHasTheNearestDoublesOfTheExactValues() {
    Series series = series("DOUBLE");
    CandleBatch batch = Candles.random(MINUTES, START, 3000, 10);
    store.save(series, batch, DifferencePolicy.CORRECT);
    CandleSeries columns = store.series(series, START, CandleStore.OPEN_TIME_END);
    assertThat(columns.size()).isEqualTo(3000);
    for (int i = 0; i < 3000; i++) {
      Candle exact = batch.candle(i);
      assertThat(columns.openMicros()[i]).isEqualTo(Grid.micros(exact.openTime()));
      assertThat(columns.open()[i]).isEqualTo(exact.open().doubleValue());
      assertThat(columns.high()[i]).isEqualTo(exact.high().doubleValue());
      assertThat(columns.low()[i]).isEqualTo(exact.low().doubleValue());
      assertThat(columns.close()[i]).isEqualTo(exact.close().doubleValue());
      assertThat(columns.volume()[i]).isEqualTo(exact.volume().doubleValue());
    }
  }

  @Test
  void deletingASeriesTakesItsCandlesAndNoOthers() {
    Series gone = series("GONE");
    Series stays = series("STAYS");
    CandleBatch batch = Candles.random(MINUTES, START, 50, 11);
    store.save(gone, batch, DifferencePolicy.CORRECT);
    store.save(stays, batch, DifferencePolicy.CORRECT);
    assertThat(dictionary.delete(gone.id())).isEqualTo(50);
    assertThat(dictionary.find(gone.id())).isEmpty();
    assertThat(stored(gone).size()).isZero();
    assertThat(stored(stays).size()).isEqualTo(50);
    assertThatThrownBy(() -> store.save(gone, batch, DifferencePolicy.CORRECT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("was deleted");
  }
}
