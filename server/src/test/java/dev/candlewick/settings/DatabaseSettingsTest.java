package dev.candlewick.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves which database the keys select, in every form of a URL that Python, libpq and Java use.
class DatabaseSettingsTest {
  @TempDir Path directory;

  @Test
  void withoutAHostOrAUrlTheProgramStartsItsOwn() {
    assertThat(read(Map.of())).isEqualTo(new DatabaseSettings.Embedded());
    assertThat(read(Map.of("POSTGRES_USER", "ada", "POSTGRES_PASSWORD", "p", "POSTGRES_DB", "d")))
        .isEqualTo(new DatabaseSettings.Embedded());
  }

  @Test
  void aHostAloneTakesTheDefaultsOfPostgres() {
    assertThat(login(Map.of("POSTGRES_HOST", "db")))
        .isEqualTo(new DatabaseLogin("jdbc:postgresql://db:5432/postgres", "postgres", null));
  }

  @Test
  void thePartsOfDocumentFourAreAnExternalDatabase() {
    var parts =
        Map.of(
            "POSTGRES_USER", "ada",
            "POSTGRES_PASSWORD", "p@:/%",
            "POSTGRES_HOST", "::1",
            "POSTGRES_PORT", "5433",
            "POSTGRES_DB", "binance db");
    assertThat(login(parts))
        .isEqualTo(
            new DatabaseLogin(
                "jdbc:postgresql://[::1]:5433/binance+db", "ada", new Secret("p@:/%")));
    assertThat(login(Map.of("POSTGRES_HOST", "db", "POSTGRES_USER", "ada")).jdbcUrl())
        .isEqualTo("jdbc:postgresql://db:5432/ada");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "postgresql://u:p@db/c | db:5432/c",
        "postgres://u:p@db:6000/c | db:6000/c",
        "postgresql+asyncpg://u:p@db/c | db:5432/c",
        "postgresql+psycopg2://u:p@db/c | db:5432/c",
        "jdbc:postgresql://u:p@db/c | db:5432/c",
        "jdbc:postgresql://db/c?user=u&password=p | db:5432/c",
        "postgresql://u:p@[2001:db8::1]/c | [2001:db8::1]:5432/c",
        "postgresql://u:p@[::1]:7000/c | [::1]:7000/c",
        "postgresql://u:p@a,b:6000/c | a:5432,b:6000/c",
        "postgresql://u:p@/c | localhost:5432/c",
        "postgresql://u:p@db | db:5432/u",
        "postgresql://u:p@db/ | db:5432/u",
        "postgresql://u:p@db/a%20b | db:5432/a+b",
        "postgresql://u:p@db/c?sslmode=verify-ca&sslrootcert=/etc/ca.pem"
            + " | db:5432/c?sslmode=verify-ca&sslrootcert=%2Fetc%2Fca.pem",
        "postgresql+asyncpg://u:p@db/c?ssl=require | db:5432/c?sslmode=require",
        "postgresql+asyncpg://u:p@db/c?ssl=true | db:5432/c?sslmode=verify-full",
        "postgresql+asyncpg://u:p@db/c?ssl=false | db:5432/c?sslmode=disable",
        "postgresql://u:p@db/c?ssl=true&sslmode=require | db:5432/c?sslmode=require",
        "postgresql://u:p@db/c?sslmode=require&ssl=true | db:5432/c?sslmode=require",
        "postgresql://u:p@db/c?connect_timeout=5&application_name=a%20b"
            + " | db:5432/c?connectTimeout=5&ApplicationName=a+b",
        "postgresql://u:p@db/c?unknown=x%26y&flag | db:5432/c?unknown=x%26y&flag="
      })
  void everyFormOfAUrlBecomesTheDriversOwn(String url, String address) {
    assertThat(login(Map.of("DATABASE_URL", url)))
        .isEqualTo(new DatabaseLogin("jdbc:postgresql://" + address, "u", new Secret("p")));
  }

  @Test
  void userAndPasswordArePercentDecoded() {
    var login = login(Map.of("DATABASE_URL", "postgresql://a%40b:p%2F%3A%25+%C3%A9@db/c"));
    assertThat(login.user()).isEqualTo("a@b");
    assertThat(login.password()).isEqualTo(new Secret("p/:%+é"));
  }

  @Test
  void withoutAUserItIsTheOneOfTheSystem() {
    var login = login(Map.of("DATABASE_URL", "postgresql://db/c"));
    assertThat(login)
        .isEqualTo(
            new DatabaseLogin(
                "jdbc:postgresql://db:5432/c", System.getProperty("user.name"), null));
  }

  @Test
  void theUrlWinsOverTheParts() {
    var both =
        Map.of(
            "DATABASE_URL", "postgresql://u:p@db/c",
            "POSTGRES_HOST", "other",
            "POSTGRES_PORT", "nonsense",
            "POSTGRES_PASSWORD", "other");
    assertThat(login(both).jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/c");
    assertThat(login(both).password()).isEqualTo(new Secret("p"));
  }

  @Test
  void theOwnerIsTheApplicationUnlessNamed() {
    var one = (DatabaseSettings.External) read(Map.of("DATABASE_URL", "postgresql://u:p@db/c"));
    assertThat(one.separateOwner()).isFalse();
    assertThat(one.owner()).isEqualTo(one.application());
    var two =
        (DatabaseSettings.External)
            read(
                Map.of(
                    "POSTGRES_HOST", "db", "DATABASE_OWNER_URL", "postgresql://o:q@db/postgres"));
    assertThat(two.separateOwner()).isTrue();
    assertThat(two.owner())
        .isEqualTo(new DatabaseLogin("jdbc:postgresql://db:5432/postgres", "o", new Secret("q")));
  }

  @Test
  void anOwnerAloneIsAProblem() {
    assertThat(problems(Map.of("DATABASE_OWNER_URL", "postgresql://o:q@db/c")))
        .containsExactly("DATABASE_OWNER_URL: needs DATABASE_URL or POSTGRES_HOST beside it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://u:hunter2@db/c",
        "hunter2",
        "postgresql://u:hunter2@db:99999/c",
        "postgresql://u:hunter2@db:x/c",
        "postgresql://u:hunter2/5@db/c",
        "postgresql://u:hunter2?5@db/c",
        "postgresql://u:hunter2%zz@db/c",
        "postgresql://u:hunter2@d b/c",
        "postgresql://u:hunter2@db/c?sslmode=hunter2",
        "postgresql:///c?host=/var/run/hunter2",
        "jdbc:postgresql:hunter2"
      })
  void aBadUrlIsAProblemThatShowsNoneOfIt(String url) {
    assertThat(problems(Map.of("DATABASE_URL", url)))
        .singleElement()
        .asString()
        .startsWith("DATABASE_URL: ")
        .doesNotContain("hunter2");
  }

  @Test
  void badPartsAreNamed() {
    assertThat(problems(Map.of("POSTGRES_HOST", "/var/run", "POSTGRES_PORT", "0")))
        .containsExactly(
            "POSTGRES_PORT: must be a whole number from 1 to 65535 (0)",
            "POSTGRES_HOST: must be an address or a host name (/var/run)");
  }

  private DatabaseSettings read(Map<String, String> environment) {
    return Settings.read(environment, directory).database();
  }

  private DatabaseLogin login(Map<String, String> environment) {
    return ((DatabaseSettings.External) read(environment)).application();
  }

  private List<String> problems(Map<String, String> environment) {
    return catchThrowableOfType(SettingsException.class, () -> read(environment)).problems();
  }
}
