package dev.candlewick.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.api.http.JsonMapperCustomizer;
import dev.candlewick.api.portfolio.PortfolioAnalyticsApi;
import dev.candlewick.books.AccountFactsReader;
import dev.candlewick.books.AccountFigures;
import dev.candlewick.books.HoldingsReader;
import dev.candlewick.bus.Bus;
import dev.candlewick.bus.BusEvent;
import dev.candlewick.bus.LocalBus;
import dev.candlewick.identity.Actor;
import dev.candlewick.journal.Terms;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Listings;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.Symbol;
import dev.candlewick.market.Tick;
import dev.candlewick.portfolio.PortfolioSummary;
import dev.candlewick.store.Database;
import dev.candlewick.store.ledger.LedgerStore;
import dev.candlewick.store.ledger.LedgerStore.Asset;
import dev.candlewick.store.ledger.LedgerStore.Lot;
import dev.candlewick.store.ledger.PositionStore;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.price.TickStore;
import dev.candlewick.testing.Positions;
import dev.candlewick.testing.TestDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The updates of an account on a stream are, byte for byte, the responses of the API.
class OwnUpdatesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Actor ME = new Actor(0, "anonymous", "none", null);
  private static final Instrument BITCOIN = new Instrument("bitcoin", "BTC", "Bitcoin");

  private final Database database = TestDatabase.create();
  private final InstrumentStore instruments = new InstrumentStore(database);
  private final LedgerStore ledger = new LedgerStore(database);
  private final PositionStore positions = new PositionStore(database);
  private final TickStore ticks = new TickStore(database);
  private final HoldingsReader holdings = new HoldingsReader(ledger, instruments, ticks);
  private final Bus bus = new LocalBus(System.err::println);
  private final AccountFigures figures =
      new AccountFigures(
          database.changeFeed(),
          new AccountFactsReader(holdings, positions, Listings::empty),
          bus,
          100);
  private final ObjectMapper json = new ObjectMapper();
  private final FiguresJson updates = new FiguresJson(figures, json);

  OwnUpdatesTest() {
    new JsonMapperCustomizer().customize(json);
  }

  @AfterEach
  void close() {
    figures.close();
    database.close();
  }

  private void open(String quote, Side side) {
    Terms terms =
        new Terms(new Symbol("BTC", quote), side, new BigDecimal("0.5"), new BigDecimal("50000"));
    Positions.open(positions, ME, terms);
  }

  private void tick() {
    Tick tick = new Tick(BITCOIN, "USD", "test", NOON, new BigDecimal("45000.125"));
    ticks.save(List.of(tick));
    bus.publish(new BusEvent.Ticks(List.of(tick)));
  }

  @Test
  void thePortfolioIsTheAnswerOfItsSummary() throws IOException {
    Asset asset = new Asset(instruments.findOrCreate(BITCOIN).id(), "BTC");
    ledger.open(ME, asset, new Lot(new BigDecimal("0.5"), new BigDecimal("40000")), NOON);
    tick();
    byte[] response =
        json.writeValueAsBytes(
            PortfolioAnalyticsApi.PortfolioSummaryView.of(PortfolioSummary.of(holdings.all(0))));
    assertThat(updates.portfolio(0)).isEqualTo(response);
    assertThat(json.readTree(response).path("total_pnl").asText()).isEqualTo("2500.06");
    assertThat(json.readTree(response).path("as_of").asText()).isEqualTo("2026-01-01T12:00:00Z");
  }

  /// (50000 - 45000.125) * 0.5 for the sale.
  @Test
  void openPositionsAreShownAsTheJournalShowsThemWithPriceAndResult() throws IOException {
    open("USD", Side.SELL);
    open("EUR", Side.BUY);
    tick();
    JsonNode trades = json.readTree(updates.trades(0));
    assertThat(trades.path("open_positions").asInt()).isEqualTo(2);
    assertThat(trades.path("left_out").asInt()).isZero();
    assertThat(trades.path("unrealized_pnl"))
        .hasToString("{\"EUR\":null,\"USD\":\"2499.93750000\"}");
    JsonNode sold = trades.path("positions").get(1);
    assertThat(sold.path("symbol").asText()).isEqualTo("BTC/USD");
    assertThat(sold.path("trade_type").asText()).isEqualTo("SELL");
    assertThat(sold.path("entry_price").asText()).isEqualTo("50000.00000000");
    assertThat(sold.path("price").asText()).isEqualTo("45000.12500000");
    assertThat(sold.path("price_time").asText()).isEqualTo("2026-01-01T12:00:00Z");
    assertThat(sold.path("unrealized_pnl").asText()).isEqualTo("2499.93750000");
    assertThat(sold.path("reason").isNull()).isTrue();
    JsonNode bought = trades.path("positions").get(0);
    assertThat(bought.path("price").isNull()).isTrue();
    assertThat(bought.path("unrealized_pnl").isNull()).isTrue();
    assertThat(bought.path("reason").asText()).contains("BTC/EUR");
  }

  @Test
  void anEmptyAccountIsPublished() {
    assertThat(updates.trades(0))
        .asString()
        .isEqualTo("{\"positions\":[],\"unrealized_pnl\":{},\"open_positions\":0,\"left_out\":0}");
  }
}
