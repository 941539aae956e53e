package dev.candlewick.store.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Print;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.store.Database;
import dev.candlewick.store.StoreException;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.store.price.PrintFeedStore.PrintFeed;
import dev.candlewick.testing.Candles;
import dev.candlewick.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves what the stores return to the code that stores a feed's candles and prints.
class FeedStoresTest {
  private static final Instant START = Instant.parse("2025-03-01T00:00:00Z");
  private static final Symbol SYMBOL = new Symbol("BTC", "USDT");
  private static final PrintFeed FEED = new PrintFeed("binance", SYMBOL);

  private final Database database = TestDatabase.create();
  private final PrintStore prints = new PrintStore(database);
  private final PrintFeedStore printFeeds = new PrintFeedStore(database);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void storedCandlesStayCoveredThoughTheVenueLacksThem() {
    Grid grid = Grid.of(Interval.M1);
    Series series = new SeriesStore(database).register("binance", SYMBOL, Interval.M1);
    CandleStore candles = new CandleStore(database);
    CandleBatch delivered = Candles.random(grid, grid.plus(START, 5), 2, 1);
    Span covered = new Span(grid.plus(START, 5), grid.plus(START, 7), State.COVERED, null);
    candles.savePage(series, delivered, List.of(covered), null);
    Span nothing = new Span(START, grid.plus(START, 10), State.UNAVAILABLE, "not yet");
    candles.savePage(series, CandleBatch.empty(), List.of(nothing), null);
    assertThat(new CoverageStore(database).find(series.id()).spans())
        .containsExactly(
            new Span(START, covered.from(), State.UNAVAILABLE, "not yet"),
            covered,
            new Span(covered.to(), nothing.to(), State.UNAVAILABLE, "not yet"));
  }

  @Test
  void theLastPrintHasTheHighestNumberSinceItsFeedWasAdded() {
    prints.saveAll("binance", List.of(print(SYMBOL, 5000)));
    assertThat(prints.findLast(FEED)).isEmpty();
    assertThat(printFeeds.add(FEED)).isTrue();
    assertThat(printFeeds.add(FEED)).isFalse();
    assertThat(prints.findLast(FEED)).as("stored before the feed was added").isEmpty();
    prints.saveAll("binance", List.of(print(SYMBOL, 9), print(SYMBOL, 10)));
    prints.saveAll("kraken", List.of(print(SYMBOL, 11)));
    prints.saveAll("binance", List.of(print(new Symbol("BTCU", "SDT"), 12)));
    assertThat(prints.findLast(FEED)).contains(print(SYMBOL, 10));
    assertThat(printFeeds.findAll()).containsExactly(FEED);
    assertThat(printFeeds.remove(FEED)).isTrue();
    assertThat(printFeeds.remove(FEED)).isFalse();
    assertThat(prints.findLast(FEED)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"25006", "58000", "58030", "40001", "57P01"})
  void aTransientErrorIsRetryable(String state) {
    String raise = "do $$ begin raise exception using errcode = '%s'; end $$".formatted(state);
    assertThatThrownBy(() -> database.run("try", handle -> handle.execute(raise)))
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.isRetryable()).isTrue());
  }

  private static Print print(Symbol symbol, long number) {
    return new Print(
        symbol, BigDecimal.TEN, BigDecimal.ONE, START, Print.Side.BUY, Long.toString(number));
  }
}
