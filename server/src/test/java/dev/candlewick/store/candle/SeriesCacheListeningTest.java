package dev.candlewick.store.candle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.Database;
import dev.candlewick.testing.Candles;
import dev.candlewick.testing.TestDatabase;
import dev.candlewick.testing.Waiting;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Proves that the caches return nothing old while the connection that receives the changes of
/// other processes is broken, nor after it is restored.
class SeriesCacheListeningTest {
  private static final Grid GRID = Grid.of(Interval.H1);
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant END = GRID.plus(START, 100);

  private Database.Login login;
  private Database database;
  private Database otherProcess;
  private SeriesCache cache;
  private Series series;

  @BeforeEach
  void open() {
    login = TestDatabase.login();
    database = Database.open(login, 4, message -> {});
    otherProcess = Database.open(login, 4, message -> {});
    cache = new SeriesCache(database, new CandleStore(database), 8L << 20);
    series = new SeriesStore(database).register("binance", new Symbol("BTC", "USDT"), Interval.H1);
  }

  @AfterEach
  void close() {
    otherProcess.close();
    database.close();
  }

  private void listen() {
    database.changeFeed().start(message -> {});
    Waiting.until(database.changeFeed()::isListening, listening -> listening);
  }

  private void breakListening() {
    TestDatabase.endSessions(login, "application_name = 'candlewick changes'");
  }

  private void saveInOtherProcess(int from, int count) {
    CandleBatch batch = Candles.random(GRID, GRID.plus(START, from), count, from);
    new CandleStore(otherProcess).save(series, batch, CandleStore.DifferencePolicy.CORRECT);
  }

  private int cachedCandles() {
    return cache.series(series, START, END).size();
  }

  @Test
  void withoutListeningEachReadIsOneOfTheStore() {
    saveInOtherProcess(0, 10);
    assertThat(cachedCandles()).isEqualTo(10);
    saveInOtherProcess(10, 10);
    assertThat(cachedCandles()).isEqualTo(20);
    assertThat(cache.stats().misses() + cache.stats().hits()).isZero();
  }

  @Test
  void aChangeWhileTheConnectionIsBrokenIsSeenWhenItIsRestored() {
    saveInOtherProcess(0, 10);
    listen();
    assertThat(cachedCandles()).isEqualTo(10);
    breakListening();
    saveInOtherProcess(10, 10);
    Waiting.until(database.changeFeed()::isListening, listening -> !listening);
    assertThat(cachedCandles()).as("while it is broken").isEqualTo(20);
    Waiting.until(database.changeFeed()::isListening, listening -> listening);
    assertThat(cachedCandles()).as("when it is restored").isEqualTo(20);
    saveInOtherProcess(20, 10);
    Waiting.until(this::cachedCandles, count -> count == 30);
  }

  @Test
  void listenersReadAnewWhenTheConnectionIsLostAndWhenItIsRestored() {
    AtomicInteger invalidations = new AtomicInteger();
    database
        .changeFeed()
        .subscribe(
            new ChangeFeed.Listener() {
              @Override
              public void onChange(String topic, long fromMicros) {
                throw new AssertionError("nothing changes");
              }

              @Override
              public void onMissedChanges() {
                invalidations.incrementAndGet();
              }
            });
    listen();
    assertThat(invalidations).hasValue(1);
    breakListening();
    Waiting.until(database.changeFeed()::isListening, listening -> !listening);
    Waiting.until(database.changeFeed()::isListening, listening -> listening);
    assertThat(invalidations).hasValue(3);
  }

  @Test
  void aVersionChangesWithEachChangeAndWithEachLossOfTheConnection() {
    ChangeFeed changes = database.changeFeed();
    listen();
    String topic = ChangeFeed.LISTINGS;
    long before = changes.version(topic);
    assertThat(changes.version(topic)).isEqualTo(before);
    changes.publishAfterCommit(topic);
    long changed = changes.version(topic);
    assertThat(changed).isNotEqualTo(before);
    breakListening();
    Waiting.until(changes::isListening, listening -> !listening);
    long broken = changes.version(topic);
    assertThat(broken).isNotEqualTo(changed);
    assertThat(changes.version(topic)).as("each read while it is broken").isNotEqualTo(broken);
    Waiting.until(changes::isListening, listening -> listening);
    long restored = changes.version(topic);
    assertThat(changes.version(topic)).isEqualTo(restored);
  }
}
