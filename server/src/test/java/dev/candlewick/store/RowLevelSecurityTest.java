package dev.candlewick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.identity.Actor;
import dev.candlewick.store.account.AuditStore;
import dev.candlewick.testing.TestDatabase;
import java.io.IOException;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves, by SQL without its account id on a real PostgreSQL, that row-level security shows and
/// changes an account's own rows only, on every way to them.
class RowLevelSecurityTest {
  private static Database.Login login;
  private static Database database;

  private TwoAccounts two;

  /// Opens a pool of one connection, so each transaction is on the connection of the one before.
  @BeforeAll
  static void open() {
    login = TestDatabase.login();
    database = Database.open(login, 1, System.err::println);
    database.run(
        "an instrument",
        handle -> handle.execute("insert into instrument (ticker, name) values ('RLS', 'RLS')"));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void fill() {
    two = new TwoAccounts(database);
  }

  @AfterEach
  void empty() {
    asOwner()
        .useHandle(handle -> {
          handle.execute("drop view if exists seen");
          handle.execute("delete from account where account_id > 0");
        });
  }

  /// Accounts, their credentials and the audit log are not protected; all other tables with an
  /// account are.
  @Test
  void everyTableWithAnAccountsRowsIsProtected() {
    List<String> open =
        asOwner()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "select relname from pg_class c join pg_attribute a on attrelid = c.oid"
                            + " where attname = 'account_id' and relkind = 'r'"
                            + " and not (relrowsecurity and relforcerowsecurity)")
                    .mapTo(String.class)
                    .list());
    assertThat(open).containsExactlyInAnyOrder("account", "audit", "api_token", "browser_session");
  }

  private static Jdbi asOwner() {
    return Jdbi.create(login.jdbcUrl(), login.user(), login.password());
  }

  @ParameterizedTest
  @FieldSource("dev.candlewick.store.TwoAccounts#TABLES")
  void aStatementWithoutAnAccountIdSeesAndChangesOwnRowsOnly(String table) {
    assertThat(two.seen(table)).containsExactly(two.mine);
    assertThat(two.change("update " + table + " set quantity = 7")).isEqualTo(1);
    assertThat(two.change("update " + table + " set quantity = 7 where account_id = " + two.theirs))
        .isZero();
    assertThat(two.change("delete from " + table)).isEqualTo(1);
    assertThat(two.seenByTheAdministrator(table)).containsExactly(two.theirs);
  }

  @ParameterizedTest
  @FieldSource("dev.candlewick.store.TwoAccounts#TABLES")
  void aRowOfAnothersIsNeitherInsertedNorHandedOver(String table) {
    assertThatThrownBy(() ->
            database.transaction(
                two.mine,
                "forge",
                handle -> {
                  TwoAccounts.insert(handle, table, two.theirs);
                  return two;
                }))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("row-level security");
    assertThatThrownBy(() -> two.change("update " + table + " set account_id = " + two.theirs))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("row-level security");
  }

  @ParameterizedTest
  @FieldSource("dev.candlewick.store.TwoAccounts#TABLES")
  void aTransactionWithoutAnAccountSeesAndChangesNothing(String table) {
    assertThat(two.seenWithoutAnAccount(table)).isEmpty();
    assertThat(
            database.<Integer>transaction(
                "change", handle -> handle.execute("delete from " + table)))
        .isZero();
    assertThatThrownBy(
            () -> database.run("forge", handle -> TwoAccounts.insert(handle, table, two.mine)))
        .hasMessageContaining("row-level security");
  }

  @ParameterizedTest
  @FieldSource("dev.candlewick.store.TwoAccounts#TABLES")
  void aViewShowsNoMoreThanItsTable(String table) {
    asOwner()
        .useHandle(handle ->
            handle.execute(
                "create view seen with (security_invoker = true) as select * from " + table));
    assertThat(two.seen("seen")).containsExactly(two.mine);
    assertThat(two.seenWithoutAnAccount("seen")).isEmpty();
    assertThat(two.change("update seen set quantity = 7")).isEqualTo(1);
  }

  @ParameterizedTest
  @FieldSource("dev.candlewick.store.TwoAccounts#TABLES")
  void anExportByCopyHasOwnRowsOnly(String table) {
    String copied =
        database.transaction(
            two.mine,
            "export",
            handle -> {
              var out = new StringWriter();
              try {
                Database.pgConnection(handle)
                    .getCopyAPI()
                    .copyOut("copy (select account_id from " + table + ") to stdout", out);
              } catch (SQLException | IOException e) {
                throw new IllegalStateException(e);
              }
              return out.toString();
            });
    assertThat(copied).isEqualTo(two.mine + "\n");
  }

  @ParameterizedTest
  @FieldSource("dev.candlewick.store.TwoAccounts#TABLES")
  void aPooledConnectionKeepsNothingOfTheAccountBefore(String table) {
    assertThat(two.seen(table)).containsExactly(two.mine);
    assertThat(two.seenWithoutAnAccount(table)).isEmpty();
    List<Long> owners =
        database.transaction(two.theirs, "read", handle -> TwoAccounts.owners(handle, table));
    assertThat(owners).containsExactly(two.theirs);
    assertThatThrownBy(() -> two.change("select broken")).isInstanceOf(StoreException.class);
    assertThat(two.seenWithoutAnAccount(table)).isEmpty();
    assertThat(two.seenByTheAdministrator(table)).containsExactly(two.mine, two.theirs);
    assertThat(two.seenWithoutAnAccount(table)).isEmpty();
  }

  @ParameterizedTest
  @FieldSource("dev.candlewick.store.TwoAccounts#TABLES")
  void theAdministratorReadsAllAndChangesNone(String table) {
    assertThat(two.seenByTheAdministrator(table)).containsExactly(two.mine, two.theirs);
    for (String change : List.of("update " + table + " set quantity = 7", "delete from " + table)) {
      assertThatThrownBy(() ->
              database.<Integer>readAsAdministrator("change", handle -> handle.execute(change)))
          .hasMessageContaining("read-only transaction");
      assertThatThrownBy(() ->
              database.run(
                  "change",
                  handle -> {
                    handle.execute("set local role candlewick_admin");
                    handle.execute(change);
                  }))
          .hasMessageContaining("permission denied");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"update audit set actor = 'x'", "delete from audit", "truncate audit"})
  void theAuditLogIsOnlyAddedTo(String change) {
    new AuditStore(database)
        .append(
            new Actor(two.mine, "mine", "test", null),
            new AuditStore.Event(two.mine, "test", null, Map.of()));
    assertThatThrownBy(() -> two.change(change)).hasMessageContaining("permission denied");
    assertThatThrownBy(() -> asOwner().useHandle(handle -> handle.execute(change)))
        .hasMessageContaining("the audit log is only ever added to");
    assertThat(new AuditStore(database).listForAccount(two.mine, Long.MAX_VALUE, 10)).hasSize(1);
  }
}
