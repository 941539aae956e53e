package dev.candlewick.store.candle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.series.CandleSeries;
import dev.candlewick.store.Database;
import dev.candlewick.testing.Candles;
import dev.candlewick.testing.TestDatabase;
import dev.candlewick.testing.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Proves that the cache equals the store, whatever is saved meanwhile, in this or another process.
class SeriesCacheTest {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final int HOURS = 500;

  private Database.Login login;
  private Database database;
  private CandleStore candles;
  private SeriesCache cache;
  private Series series;

  @BeforeEach
  void open() throws InterruptedException {
    login = TestDatabase.login();
    database = Database.open(login, 8, message -> {});
    candles = new CandleStore(database);
    cache = new SeriesCache(database, candles, 8L << 20);
    series = new SeriesStore(database).register("binance", new Symbol("BTC", "USDT"), Interval.H1);
    database.changeFeed().start(message -> {});
    Waiting.untilTrue("listening", database.changeFeed()::isListening);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private CandleBatch batch(int from, int count, int seed) {
    return Candles.random(Grid.of(Interval.H1), START.plus(Duration.ofHours(from)), count, seed);
  }

  private CandleSeries cached(int from, int to) {
    return cache.series(
        series, START.plus(Duration.ofHours(from)), START.plus(Duration.ofHours(to)));
  }

  private CandleSeries stored(int from, int to) {
    return candles.series(
        series, START.plus(Duration.ofHours(from)), START.plus(Duration.ofHours(to)));
  }

  private static void same(CandleSeries one, CandleSeries two) {
    assertThat(one.openMicros()).isEqualTo(two.openMicros());
    assertThat(one.close()).isEqualTo(two.close());
    assertThat(one.volume()).isEqualTo(two.volume());
  }

  @Test
  void theSameRangeIsReadOnceAndAPartOfItNotAgain() {
    candles.save(series, batch(0, HOURS, 1), CandleStore.DifferencePolicy.CORRECT);
    same(cached(0, HOURS), stored(0, HOURS));
    same(cached(10, 20), stored(10, 20));
    same(cached(0, HOURS), stored(0, HOURS));
    assertThat(cache.stats().misses()).isEqualTo(1);
    assertThat(cache.stats().hits()).isEqualTo(2);
    assertThat(cache.stats().bytes()).isGreaterThan(HOURS * 48L);
  }

  @Test
  void aCorrectionIsSeenAtOnce() {
    candles.save(series, batch(0, HOURS, 1), CandleStore.DifferencePolicy.CORRECT);
    cached(0, HOURS);
    candles.save(series, batch(100, 10, 2), CandleStore.DifferencePolicy.CORRECT);
    same(cached(0, HOURS), stored(0, HOURS));
    assertThat(Arrays.equals(cached(100, 110).close(), candles(batch(100, 10, 2)))).isTrue();
  }

  private static double[] candles(CandleBatch batch) {
    double[] closes = new double[batch.size()];
    for (int i = 0; i < closes.length; i++) closes[i] = batch.candle(i).close().doubleValue();
    return closes;
  }

  @Test
  void aSaveOfAnotherProcessIsReceived() throws InterruptedException {
    candles.save(series, batch(0, 50, 1), CandleStore.DifferencePolicy.CORRECT);
    cached(0, HOURS);
    try (Database other = Database.open(login, 2, message -> {})) {
      new CandleStore(other).save(series, batch(50, 50, 3), CandleStore.DifferencePolicy.CORRECT);
    }
    Waiting.until(() -> cached(0, HOURS).size(), count -> count == 100);
    same(cached(0, HOURS), stored(0, HOURS));
    assertThat(cached(0, HOURS).size()).isEqualTo(100);
  }

  @Test
  void inAnyOrderOfWritesAndReadsTheCacheEqualsTheStore() {
    Random random = new Random(7);
    for (int step = 0; step < 150; step++) {
      int from = random.nextInt(HOURS);
      int count = 1 + random.nextInt(40);
      if (random.nextInt(3) == 0) {
        candles.save(series, batch(from, count, step), CandleStore.DifferencePolicy.CORRECT);
      }
      int start = random.nextInt(HOURS);
      int end = start + random.nextInt(HOURS);
      same(cached(start, end), stored(start, end));
    }
  }
}
