package dev.candlewick.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.identity.Actor;
import dev.candlewick.journal.JournalStatistics;
import dev.candlewick.journal.Position;
import dev.candlewick.journal.Position.Status;
import dev.candlewick.journal.PositionEdit;
import dev.candlewick.journal.Remarks;
import dev.candlewick.journal.Terms;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.Accounts;
import dev.candlewick.store.Database;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.store.ledger.PositionPage.Request;
import dev.candlewick.store.ledger.PositionStore.Outcome;
import dev.candlewick.testing.Positions;
import dev.candlewick.testing.TestDatabase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves, on a real PostgreSQL, that positions are written and read bit for bit, paged, closed
/// once, with each change in the audit log, restored after a deletion, and sorted.
class PositionStoreTest {
  private static final Request FIRST = Request.newest(null, 1000);

  private static Database.Login login;
  private static Database database;
  private static PositionStore store;

  @BeforeAll
  static void open() {
    login = TestDatabase.login();
    database = Database.open(login, 8, System.err::println);
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
    Position first = Positions.open(store, actor, extreme);
    Position second = Positions.open(store, actor, bitcoin());
    assertThat(first.terms()).isEqualTo(extreme);
    assertThat(store.find(actor.accountId(), first.id())).contains(first);
    assertThat(store.page(actor.accountId(), PositionFilter.ALL, FIRST).rows())
        .containsExactly(second, first);
  }

  @Test
  void pagesByCursorHaveEveryPositionOnceAndTheTotal() {
    Actor actor = Accounts.create(database, "pages");
    List<Long> opened = new ArrayList<>();
    for (int i = 0; i < 25; i++) opened.addFirst(Positions.open(store, actor, bitcoin()).id());
    List<Long> read = new ArrayList<>();
    PositionPage<Position> page =
        store.page(actor.accountId(), PositionFilter.ALL, Request.newest(null, 10));
    while (true) {
      page.rows().forEach(position -> read.add(position.id()));
      assertThat(page.total()).isEqualTo(25);
      if (!page.hasMore()) break;
      page = store.page(actor.accountId(), PositionFilter.ALL, Request.newest(read.getLast(), 10));
    }
    assertThat(read).isEqualTo(opened);
  }

  @Test
  void everyFilterNarrowsTheListAndItsTotal() {
    Actor actor = Accounts.create(database, "filters");
    Position sold = Positions.open(store, actor, terms("ETH/EUR", Side.SELL, "1", "2"));
    Position bought = Positions.open(store, actor, bitcoin());
    Positions.close(store, actor, bought.id(), BigDecimal.ONE);
    assertThat(ids(actor, PositionFilter.ofStatus(Status.OPEN))).containsExactly(sold.id());
    assertThat(ids(actor, PositionFilter.ofStatus(Status.CLOSED))).containsExactly(bought.id());
    assertThat(ids(actor, filter(null, "ETH/EUR", null, null, null))).containsExactly(sold.id());
    assertThat(ids(actor, filter(null, null, Side.BUY, null, null))).containsExactly(bought.id());
    assertThat(ids(actor, filter(null, null, null, bought.createdAt(), null)))
        .containsExactly(bought.id());
    assertThat(ids(actor, filter(null, null, null, null, sold.createdAt())))
        .containsExactly(sold.id());
    assertThat(ids(actor, filter(Status.OPEN, "ETH/EUR", Side.BUY, null, null))).isEmpty();
  }

  private static PositionFilter filter(
      @Nullable Status status,
      @Nullable String symbol,
      @Nullable Side side,
      @Nullable Instant from,
      @Nullable Instant to) {
    return new PositionFilter(status, symbol, side, null, from, to, null, null);
  }

  private static List<Long> ids(Actor actor, PositionFilter filter) {
    PositionPage<Position> page = store.page(actor.accountId(), filter, FIRST);
    assertThat(page.total()).isEqualTo(page.rows().size());
    return page.rows().stream().map(Position::id).toList();
  }

  private static PositionEdit edit(@Nullable Symbol symbol, @Nullable Side side) {
    return new PositionEdit(symbol, side, null, null, null, null, null, null, null);
  }

  private static Position done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).position();
  }

  @Test
  void aPositionIsClosedCorrectedOpenedAgainAndClosedOnce() {
    Actor actor = Accounts.create(database, "changes");
    long id = Positions.open(store, actor, bitcoin()).id();
    PositionEdit sell =
        new PositionEdit(
            null, Side.SELL, new BigDecimal("0.75"), null, null, null, null, null, null);
    assertThat(done(store.change(actor, id, sell::applyTo)).terms())
        .isEqualTo(terms("BTC/USDT", Side.SELL, "0.75", "50000"));
    assertThat(store.reopen(actor, id)).isInstanceOf(Outcome.WrongStatus.class);
    Position closed = done(Positions.close(store, actor, id, new BigDecimal("51000")));
    assertThat(closed.realizedPnl()).isEqualByComparingTo("-750");
    assertThat(Positions.close(store, actor, id, BigDecimal.ONE))
        .isInstanceOf(Outcome.WrongStatus.class);
    PositionEdit exit =
        new PositionEdit(
            null, null, null, null, null, new BigDecimal("49000"), null, "late", List.of("x", "y"));
    Position corrected = done(store.change(actor, id, exit::applyTo));
    assertThat(corrected.realizedPnl()).isEqualByComparingTo("750");
    assertThat(corrected.exit().at()).isEqualTo(closed.exit().at());
    assertThat(corrected.remarks()).isEqualTo(new Remarks("late", List.of("x", "y")));
    Position open = done(store.reopen(actor, id));
    assertThat(open).isEqualTo(corrected.reopened());
    assertThat(store.find(actor.accountId(), id)).contains(open);
  }

  @Test
  void aDeletedPositionIsRestoredAsItWasAndAnotherAccountCannot() {
    Actor actor = Accounts.create(database, "undo");
    Instant opened = Instant.parse("2024-02-29T23:59:59.123456Z");
    Position position =
        store.open(actor, bitcoin(), opened, new Remarks("notes", List.of("one", "two")));
    Positions.close(store, actor, position.id(), BigDecimal.TEN);
    Position closed = store.find(actor.accountId(), position.id()).orElseThrow();
    assertThat(store.delete(actor, position.id())).isTrue();
    assertThat(store.delete(actor, position.id())).isFalse();
    assertThat(store.find(actor.accountId(), position.id())).isEmpty();
    assertThat(Positions.close(store, actor, position.id(), BigDecimal.ONE))
        .isInstanceOf(Outcome.Missing.class);
    assertThat(store.restore(Accounts.create(database, "no-undo"), position.id())).isEmpty();
    assertThat(store.restore(actor, position.id())).contains(closed);
    assertThat(store.restore(actor, position.id())).isEmpty();
    assertThat(store.find(actor.accountId(), position.id())).contains(closed);
  }

  @Test
  void whatWasDeletedMoreThanSevenDaysAgoIsGone() throws Exception {
    Actor actor = Accounts.create(database, "expired");
    long old = Positions.open(store, actor, bitcoin()).id();
    store.delete(actor, old);
    try (Connection connection =
            DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update deleted_position set deleted_at = deleted_at - interval '7 days 1 minute'"
              + " where position_id = "
              + old);
      assertThat(store.restore(actor, old)).isEmpty();
      long later = Positions.open(store, actor, bitcoin()).id();
      store.delete(actor, later);
      try (ResultSet rows =
          statement.executeQuery(
              "select count(*) from deleted_position where position_id = " + old)) {
        rows.next();
        assertThat(rows.getInt(1)).isZero();
      }
    }
  }

  @Test
  void tagsAndTheTimeOfClosingFilter() {
    Actor actor = Accounts.create(database, "tagged");
    Position tagged = store.open(actor, bitcoin(), null, new Remarks("", List.of("swing", "news")));
    Position plain = Positions.open(store, actor, bitcoin());
    Positions.close(store, actor, plain.id(), BigDecimal.ONE);
    Instant closed = store.find(actor.accountId(), plain.id()).orElseThrow().exit().at();
    assertThat(ids(actor, new PositionFilter(null, null, null, "news", null, null, null, null)))
        .containsExactly(tagged.id());
    assertThat(ids(actor, new PositionFilter(null, null, null, "new", null, null, null, null)))
        .isEmpty();
    assertThat(ids(actor, new PositionFilter(null, null, null, null, null, null, closed, closed)))
        .containsExactly(plain.id());
    assertThat(
            ids(
                actor,
                new PositionFilter(
                    null, null, null, null, null, null, closed.plusNanos(1000), null)))
        .isEmpty();
    assertThat(
            ids(
                actor,
                new PositionFilter(
                    null, null, null, null, null, null, null, closed.minusNanos(1000))))
        .isEmpty();
  }

  @Test
  void positionsOfAnotherAccountAreInvisible() {
    Actor owner = Accounts.create(database, "owner");
    Actor other = Accounts.create(database, "other");
    long id = Positions.open(store, owner, bitcoin()).id();
    assertThat(store.find(other.accountId(), id)).isEmpty();
    assertThat(store.change(other, id, edit(null, Side.SELL)::applyTo))
        .isInstanceOf(Outcome.Missing.class);
    assertThat(Positions.close(store, other, id, BigDecimal.ONE))
        .isInstanceOf(Outcome.Missing.class);
    assertThat(store.delete(other, id)).isFalse();
    assertThat(store.page(other.accountId(), PositionFilter.ALL, FIRST).total()).isZero();
    assertThat(statistics(other).quotes()).isEmpty();
    assertThat(store.summary(other.accountId()).closedPositions()).isZero();
    assertThat(store.find(owner.accountId(), id).orElseThrow().terms()).isEqualTo(bitcoin());
  }

  @Test
  void everyChangeHasOneEntryInTheAuditLogAndARefusedOneHasNone() {
    Actor actor = Accounts.create(database, "audited");
    long id = Positions.open(store, actor, bitcoin()).id();
    store.change(actor, id, edit(new Symbol("ETH", "EUR"), null)::applyTo);

    Positions.close(store, actor, id, new BigDecimal("1e-18"));
    Positions.close(store, actor, id, BigDecimal.ONE);
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
        long id = Positions.open(store, actor, bitcoin()).id();
        Callable<Outcome> close = () -> Positions.close(store, actor, id, BigDecimal.ONE);
        List<Future<Outcome>> both = threads.invokeAll(List.of(close, close));
        List<Class<?>> outcomes =
            List.of(both.get(0).get().getClass(), both.get(1).get().getClass());
        assertThat(outcomes)
            .containsExactlyInAnyOrder(Outcome.Done.class, Outcome.WrongStatus.class);
      }
    }
    assertThat(statistics(actor).summary().closedPositions()).isEqualTo(100);
  }

  private static JournalStatistics statistics(Actor actor) {
    return store.statistics(actor.accountId(), PositionFilter.ALL, ZoneOffset.UTC);
  }

  @Test
  void theStatisticsAreOfAllStoredPositionsOrOfThoseOfAFilter() {
    Actor actor = Accounts.create(database, "summed");
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
      BigDecimal entry = decimal(random);
      Symbol symbol = new Symbol("A", i % 2 == 0 ? "B" : "C");
      Position opened =
          Positions.open(store, actor, new Terms(symbol, side, decimal(random), entry));
      BigDecimal exit = random.nextInt(5) == 0 ? entry : decimal(random);
      if (random.nextInt(4) > 0) Positions.close(store, actor, opened.id(), exit);
    }
    List<Position> all = store.page(actor.accountId(), PositionFilter.ALL, FIRST).rows();
    assertThat(statistics(actor)).isEqualTo(JournalStatistics.of(all, ZoneOffset.UTC));
    assertThat(store.summary(actor.accountId()))
        .usingRecursiveComparison()
        .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
        .isEqualTo(statistics(actor).summary());
    assertThat(statistics(actor).summary().closedPositions()).isBetween(100L, 299L);
    PositionFilter bought = filter(null, null, Side.BUY, null, null);
    assertThat(store.statistics(actor.accountId(), bought, ZoneOffset.UTC))
        .isEqualTo(
            JournalStatistics.of(
                all.stream().filter(one -> one.terms().side() == Side.BUY).toList(),
                ZoneOffset.UTC));
  }

  private static BigDecimal decimal(Random random) {
    return new BigDecimal(new BigInteger(1 + random.nextInt(120), random).add(BigInteger.ONE), 18);
  }

  @Test
  void theAdministratorReadsAllAccountsPositionsWithUsernames() {
    Actor one = Accounts.create(database, "admin-one");
    Actor two = Accounts.create(database, "admin-two");
    long first = Positions.open(store, one, bitcoin()).id();
    long second = Positions.open(store, two, bitcoin()).id();
    AdminPositionStore all = new AdminPositionStore(database);
    PositionFilter open = filter(Status.OPEN, "BTC/USDT", Side.BUY, null, null);
    PositionPage<AdminPositionStore.OwnedPosition> newest =
        all.page(open, null, Request.newest(second + 1, 1));
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
            filter(
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
