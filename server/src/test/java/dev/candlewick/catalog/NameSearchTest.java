package dev.candlewick.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.catalog.NameSearch.Result;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Interval;
import dev.candlewick.market.SearchEntry;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.market.Tick;
import dev.candlewick.store.Database;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.listing.StoredNamesStore;
import dev.candlewick.store.price.TickStore;
import dev.candlewick.testing.Candles;
import dev.candlewick.testing.Catalogs;
import dev.candlewick.testing.SteppingClock;
import dev.candlewick.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The search over a real PostgreSQL: it knows what is stored as soon as it is.
class NameSearchTest {
  private static final Instant NOW = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instrument BITCOIN = new Instrument("bitcoin", "BTC", "Bitcoin");

  private Database database;
  private NameSearch search;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    search =
        new NameSearch(
            Catalogs.of(database, new SteppingClock(NOW)),
            new StoredNamesStore(database),
            List.of("binance", "kraken"));
    new InstrumentStore(database).registerAll(List.of(BITCOIN));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void save(String provider, Symbol symbol) {
    Series series = new SeriesStore(database).register(provider, symbol, Interval.H1);
    new CandleStore(database)
        .save(
            series,
            Candles.random(Grid.of(Interval.H1), NOW, 2, 1),
            CandleStore.DifferencePolicy.CORRECT);
  }

  private List<Result> found(String query) {
    return search.search(query, 10).results();
  }

  @Test
  void aSymbolIsFoundFromItsFirstCandleOn() {
    assertThat(search.search("mycoin", 10).results()).isEmpty();
    new SeriesStore(database).register("posted", new Symbol("MYCOIN", "USDT"), Interval.D1);
    assertThat(search.search("mycoin", 10).results()).isEmpty();
    save("posted", new Symbol("MYCOIN", "USDT"));
    assertThat(found("mycoin"))
        .singleElement()
        .satisfies(result -> {
          assertThat(result.stored()).isTrue();
          assertThat(result.hit().entry())
              .isEqualTo(
                  new SearchEntry.OfMarket("posted", new Symbol("MYCOIN", "USDT"), null, null));
        });
  }

  @Test
  void anInstrumentIsStoredFromItsFirstPriceOn() {
    assertThat(found("bitcoin").getFirst().stored()).isFalse();
    new TickStore(database)
        .save(List.of(new Tick(BITCOIN, "USD", "coingecko", NOW, new BigDecimal("42000"))));
    assertThat(found("bitcoin").getFirst().stored()).isTrue();
    assertThat(found("ethereum").getFirst().stored()).isFalse();
  }

  @Test
  void storedMarketsComeBeforeInstrumentsWithoutData() {
    save("kraken", new Symbol("BTC", "USD"));
    assertThat(found("btc").getFirst().hit().entry())
        .isInstanceOfSatisfying(
            SearchEntry.OfMarket.class,
            market -> {
              assertThat(market.provider()).isEqualTo("kraken");
              assertThat(market.instrument()).isEqualTo(BITCOIN);
            });
  }

  @Test
  void theNearestNamesAreStatedWhenNoNameMatches() {
    assertThat(search.search("bitcion", 10).nearest()).startsWith("Bitcoin");
    assertThat(search.search("bitcoin", 10).nearest()).isEmpty();
    assertThat(search.search("zzzzzzzzzzzz", 10))
        .isEqualTo(new NameSearch.Results(List.of(), List.of()));
  }
}
