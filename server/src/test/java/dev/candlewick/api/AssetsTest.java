package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.account.Caller;
import dev.candlewick.ingest.KnownInstruments;
import dev.candlewick.ingest.Providers;
import dev.candlewick.live.OwnHoldings;
import dev.candlewick.market.Instrument;
import dev.candlewick.portfolio.ValuedHolding;
import dev.candlewick.store.Database;
import dev.candlewick.store.InstrumentStore;
import dev.candlewick.store.LedgerStore;
import dev.candlewick.store.LedgerStore.Lot;
import dev.candlewick.store.TickStore;
import dev.candlewick.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What an account holds is found by the name it is listed under, whatever the registry knows, and
/// what contradicts other transactions is refused.
class AssetsTest {
  private static final Caller CALLER = Caller.anonymous(null);
  private static final Lot LOT = new Lot(BigDecimal.ONE, BigDecimal.TEN);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

  private final Database database = TestDatabase.create();
  private final InstrumentStore instruments = new InstrumentStore(database);
  private final KnownInstruments known =
      new KnownInstruments(new Providers(List.of()), CLOCK, System.err::println);
  private final Assets assets =
      new Assets(
          new Symbols(known),
          new LedgerStore(database),
          instruments,
          new OwnHoldings(new LedgerStore(database), instruments, new TickStore(database)),
          CLOCK);

  @AfterEach
  void close() {
    database.close();
  }

  private ValuedHolding add(String id, String ticker) {
    Instrument instrument = new Instrument(id, ticker, id, Set.of());
    return assets.add(CALLER, new Symbols.Base(id, ticker, instrument), LOT);
  }

  private long found(String name) {
    return assets.one(0, name).holding().instrumentId();
  }

  @Test
  void whatSharesItsTickerWithABetterKnownOneIsFoundByIt() {
    long copy = add("bitcoin-copy", "BTC").holding().instrumentId();
    assertThat(found("BTC")).isEqualTo(copy);
    assertThat(found("bitcoin-copy")).isEqualTo(copy);
    long real = add("bitcoin", "BTC").holding().instrumentId();
    assertThat(found("BTC")).isEqualTo(real);
    assertThat(found("bitcoin-copy")).isEqualTo(copy);
    assets.delete(CALLER, "bitcoin");
    assets.delete(CALLER, "btc");
    assertThat(assets.all(0)).isEmpty();
  }

  @Test
  void whatWasWrittenBeforeAVenueKnewItIsFoundByItsTicker() {
    assets.add(CALLER, new Symbols.Base("eth", "ETH", null), LOT);
    assertThat(assets.one(0, "ETH").ticker()).isEqualTo("ETH");
    assertThat(assets.one(0, "eth").ticker()).isEqualTo("ETH");
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
    assertThat(assets.one(0, "BTC").holding().quantity()).isEqualByComparingTo("2");
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
    assertThatThrownBy(() -> assets.change(CALLER, "BTC", before -> LOT))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining(words);
    assertThatThrownBy(() -> assets.delete(CALLER, "BTC"))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining(words);
  }
}
