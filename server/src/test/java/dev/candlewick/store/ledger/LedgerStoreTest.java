package dev.candlewick.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.identity.Actor;
import dev.candlewick.ledger.Transaction;
import dev.candlewick.ledger.Transaction.Kind;
import dev.candlewick.market.Instrument;
import dev.candlewick.store.Accounts;
import dev.candlewick.store.Database;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.store.ledger.LedgerStore.Asset;
import dev.candlewick.store.ledger.LedgerStore.ChangeResult;
import dev.candlewick.store.ledger.LedgerStore.Lot;
import dev.candlewick.store.ledger.LedgerStore.Outcome;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Proves, on a real PostgreSQL, that each change of transactions voids what it replaces and is in
/// the audit log with the old values, and that of simultaneous changes each sees the result of the
/// other.
class LedgerStoreTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Lot LOT =
      lot("0.000000000000000001", "12345678901234567890.123456789012345678");

  private Database database;
  private LedgerStore ledger;
  private Actor me;
  private Asset asset;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    ledger = new LedgerStore(database);
    me = Accounts.create(database, "me-myself");
    Instrument bitcoin = new Instrument("bitcoin", "BTC", "Bitcoin");
    asset = new Asset(new InstrumentStore(database).findOrCreate(bitcoin).id(), "BTC");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Lot lot(String quantity, String price) {
    return new Lot(new BigDecimal(quantity), new BigDecimal(price));
  }

  private List<AuditStore.Entry> audit() {
    return new AuditStore(database)
        .listForAccount(me.accountId(), Long.MAX_VALUE, 10_000)
        .reversed();
  }

  @Test
  void everyDigitComesBackAsItWasWritten() {
    ChangeResult opened = ledger.open(me, asset, LOT, NOON);
    assertThat(opened.outcome()).isEqualTo(Outcome.DONE);
    Transaction read = ledger.findAll(me.accountId()).getFirst();
    assertThat(read).isEqualTo(opened.transactions().getFirst());
    assertThat(read.kind()).isEqualTo(Kind.OPENING);
    assertThat(read.quantity()).isEqualTo(LOT.quantity());
    assertThat(read.price()).isEqualTo(LOT.price());
    assertThat(read.executedAt()).isEqualTo(NOON);
  }

  @Test
  void aDeletedAssetIsRestoredAsItWasAndOnlyWhileThereIsNoOther() {
    assertThat(ledger.restore(me, asset).outcome()).isEqualTo(Outcome.ABSENT);
    ledger.open(me, asset, lot("1", "2"), NOON);
    List<Transaction> before =
        ledger.replace(me, asset, old -> lot("0.123456789012345678", "3")).transactions();
    assertThat(ledger.restore(me, asset).outcome()).isEqualTo(Outcome.PRESENT);
    ledger.delete(me, asset);
    assertThat(ledger.findRestorable(me.accountId())).containsExactly(asset.instrumentId());
    ChangeResult restored = ledger.restore(me, asset);
    assertThat(restored.outcome()).isEqualTo(Outcome.DONE);
    assertThat(restored.transactions()).isEqualTo(before);
    ledger.delete(me, asset);
    ledger.open(me, asset, LOT, NOON);
    assertThat(ledger.restore(me, asset).outcome()).isEqualTo(Outcome.PRESENT);
    Actor other = Accounts.create(database, "other");
    assertThat(ledger.restore(other, asset).outcome()).isEqualTo(Outcome.ABSENT);
    assertThat(ledger.findRestorable(other.accountId())).isEmpty();
    assertThat(audit()).extracting(AuditStore.Entry::action).contains("asset.restore");
  }

  @Test
  void aChangeVoidsWhatItReplacesAndKeepsItsInstant() {
    long first = ledger.open(me, asset, LOT, NOON).transactions().getFirst().id();
    ChangeResult changed = ledger.replace(me, asset, before -> lot("2", "3"));
    assertThat(changed.outcome()).isEqualTo(Outcome.DONE);
    assertThat(changed.transactions()).hasSize(1);
    assertThat(changed.transactions().getFirst().id()).isNotEqualTo(first);
    assertThat(changed.transactions().getFirst().executedAt()).isEqualTo(NOON);
    assertThat(ledger.delete(me, asset).transactions()).isEmpty();
    assertThat(rows()).isEqualTo(2);
  }

  private int rows() {
    return database.transaction(
        me.accountId(),
        "count",
        handle ->
            handle
                .createQuery("select count(*) from ledger_transaction where voided_at is not null")
                .mapTo(Integer.class)
                .one());
  }

  @Test
  void theAuditLogHasTheOldValues() {
    ledger.open(me, asset, lot("1", "2"), NOON);
    ledger.replace(me, asset, before -> lot("3", "4"));
    ledger.delete(me, asset);
    ledger.delete(me, asset);
    assertThat(audit())
        .extracting(AuditStore.Entry::action)
        .containsExactly("asset.create", "asset.change", "asset.delete");
    assertThat(audit())
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.target()).isEqualTo("BTC"));
    assertThat(audit().get(1).details())
        .contains("\"quantity\": \"3\"", "\"quantity_before\": \"1\"")
        .contains("\"average_buy_price\": \"4\"", "\"average_buy_price_before\": \"2\"");
  }

  @Test
  void anExistingHoldingIsNotOpenedAndAMissingOneIsNotChanged() {
    assertThat(ledger.replace(me, asset, before -> LOT).outcome()).isEqualTo(Outcome.ABSENT);
    assertThat(ledger.delete(me, asset).outcome()).isEqualTo(Outcome.ABSENT);
    ledger.open(me, asset, LOT, NOON);
    assertThat(ledger.open(me, asset, lot("9", "9"), NOON).outcome()).isEqualTo(Outcome.PRESENT);
    assertThat(ledger.findAll(me.accountId())).hasSize(1);
    Actor another = Accounts.create(database, "another");
    assertThat(ledger.open(another, asset, LOT, NOON).outcome()).isEqualTo(Outcome.DONE);
    assertThat(ledger.delete(another, asset).outcome()).isEqualTo(Outcome.DONE);
    assertThat(ledger.findAll(me.accountId())).hasSize(1);
  }

  /// As many entries as changes that were made, in whatever order they ran.
  @Test
  void changesAtOnceAreDoneOneAfterTheOther() throws Exception {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 100; round++) {
        int before = audit().size();
        Callable<ChangeResult> open = () -> ledger.open(me, asset, LOT, NOON);
        Callable<ChangeResult> put = () -> ledger.replace(me, asset, old -> lot("2", "3"));
        Callable<ChangeResult> delete = () -> ledger.delete(me, asset);
        List<Outcome> outcomes =
            pool.invokeAll(List.of(open, put, open, delete, put)).stream()
                .map(Future::resultNow)
                .map(ChangeResult::outcome)
                .toList();
        long done = outcomes.stream().filter(Outcome.DONE::equals).count();
        assertThat(outcomes).doesNotContain(Outcome.HAS_OTHER_TRANSACTIONS);
        assertThat(ledger.findAll(me.accountId())).hasSizeLessThanOrEqualTo(1);
        assertThat(audit()).hasSize((int) (before + done));
        ledger.delete(me, asset);
      }
    }
  }
}
