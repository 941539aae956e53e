package dev.candlewick.store.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.store.Database;
import dev.candlewick.testing.TestDatabase;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves, in the role itself, that the role of the administrator's reads has no right to a secret.
class SecretsPrivilegesTest {
  private static final Database.Login LOGIN = TestDatabase.login();
  private static final Database DATABASE = Database.open(LOGIN, 2, message -> {});

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private static void inRole(String role, String statement) {
    Jdbi.create(LOGIN.jdbcUrl(), LOGIN.user(), LOGIN.password())
        .useTransaction(handle -> {
          handle.execute("set local role " + role);
          handle.execute(statement);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select from server_secret",
        "select secret_hash from browser_session",
        "select from browser_session",
        "select from api_token",
        "select from revoked_access_token",
        "select password_hash from account",
        "select credentials_since from account",
        "select * from account",
        "delete from server_secret",
        "update account set is_admin = true",
        "insert into account (username, password_hash) values ('x', 'x')"
      })
  void theAdministratorsRoleReadsAndChangesNoSecret(String statement) {
    assertThatThrownBy(() -> inRole("candlewick_admin", statement))
        .hasMessageContaining("permission denied");
  }

  @Test
  void theAdministratorsRoleReadsWhatTheListOfUsersShows() {
    assertThatCode(() ->
            inRole(
                "candlewick_admin",
                "select account_id, username, is_admin, disabled_at, created_at from account"))
        .doesNotThrowAnyException();
  }

  @Test
  void onlyTheApplicationsRoleCallsTheFunctionThatReadsAllHoldings() {
    assertThatCode(() -> inRole("candlewick_app", "select * from held_instruments()"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> inRole("candlewick_admin", "select * from held_instruments()"))
        .hasMessageContaining("permission denied");
  }

  /// A right for a table of a later version must be granted on purpose.
  @Test
  void theRightsOfTheAdministratorsRoleAreThoseListed() {
    List<String> rights =
        DATABASE.read(
            "list the rights",
            handle ->
                handle
                    .createQuery(
                        "select table_name || ' ' || privilege_type"
                            + " from information_schema.role_table_grants"
                            + " where grantee = 'candlewick_admin' and table_schema = 'public'"
                            + " and privilege_type <> 'SELECT' order by 1")
                    .mapTo(String.class)
                    .list());
    assertThat(rights).isEmpty();
  }
}
