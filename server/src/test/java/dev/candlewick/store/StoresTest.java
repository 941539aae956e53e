package dev.candlewick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.market.Interval;
import dev.candlewick.market.Print;
import dev.candlewick.market.PrintConflict;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.series.Coverage;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.store.candle.BackfillStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.store.listing.VenueStore;
import dev.candlewick.store.price.PrintStore;
import dev.candlewick.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Proves coverage, prints, venue budgets, locks and row-level security on a real PostgreSQL.
class StoresTest {
  private static final Instant START = Instant.parse("2021-01-01T00:00:00Z");

  private static Database.Login login;
  private static Database database;

  @BeforeAll
  static void open() {
    login = TestDatabase.login();
    database = Database.open(login, 8, System.err::println);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void storedCoverageIsThePureOneAfterAnySpans() {
    CoverageStore store = new CoverageStore(database);
    Series series =
        new SeriesStore(database).register("binance", new Symbol("BTC", "USDT"), Interval.M1);
    Random random = new Random(1);
    List<State> states = List.of(State.values());
    Coverage pure = Coverage.empty();
    for (int i = 0; i < 200; i++) {
      Instant from = START.plusSeconds(60L * random.nextInt(300));
      State state = states.get(random.nextInt(states.size()));
      Span span = new Span(from, from.plusSeconds(60L * (1 + random.nextInt(40))), state, null);
      pure = pure.with(span);
      store.mark(series.id(), List.of(span));
      assertThat(store.find(series.id())).isEqualTo(pure);
    }
  }

  @Test
  void aPostedPrintIsKeyedByTimeAndAVenuesByItsId() {
    PrintStore store = new PrintStore(database);
    Print posted = print("1", null);
    assertThat(store.save(Series.POSTED, posted).created()).isTrue();
    PrintStore.SavedPrint again = store.save(Series.POSTED, print("2", null));
    assertThat(again.created()).isFalse();
    assertThat(again.row().print().price()).isEqualByComparingTo("1");
    assertThat(store.save("binance", print("3", "77")).created()).isTrue();
    assertThat(store.save("binance", print("3", "78")).created()).isTrue();
    assertThat(store.save("binance", print("4", "78")).created()).isFalse();
    assertThat(store.page(new PrintStore.Filter("ETHUSDT", null, null), 10, 0).total())
        .isEqualTo(3);
    assertThat(store.page(new PrintStore.Filter("ETHUSDT", START, START), 10, 0).total())
        .isEqualTo(3);
  }

  @Test
  void twoDifferentPrintsUnderOneIdAreBothStoredAndReported() {
    List<String> alarms = new ArrayList<>();
    PrintStore store = new PrintStore(database, alarms::add);
    Print first = litecoin("10", "77");
    Print same = litecoin("10.0", "77");
    Print other = litecoin("11", "77");
    PrintStore.SavedPrints saved =
        store.saveAll("binance", List.of(litecoin("9", "76"), first, same, other));
    assertThat(saved.inserted()).isEqualTo(2);
    assertThat(saved.duplicates()).isEqualTo(1);
    assertThat(saved.conflicts()).containsExactly(new PrintConflict(first, other));
    assertThat(alarms)
        .containsExactly(
            "binance LTC/USDT states two prints under the id 77: 0.1 at 10, %s, and 0.1 at 11, %s"
                .formatted(START, START));

    PrintStore.SavedPrints again = store.saveAll("binance", List.of(other, first));
    assertThat(again.inserted()).isZero();
    assertThat(again.conflicts()).as("against stored rows").hasSize(1);
    assertThat(alarms).as("reported once").hasSize(1);
    assertThat(store.conflicts()).isEqualTo(1);
    assertThat(new RevisionStore(database).read().conflictingPrints()).isEqualTo(1);
  }

  private static Print litecoin(String price, String id) {
    return new Print(
        new Symbol("LTC", "USDT"), new BigDecimal(price), new BigDecimal("0.1"), START, null, id);
  }

  private static Print print(String price, String id) {
    return new Print(
        new Symbol("ETH", "USDT"), new BigDecimal(price), new BigDecimal("0.1"), START, null, id);
  }

  @Test
  void aVenuesBudgetIsSharedAndABanIsNeverShortened() {
    VenueStore one = new VenueStore(database);
    VenueStore two = new VenueStore(database);
    assertThat(one.reserve("kraken", 60, 100)).isNull();
    assertThat(two.reserve("kraken", 60, 100)).isPositive();
    one.raiseUsed("kraken", 90);
    assertThat(two.budget("kraken").used()).isBetween(0, 90);
    Duration hour = Duration.ofHours(1);
    one.hold("kraken", hour, "banned");
    two.hold("kraken", hour.minusSeconds(600), "less");
    assertThat(two.reserve("kraken", 1, 100)).isBetween(hour.minusSeconds(10), hour);
    assertThat(two.budget("kraken").reason()).isEqualTo("banned");
  }

  @Test
  void oneProcessAtATimeHoldsALockAndItsDeathReleasesIt() {
    BackfillStore store = new BackfillStore(database);
    Optional<SessionLock> first = store.claim(5);
    assertThat(first).isPresent();
    assertThat(store.claim(5)).isEmpty();
    first.orElseThrow().close();
    Optional<SessionLock> second = store.claim(5);
    assertThat(second).isPresent();
    second.orElseThrow().close();
  }

  @Test
  void anAccountsTableShowsItsRowsOnlyToATransactionOfTheAccount() throws SQLException {
    try (Connection owner =
            DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password());
        Statement sql = owner.createStatement()) {
      sql.execute("create table note (account_id bigint not null, text text)");
      sql.execute("call protect_account_table('note')");
      sql.execute("insert into note values (1, 'mine'), (2, 'yours')");
      assertThat(count(sql, "select count(*) from note")).isEqualTo(2);
      owner.setAutoCommit(false);
      sql.execute(
          "select set_config('role', 'candlewick_app', true), set_config('app.account_id', '1', true)");
      assertThat(count(sql, "select count(*) from note")).isEqualTo(1);
      assertThatThrownBy(() -> sql.execute("insert into note values (2, 'forged')"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("row-level security");
      owner.rollback();
      sql.execute("select set_config('role', 'candlewick_app', true)");
      assertThat(count(sql, "select count(*) from note")).isZero();
      owner.rollback();
    }
  }

  private static int count(Statement sql, String query) throws SQLException {
    try (ResultSet rows = sql.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Test
  void everyTransactionRunsAsTheApplication() {
    String role =
        database.transaction(
            "query", handle -> handle.createQuery("select current_user").mapTo(String.class).one());
    assertThat(role).isEqualTo("candlewick_app");
  }

  @Test
  void migratingTwiceChangesNothing() {
    assertThat(Database.migrate(login, login)).isZero();
  }
}
