package dev.candlewick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.store.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Proves isolation for owners that are not superusers, in a separate cluster because roles belong
/// to the whole cluster: first without the roles, then with them, then with roles of another owner.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OtherLoginsTest {
  @TempDir private static Path home;

  private static EmbeddedPostgres cluster;

  @BeforeAll
  static void start() {
    cluster = EmbeddedPostgres.open(home, System.err::println);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /// Returns a migrated database that a login of this name owns.
  private static Database.Login owned(String name, String rights) {
    Jdbi superuser = Jdbi.create(cluster.jdbcUrl("candlewick"), cluster.user(), cluster.password());
    superuser.useHandle(handle -> {
      handle.execute("create role " + name + " login " + rights + " password 'secret'");
      handle.execute("create database " + name + " owner " + name);
    });
    Database.Login login = new Database.Login(cluster.jdbcUrl(name), name, "secret");
    Database.migrate(login, login);
    Jdbi.create(login.jdbcUrl(), name, "secret")
        .useHandle(handle ->
            handle.execute("insert into instrument (ticker, name) values ('RLS', 'RLS')"));
    return login;
  }

  private static List<Long> ofTheOwner(Database.Login login, String table) {
    return Jdbi.create(login.jdbcUrl(), login.user(), login.password())
        .withHandle(handle -> TwoAccounts.owners(handle, table));
  }

  @Test
  @Order(1)
  void aLoginWithoutTheRightToMakeRolesIsBoundByItsClaim() {
    Database.Login login = owned("plain", "nocreaterole");
    assertBoundByItsClaim(login);
  }

  @Test
  @Order(2)
  void anOwnerThatMakesTheRolesWorksAsTheApplicationAndSeesAllAsItself() {
    Database.Login login = owned("maker", "createrole");
    List<String> warnings = new ArrayList<>();
    try (Database database = Database.open(login, 1, warnings::add)) {
      assertThat(warnings).isEmpty();
      TwoAccounts two = new TwoAccounts(database);
      for (String table : TwoAccounts.TABLES) {
        assertOwnRowsOnly(two, table);
        assertThat(two.seenWithoutAnAccount(table)).isEmpty();
        assertThat(ofTheOwner(login, table)).containsExactly(two.mine, two.theirs);
      }
      assertTheAuditLogStays(login, two);
    }
  }

  @Test
  @Order(3)
  void aLoginThatMayNotUseTheRolesOfAnotherIsBoundByItsClaimToo() {
    assertBoundByItsClaim(owned("latecomer", "nocreaterole"));
  }

  private static void assertBoundByItsClaim(Database.Login login) {
    List<String> warnings = new ArrayList<>();
    try (Database database = Database.open(login, 1, warnings::add)) {
      assertThat(warnings).singleElement().asString().contains("candlewick_app");
      TwoAccounts two = new TwoAccounts(database);
      for (String table : TwoAccounts.TABLES) {
        assertOwnRowsOnly(two, table);
        assertThat(two.seenWithoutAnAccount(table)).containsExactly(two.mine, two.theirs);
        assertThat(ofTheOwner(login, table)).containsExactly(two.mine, two.theirs);
      }
      assertTheAuditLogStays(login, two);
    }
  }

  private static void assertOwnRowsOnly(TwoAccounts two, String table) {
    assertThat(two.seen(table)).containsExactly(two.mine);
    assertThat(two.change("update " + table + " set quantity = 7")).isEqualTo(1);
    assertThatThrownBy(() -> two.change("update " + table + " set account_id = " + two.theirs))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("row-level security");
    assertThat(two.seenByTheAdministrator(table)).containsExactly(two.mine, two.theirs);
  }

  private static void assertTheAuditLogStays(Database.Login login, TwoAccounts two) {
    assertThatThrownBy(() -> two.change("delete from audit")).isInstanceOf(StoreException.class);
    assertThatThrownBy(() ->
            Jdbi.create(login.jdbcUrl(), login.user(), login.password())
                .useHandle(handle -> handle.execute("truncate audit")))
        .hasMessageContaining("only ever added to");
  }
}
