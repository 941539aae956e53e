package dev.candlewick.store.candle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.Database;
import dev.candlewick.testing.Candles;
import dev.candlewick.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Proves which source's candle is shown where several have one, and that simulated candles appear
/// only where their source is named.
class CandleRankTest {
  private static final Grid GRID = Grid.of(Interval.H1);
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final Database DATABASE = TestDatabase.create();

  private final CandleStore candles = new CandleStore(DATABASE);
  private final CandlePageStore pages = new CandlePageStore(DATABASE);
  private final PostedCandleStore posted = new PostedCandleStore(DATABASE, candles);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static CandleBatch batch(int from, int count) {
    return Candles.random(GRID, GRID.plus(START, from), count, from);
  }

  private void save(String provider, Symbol symbol, int from, int count) {
    Series series = new SeriesStore(DATABASE).register(provider, symbol, Interval.H1);
    candles.save(series, batch(from, count), CandleStore.DifferencePolicy.CORRECT);
  }

  private long post(Symbol symbol, int from, int count) {
    return posted.save(
        List.of(new PostedCandleStore.Posting(symbol, Interval.H1, batch(from, count))));
  }

  private List<String> shown(Symbol symbol, String provider) {
    CandlePageStore.Filter filter =
        new CandlePageStore.Filter(provider, symbol.joined(), Interval.H1, null, null);
    CandlePageStore.Page page = pages.page(filter, false, 100, 0);
    assertThat(page.total()).isEqualTo(page.rows().size());
    return page.rows().stream().map(CandlePageStore.Row::provider).toList();
  }

  @Test
  void whereSeveralVenuesHaveACandleTheBestRankedIsShown() {
    Symbol symbol = new Symbol("RANKED", "USDT");
    save("kraken", symbol, 0, 3);
    save("coinbase", symbol, 1, 3);
    save("binance", symbol, 2, 1);
    save("unranked", symbol, 3, 2);
    assertThat(shown(symbol, null))
        .containsExactly("kraken", "coinbase", "binance", "coinbase", "unranked");
    assertThat(shown(symbol, "kraken")).containsExactly("kraken", "kraken", "kraken");
  }

  @Test
  void simulatedCandlesAppearOnlyUnderTheirOwnName() {
    Symbol symbol = new Symbol("SIMULATED", "USDT");
    save("simulated", symbol, 0, 2);
    assertThat(shown(symbol, null)).isEmpty();
    assertThat(pages.find(symbol.joined(), Interval.H1, START)).isEmpty();
    assertThat(shown(symbol, "simulated")).hasSize(2);
  }

  @Test
  void aPostedCandleNeverExistsBesideAVenues() {
    Symbol symbol = new Symbol("POSTED", "USDT");
    save("unranked", symbol, 1, 1);
    assertThat(post(symbol, 0, 3)).isEqualTo(2);
    assertThat(shown(symbol, null)).containsExactly("posted", "unranked", "posted");
    assertThat(shown(symbol, "posted")).hasSize(2);
  }

  @Test
  void aPostedCandleIsStoredBesideASimulatedOne() {
    Symbol symbol = new Symbol("BESIDE", "USDT");
    save("simulated", symbol, 0, 1);
    assertThat(post(symbol, 0, 1)).isEqualTo(1);
    assertThat(post(symbol, 0, 1)).as("posted again").isZero();
    assertThat(shown(symbol, null)).containsExactly("posted");
  }
}
