package dev.candlewick.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.identity.Actor;
import dev.candlewick.journal.Position;
import dev.candlewick.journal.PositionEdit;
import dev.candlewick.journal.Remarks;
import dev.candlewick.journal.Terms;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.Accounts;
import dev.candlewick.store.Database;
import dev.candlewick.store.ledger.PositionPage.Request;
import dev.candlewick.store.ledger.PositionPage.Sort;
import dev.candlewick.testing.Positions;
import dev.candlewick.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves, on a real PostgreSQL, that the pages of each order have every position once.
class PositionOrderTest {
  private static final Request FIRST = Request.newest(null, 1000);

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

  private static Terms bitcoin() {
    return new Terms(
        new Symbol("BTC", "USDT"), Side.BUY, new BigDecimal("0.5"), new BigDecimal("50000"));
  }

  @Test
  void everyOrderHasEveryPositionOnceInBothDirections() {
    Actor actor = Accounts.create(database, "orders");
    Random random = new Random(11);
    Map<Sort, Comparator<Position>> orders = new EnumMap<>(Sort.class);
    orders.put(Sort.RECORDED, Comparator.comparingLong(Position::id));
    orders.put(Sort.OPENED, Comparator.comparing(Position::openedAt));
    orders.put(
        Sort.CLOSED,
        Comparator.comparing(one -> one.exit() == null ? Instant.MAX : one.exit().at()));
    orders.put(
        Sort.RESULT,
        Comparator.comparing(
            Position::realizedPnl, Comparator.nullsLast(Comparator.naturalOrder())));
    for (int i = 0; i < 30; i++) {
      Instant opened = Instant.parse("2025-01-01T00:00:00Z").plusSeconds(random.nextInt(5));
      long id = store.open(actor, bitcoin(), opened, Remarks.NONE).id();
      if (i % 3 > 0) {
        BigDecimal price = BigDecimal.valueOf(1 + random.nextInt(4));
        Instant closed = opened.plusSeconds(random.nextInt(5));
        store.close(actor, id, open -> PositionEdit.close(open, price, closed, closed));
      }
    }
    List<Position> all = store.page(actor.accountId(), PositionFilter.ALL, FIRST).rows();
    assertThat(orders).hasSameSizeAs(Sort.values());
    orders.forEach((sort, order) -> {
      List<Position> expected = all.stream().sorted(order.thenComparingLong(Position::id)).toList();
      assertThat(pages(actor, sort, true)).isEqualTo(expected);
      assertThat(pages(actor, sort, false)).isEqualTo(expected.reversed());
    });
  }

  private static List<Position> pages(Actor actor, Sort sort, boolean ascending) {
    List<Position> read = new ArrayList<>();
    PositionPage<Position> page;
    do {
      Long after = read.isEmpty() ? null : read.getLast().id();
      page =
          store.page(actor.accountId(), PositionFilter.ALL, new Request(after, 7, sort, ascending));
      read.addAll(page.rows());
    } while (page.hasMore());
    return read;
  }

  @Test
  void aPageGoesOnAfterAPositionThatWasDeletedMeanwhile() {
    Actor actor = Accounts.create(database, "cursor");
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) ids.add(Positions.open(store, actor, bitcoin()).id());
    store.delete(actor, ids.get(1));
    for (Sort sort : Sort.values()) {
      Request after = new Request(ids.get(1), 10, sort, false);
      assertThat(store.page(actor.accountId(), PositionFilter.ALL, after).rows())
          .extracting(Position::id)
          .containsExactly(ids.get(0));
    }
  }
}
