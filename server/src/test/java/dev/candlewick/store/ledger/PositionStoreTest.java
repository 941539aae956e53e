package dev.candlewick.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.identity.Actor;
import dev.candlewick.journal.JournalSummary;
import dev.candlewick.journal.Position;
import dev.candlewick.journal.Position.Status;
import dev.candlewick.journal.Terms;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.Accounts;
import dev.candlewick.store.Database;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.store.ledger.PositionPage.Request;
import dev.candlewick.store.ledger.PositionStore.Change;
import dev.candlewick.store.ledger.PositionStore.Outcome;
import dev.candlewick.testing.TestDatabase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves, on a real PostgreSQL, that positions are written and read bit for bit, paged, closed
/// once, with each change in the audit log, and summarized as the kernel does.
class PositionStoreTest {
  private static final Request FIRST = new Request(Long.MAX_VALUE, 1000);

  private static Database database;
  private static PositionStore store;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
    store = new PositionStore(database);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private static Terms terms(String symbol, Side side, String quantity, String price) {
    String[] parts = symbol.split("/", 2);
    return new Terms(
        new Symbol(parts[0], parts[1]), side, new BigDecimal(quantity), new BigDecimal(price));
  }

  private static Terms bitcoin() {
    return terms("BTC/USDT", Side.BUY, "0.5", "50000");
  }

  @Test
  void everyDigitIsStoredAndTheNewestComesFirst() {
    Actor actor = Accounts.create(database, "digits");
    String most = "99999999999999999999.999999999999999999";
    Terms extreme = terms("BTC/USDT", Side.SELL, "0.000000000000000001", most);
    Position first = store.open(actor, extreme);
    Position second = store.open(actor, bitcoin());
    assertThat(first.terms()).isEqualTo(extreme);
    assertThat(store.find(actor.accountId(), first.id())).contains(first);
    assertThat(store.page(actor.accountId(), PositionFilter.ALL, FIRST).rows())
        .containsExactly(second, first);
  }

  @Test
  void pagesByCursorHaveEveryPositionOnceAndTheTotal() {
    Actor actor = Accounts.create(database, "pages");
    List<Long> opened = new ArrayList<>();
    for (int i = 0; i < 25; i++) opened.addFirst(store.open(actor, bitcoin()).id());
    List<Long> read = new ArrayList<>();
    PositionPage<Position> page =
        store.page(actor.accountId(), PositionFilter.ALL, new Request(Long.MAX_VALUE, 10));
    while (true) {
      page.rows().forEach(position -> read.add(position.id()));
      assertThat(page.total()).isEqualTo(25);
      if (!page.hasMore()) break;
      page = store.page(actor.accountId(), PositionFilter.ALL, new Request(read.getLast(), 10));
    }
    assertThat(read).isEqualTo(opened);
  }

  @Test
  void everyFilterNarrowsTheListAndItsTotal() {
    Actor actor = Accounts.create(database, "filters");
    Position sold = store.open(actor, terms("ETH/EUR", Side.SELL, "1", "2"));
    Position bought = store.open(actor, bitcoin());
    store.close(actor, bought.id(), BigDecimal.ONE);
    assertThat(ids(actor, new PositionFilter(Status.OPEN, null, null, null, null)))
        .containsExactly(sold.id());
    assertThat(ids(actor, new PositionFilter(Status.CLOSED, null, null, null, null)))
        .containsExactly(bought.id());
    assertThat(ids(actor, new PositionFilter(null, "ETH/EUR", null, null, null)))
        .containsExactly(sold.id());
    assertThat(ids(actor, new PositionFilter(null, null, Side.BUY, null, null)))
        .containsExactly(bought.id());
    assertThat(ids(actor, new PositionFilter(null, null, null, bought.createdAt(), null)))
        .containsExactly(bought.id());
    assertThat(ids(actor, new PositionFilter(null, null, null, null, sold.createdAt())))
        .containsExactly(sold.id());
    assertThat(ids(actor, new PositionFilter(Status.OPEN, "ETH/EUR", Side.BUY, null, null)))
        .isEmpty();
  }

  private static List<Long> ids(Actor actor, PositionFilter filter) {
    PositionPage<Position> page = store.page(actor.accountId(), filter, FIRST);
    assertThat(page.total()).isEqualTo(page.rows().size());
    return page.rows().stream().map(Position::id).toList();
  }

  @Test
  void anOpenPositionIsChangedAClosedOneIsNot() {
    Actor actor = Accounts.create(database, "changes");
    long id = store.open(actor, bitcoin()).id();
    Change change = new Change(null, Side.SELL, new BigDecimal("0.75"), null);
    assertThat(store.change(actor, id, change))
        .isInstanceOfSatisfying(
            Outcome.Done.class,
            done ->
                assertThat(done.position().terms())
                    .isEqualTo(terms("BTC/USDT", Side.SELL, "0.75", "50000")));
    assertThat(store.close(actor, id, new BigDecimal("51000")))
        .isInstanceOfSatisfying(
            Outcome.Done.class,
            done -> assertThat(done.position().realizedPnl()).isEqualByComparingTo("-750"));
    assertThat(store.change(actor, id, change)).isInstanceOf(Outcome.Closed.class);
    assertThat(store.close(actor, id, BigDecimal.ONE)).isInstanceOf(Outcome.Closed.class);
    assertThat(store.delete(actor, id)).isTrue();
    assertThat(store.delete(actor, id)).isFalse();
    assertThat(store.close(actor, id, BigDecimal.ONE)).isInstanceOf(Outcome.Missing.class);
  }

  @Test
  void positionsOfAnotherAccountAreInvisible() {
    Actor owner = Accounts.create(database, "owner");
    Actor other = Accounts.create(database, "other");
    long id = store.open(owner, bitcoin()).id();
    Change change = new Change(null, Side.SELL, null, null);
    assertThat(store.find(other.accountId(), id)).isEmpty();
    assertThat(store.change(other, id, change)).isInstanceOf(Outcome.Missing.class);
    assertThat(store.close(other, id, BigDecimal.ONE)).isInstanceOf(Outcome.Missing.class);
    assertThat(store.delete(other, id)).isFalse();
    assertThat(store.page(other.accountId(), PositionFilter.ALL, FIRST).total()).isZero();
    assertThat(store.summary(other.accountId())).isEqualTo(JournalSummary.EMPTY);
    assertThat(store.find(owner.accountId(), id).orElseThrow().terms()).isEqualTo(bitcoin());
  }

  @Test
  void everyChangeHasOneEntryInTheAuditLogAndARefusedOneHasNone() {
    Actor actor = Accounts.create(database, "audited");
    long id = store.open(actor, bitcoin()).id();
    store.change(actor, id, new Change(new Symbol("ETH", "EUR"), null, null, null));
    store.close(actor, id, new BigDecimal("1e-18"));
    store.close(actor, id, BigDecimal.ONE);
    store.delete(actor, id);
    store.delete(actor, id);
    List<AuditStore.Entry> entries =
        new AuditStore(database).listForAccount(actor.accountId(), Long.MAX_VALUE, 10);
    assertThat(entries)
        .extracting(AuditStore.Entry::action)
        .containsExactly("position.delete", "position.close", "position.change", "position.open");
    assertThat(entries).extracting(AuditStore.Entry::target).containsOnly(Long.toString(id));
    assertThat(entries.get(1).details()).contains("\"0.000000000000000001\"", "\"ETH/EUR\"");
  }

  @Test
  void ofTwoClosesAtOnceExactlyOneWins() throws Exception {
    Actor actor = Accounts.create(database, "racing");
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 100; i++) {
        long id = store.open(actor, bitcoin()).id();
        Callable<Outcome> close = () -> store.close(actor, id, BigDecimal.ONE);
        List<Future<Outcome>> both = threads.invokeAll(List.of(close, close));
        List<Class<?>> outcomes =
            List.of(both.get(0).get().getClass(), both.get(1).get().getClass());
        assertThat(outcomes).containsExactlyInAnyOrder(Outcome.Done.class, Outcome.Closed.class);
      }
    }
    assertThat(store.summary(actor.accountId()).closedPositions()).isEqualTo(100);
  }

  @Test
  void postgresqlSumsUpAsTheKernelDoes() {
    Actor actor = Accounts.create(database, "summed");
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
      BigDecimal entry = decimal(random);
      Position opened =
          store.open(actor, new Terms(new Symbol("A", "B"), side, decimal(random), entry));
      BigDecimal exit = random.nextInt(5) == 0 ? entry : decimal(random);
      if (random.nextInt(4) > 0) store.close(actor, opened.id(), exit);
    }
    JournalSummary kernel =
        JournalSummary.of(store.page(actor.accountId(), PositionFilter.ALL, FIRST).rows());
    assertThat(kernel.closedPositions()).isBetween(100L, 299L);
    assertThat(store.summary(actor.accountId()))
        .usingRecursiveComparison()
        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .isEqualTo(kernel);
  }

  private static BigDecimal decimal(Random random) {
    return new BigDecimal(new BigInteger(1 + random.nextInt(120), random).add(BigInteger.ONE), 18);
  }

  @Test
  void theAdministratorReadsAllAccountsPositionsWithUsernames() {
    Actor one = Accounts.create(database, "admin-one");
    Actor two = Accounts.create(database, "admin-two");
    long first = store.open(one, bitcoin()).id();
    long second = store.open(two, bitcoin()).id();
    AdminPositionStore all = new AdminPositionStore(database);
    PositionFilter open = new PositionFilter(Status.OPEN, "BTC/USDT", Side.BUY, null, null);
    PositionPage<AdminPositionStore.OwnedPosition> newest =
        all.page(open, null, new Request(second + 1, 1));
    assertThat(newest.rows())
        .singleElement()
        .satisfies(owned -> {
          assertThat(owned.position().id()).isEqualTo(second);
          assertThat(owned.username()).isEqualTo("admin-two");
          assertThat(owned.accountId()).isEqualTo(two.accountId());
        });
    assertThat(newest.hasMore()).isTrue();
    PositionPage<AdminPositionStore.OwnedPosition> narrowed =
        all.page(
            new PositionFilter(
                null,
                null,
                null,
                newest.rows().getFirst().position().createdAt().minusSeconds(60),
                null),
            "admin-one",
            FIRST);
    assertThat(narrowed.total()).isEqualTo(1);
    assertThat(narrowed.rows().getFirst().position().id()).isEqualTo(first);
  }
}
