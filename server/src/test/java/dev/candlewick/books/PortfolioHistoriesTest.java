package dev.candlewick.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.identity.Actor;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Tick;
import dev.candlewick.portfolio.PortfolioHistory.Point;
import dev.candlewick.store.Database;
import dev.candlewick.store.ledger.LedgerStore;
import dev.candlewick.store.ledger.LedgerStore.Asset;
import dev.candlewick.store.ledger.LedgerStore.Lot;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.price.PastPriceStore;
import dev.candlewick.store.price.TickStore;
import dev.candlewick.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Proves, on a real PostgreSQL, which stored prices count at a time, and where the day begins.
class PortfolioHistoriesTest {
  private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
  private static final Instrument BITCOIN = new Instrument("bitcoin", "BTC", "Bitcoin");
  private static final Actor ME = new Actor(0, "anonymous", "none", null);

  private Database database;
  private TickStore ticks;
  private LedgerStore ledger;
  private InstrumentStore instruments;
  private PortfolioHistories histories;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    ticks = new TickStore(database);
    ledger = new LedgerStore(database);
    instruments = new InstrumentStore(database);
    histories =
        new PortfolioHistories(ledger, instruments, new PastPriceStore(database), () -> NOON);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void hold(Instant since) {
    Asset asset = new Asset(instruments.findOrCreate(BITCOIN).id(), "BTC");
    ledger.open(ME, asset, new Lot(new BigDecimal("0.5"), new BigDecimal("80")), since);
  }

  private void price(Instant time, String quote, String price) {
    ticks.save(List.of(new Tick(BITCOIN, quote, "test", time, new BigDecimal(price))));
  }

  @Test
  void aPriceCountsForAQuarterOfAnHourAndTheNewestOneInDollars() {
    hold(NOON.minusSeconds(3600));
    price(NOON.minusSeconds(3600), "USD", "90");
    price(NOON.minusSeconds(3300), "EUR", "1");
    price(NOON.minusSeconds(3000), "USD", "100");
    List<Point> points = histories.history(0, null, null, 5).history().points();
    assertThat(points)
        .extracting(Point::time)
        .containsExactly(
            NOON.minusSeconds(3600),
            NOON.minusSeconds(2700),
            NOON.minusSeconds(1800),
            NOON.minusSeconds(900),
            NOON);
    assertThat(points.get(0).value()).isEqualByComparingTo("45");
    assertThat(points.get(1).value()).isEqualByComparingTo("50");
    assertThat(points.get(2).value()).isNull();
    assertThat(points.get(2).unpriced()).hasSize(1);
    assertThat(histories.history(0, null, null, 5).tickers()).containsValue("BTC");
  }

  @Test
  void aHistoryBeginsWithTheFirstTransactionAndIsEmptyWithoutOne() {
    assertThat(histories.history(0, null, null, 10).history().points()).isEmpty();
    hold(NOON.minusSeconds(10));
    Instant before = NOON.minusSeconds(86_400);
    assertThat(histories.history(0, before, null, 10).history().points().getFirst().time())
        .isEqualTo(NOON.minusSeconds(10));
    assertThat(histories.history(0, null, before, 10).history().points()).isEmpty();
    assertThat(histories.history(0, null, null, 1000).history().points()).hasSize(11);
  }

  /// The night of 29 March 2026 has 23 hours in Berlin: the day began at 23:00 UTC.
  @Test
  void theDayBeginsInTheZone() {
    hold(NOON.minusSeconds(86_400 * 2));
    price(Instant.parse("2026-03-28T22:59:00Z"), "USD", "100");
    price(Instant.parse("2026-03-28T23:55:00Z"), "USD", "104");
    price(NOON, "USD", "110");
    PortfolioHistories.NamedChange berlin = histories.changeToday(0, ZoneId.of("Europe/Berlin"));
    assertThat(berlin.change().since()).isEqualTo(Instant.parse("2026-03-28T23:00:00Z"));
    assertThat(berlin.change().change()).isEqualByComparingTo("5");
    PortfolioHistories.NamedChange utc = histories.changeToday(0, ZoneOffset.UTC);
    assertThat(utc.change().change()).isEqualByComparingTo("3");
    PortfolioHistories.NamedChange tokyo = histories.changeToday(0, ZoneId.of("Asia/Tokyo"));
    assertThat(tokyo.change().change()).isNull();
    assertThat(tokyo.unpriced()).containsExactly("BTC");
  }
}
