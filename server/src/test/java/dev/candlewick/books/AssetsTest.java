package dev.candlewick.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.catalog.Catalog;
import dev.candlewick.catalog.NameException;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.identity.Actor;
import dev.candlewick.identity.Caller;
import dev.candlewick.market.Instrument;
import dev.candlewick.portfolio.ValuedHolding;
import dev.candlewick.store.Database;
import dev.candlewick.store.ledger.LedgerStore;
import dev.candlewick.store.ledger.LedgerStore.Lot;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.listing.ListingStore;
import dev.candlewick.store.price.TickStore;
import dev.candlewick.testing.Catalogs;
import dev.candlewick.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What an account holds is found by the name it is listed under, and never under another's, and
/// what contradicts other transactions is refused.
class AssetsTest {
  private static final Actor ACTOR = Caller.anonymous(null).actor();
  private static final Lot LOT = new Lot(BigDecimal.ONE, BigDecimal.TEN);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

  private final Database database = TestDatabase.create();
  private final InstrumentStore instruments = new InstrumentStore(database);
  private final Catalog catalog = Catalogs.of(database, CLOCK);
  private final Assets assets =
      new Assets(
          new Symbols(catalog, Catalogs.spellings(catalog, database)),
          new LedgerStore(database),
          instruments,
          new HoldingsReader(new LedgerStore(database), instruments, new TickStore(database)),
          CLOCK);

  @AfterEach
  void close() {
    database.close();
  }

  private ValuedHolding add(String id, String ticker) {
    Instrument instrument = new Instrument(id, ticker, id);
    return assets.add(ACTOR, new Symbols.HoldingInstrument(ticker, instrument), LOT);
  }

  private long found(String name) {
    return assets.get(0, name).holding().instrumentId();
  }

  @Test
  void aTickerNeverMeansAnotherCoinOfIt() {
    list(new Instrument("bitcoin", "BTC", "Bitcoin"), new Instrument("batcat", "BTC", "Batcat"));
    long copy = add("batcat", "BTC").holding().instrumentId();
    assertThatThrownBy(() -> found("BTC")).hasMessageContaining("There is no asset");
    assertThat(found("batcat")).isEqualTo(copy);
    long real = add("bitcoin", "BTC").holding().instrumentId();
    assertThat(found("BTC")).isEqualTo(real);
    assets.delete(ACTOR, "BTC");
    assertThatThrownBy(() -> assets.delete(ACTOR, "BTC")).hasMessageContaining("There is no asset");
    assertThat(found("id:batcat")).isEqualTo(copy);
  }

  @Test
  void aTickerThatTwoHeldCoinsHaveIsReportedWithBoth() {
    list(new Instrument("helium", "HNT", "Helium"), new Instrument("hymnode", "HNT", "Hymnode"));
    long helium = add("helium", "HNT").holding().instrumentId();
    assertThat(found("HNT")).isEqualTo(helium);
    add("hymnode", "HNT");
    assertThatThrownBy(() -> found("HNT"))
        .isInstanceOfSatisfying(
            NameException.class,
            e ->
                assertThat(e.candidates())
                    .extracting(Instrument::id)
                    .containsExactlyInAnyOrder("helium", "hymnode"));
    assertThat(found("id:helium")).isEqualTo(helium);
  }

  private void list(Instrument... listed) {
    new ListingStore(database)
        .saveInstruments("coingecko", List.of(listed), List.of("USD"), CLOCK.instant());
  }

  @Test
  void aHoldingStoredBeforeAVenueListsItIsFoundByItsTicker() {
    assets.add(ACTOR, new Symbols.HoldingInstrument("ETH", null), LOT);
    assertThat(assets.get(0, "ETH").ticker()).isEqualTo("ETH");
    assertThat(assets.get(0, "eth").ticker()).isEqualTo("ETH");
  }

  @Test
  void aPurchaseBesidesTheOpeningOrAloneStandsAgainstChanges() {
    long id = add("bitcoin", "BTC").holding().instrumentId();
    buy(id);
    refused("has transactions besides its opening");
    database.transaction(
        0, "void", handle -> handle.execute("update ledger_transaction set voided_at = now()"));
    buy(id);
    refused("has transactions besides its opening");
    assertThatThrownBy(() -> add("bitcoin", "BTC")).hasMessageContaining("is there already");
    assertThat(assets.get(0, "BTC").holding().quantity()).isEqualByComparingTo("2");
  }

  private void buy(long instrument) {
    database.transaction(
        0,
        "buy",
        handle ->
            handle.execute(
                "insert into ledger_transaction (account_id, instrument_id, kind, executed_at,"
                    + " quantity, price) values (0, ?, 'BUY', '2026-02-01', 2, 20)",
                instrument));
  }

  private void refused(String words) {
    assertThatThrownBy(() -> assets.change(ACTOR, "BTC", before -> LOT))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining(words);
    assertThatThrownBy(() -> assets.delete(ACTOR, "BTC"))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining(words);
  }
}
