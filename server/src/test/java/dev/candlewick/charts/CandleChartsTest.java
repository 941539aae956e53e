package dev.candlewick.charts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.follow.ScriptedMarket;
import dev.candlewick.ingest.poll.BlockedRequest;
import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.store.Database;
import dev.candlewick.store.candle.BackfillStore;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesCache;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.testing.Candles;
import dev.candlewick.testing.Catalogs;
import dev.candlewick.testing.SteppingClock;
import dev.candlewick.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Charts of an exchange's candles when two ranges of one series are requested concurrently; over a
/// real PostgreSQL.
class CandleChartsTest {
  private static final Instant NOW = Instant.parse("2026-05-04T10:20:00Z");
  private static final int DAYS_KEPT = 70;

  private final SteppingClock clock = new SteppingClock(NOW);
  private Database database;
  private ScriptedMarket market;
  private CandleCharts charts;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    Grid grid = Grid.of(Interval.H1);
    Instant from = grid.floor(NOW.minus(Duration.ofDays(DAYS_KEPT)));
    market = new ScriptedMarket(clock, candles(grid, from), List.of());
    CandleStore candles = new CandleStore(database);
    Ingest ingest =
        new Ingest(
            new Providers(List.of(market)),
            new SeriesStore(database),
            candles,
            new CoverageStore(database),
            new BackfillStore(database),
            clock,
            wait -> {});
    charts =
        new CandleCharts(
            ingest,
            Catalogs.of(database, clock, market),
            new SeriesCache(database, candles, 1 << 20),
            database.changeFeed());
  }

  private static List<Candle> candles(Grid grid, Instant from) {
    CandleBatch batch = Candles.random(grid, from, DAYS_KEPT * 24 + 1, 7);
    return IntStream.range(0, batch.size()).mapToObj(batch::candle).toList();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private MarketChart chart(int days) {
    return charts.chart(market, new ChartRequest("ETH", null, "USD", days, null, null));
  }

  @Test
  void aLongerRangeRequestedDuringAShorterOneIsAnsweredWhole() throws InterruptedException {
    BlockedRequest held = new BlockedRequest();
    market.beforeCandles = held::hold;
    AtomicReference<MarketChart> shorter = new AtomicReference<>();
    AtomicReference<MarketChart> longer = new AtomicReference<>();
    Thread first = held.startBlocked(() -> shorter.set(chart(2)));
    Thread second = held.startWaiting(() -> longer.set(chart(60)));
    held.release(first, second);
    assertThat(shorter.get().prices().size()).isEqualTo(2 * 24);
    assertThat(longer.get().prices().size()).isEqualTo(60 * 24);
    assertThat(longer.get().stale()).isFalse();
  }

  @Test
  void theSameRangeRequestedTwiceAtOnceIsFetchedOnce() throws InterruptedException {
    BlockedRequest held = new BlockedRequest();
    market.beforeCandles = held::hold;
    Thread first = held.startBlocked(() -> assertThat(chart(2).prices().size()).isEqualTo(48));
    Thread second = held.startWaiting(() -> assertThat(chart(2).prices().size()).isEqualTo(48));
    held.release(first, second);
    assertThat(market.candleRequests).hasValue(1);
  }
}
