package dev.candlewick.store.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.store.Database;
import dev.candlewick.store.DatabaseTables;
import dev.candlewick.store.OwnerConnection;
import dev.candlewick.store.SessionLock;
import dev.candlewick.store.StoreException;
import dev.candlewick.store.listing.ListingStore;
import dev.candlewick.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.flywaydb.core.api.MigrationVersion;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proves that a backup has every row of an instance bit for bit, and that a restore is complete or
/// has no effect.
class BackupTest {
  private static final List<String> ROWS =
      List.of(
          "insert into account (username, password_hash) values ('ann', '$argon2id$x'), ('bob', 'y')",
          "insert into instrument (coingecko_id, ticker, name) values"
              + " ('odd', 'ODD', E'tab\\tline\\nback\\\\slash \\\\N “ünïcode” 🕯'), (null, 'BARE', '')",
          "insert into series (provider, base, quote, interval, rank) values ('binance', 'BTC', 'USDT', '1h', 1)",
          "insert into candle_row select 1, n, t, t + interval '1 hour', t, 1.10, 2.000000000000000001,"
              + " 0.000000000000000001, 99999999999999999999.5, 0, null, 3, 4 from generate_series(1, 5) n,"
              + " lateral (select '2019-12-31T22:00:00Z'::timestamptz + n * interval '1 hour') as at(t)",
          "insert into api_token (account_id, name, secret_hash, scopes) values"
              + " (1, 't', '\\x00ff5c0a', '{read,\"market:write\"}')",
          "insert into browser_session (account_id, secret_hash, expires_at) values (1, '\\x01', now())",
          "insert into server_secret (name, value) values ('key', '\\x02')",
          "insert into venue (venue, used_weight) values ('kraken', 7)",
          "insert into audit (actor, credential, action, details) values ('a', 'b', 'c', '{\"k\": \"v\\\\n\"}')",
          "insert into ledger_transaction (account_id, instrument_id, kind, executed_at, quantity, price)"
              + " select a, i.instrument_id, 'OPENING', '2024-02-29T23:59:59.999999Z', 0.000000000000000001,"
              + " 12345678901234567890.123456789012345678 from generate_series(1, 2) a,"
              + " (select min(instrument_id) as instrument_id from instrument) i",
          "insert into journal_position (account_id, base, quote, side, quantity, entry_price) values"
              + " (2, 'BTC', 'USDT', 'BUY', 1.50, 50000)",
          "insert into backfill (provider, from_time, to_time, state) values"
              + " ('binance', '2020-01-01', 'infinity', 'RUNNING')",
          "insert into backfill_series (backfill_id, series_id, checkpoint, total) values"
              + " (1, 1, '2020-06-01', 9)",
          "delete from journal_position",
          "insert into journal_position (account_id, base, quote, side, quantity, entry_price) values"
              + " (1, 'ETH', 'USDT', 'SELL', 2, 3)");

  @TempDir private Path folder;
  private Path file;
  private static Database.Login full;

  @BeforeAll
  static void fill() {
    full = TestDatabase.login();
    jdbi(full).useHandle(handle -> ROWS.forEach(handle::execute));
  }

  @BeforeEach
  void name() {
    file = folder.resolve("instance.candlewick");
  }

  private static Jdbi jdbi(Database.Login login) {
    return OwnerConnection.of(login, "test");
  }

  private BackupManifest save() {
    return new Backup(full, "9.9", row -> {}).write(file, false);
  }

  private void restore(Database.Login login, boolean replace) {
    try (BackupFile backup = BackupFile.open(file)) {
      new Restore(login, login, row -> {}).restore(backup, replace);
    }
  }

  /// Returns every row of every table in the backup, as PostgreSQL prints it, without the time from
  /// which an account's access tokens are valid: that is the restore itself.
  private static Map<String, List<String>> content(Database.Login login) {
    Map<String, List<String>> content = new TreeMap<>();
    jdbi(login)
        .useHandle(handle -> {
          handle.execute("set timezone = 'UTC'");
          for (DatabaseTables.Table table :
              DatabaseTables.findPresent(handle, DatabaseTables.INCLUDED)) {
            String row =
                table.name().equals("account")
                    ? "(to_jsonb(t) - 'credentials_since')::text"
                    : "t::text";
            String query = "select " + row + " from \"" + table.name() + "\" t order by 1";
            content.put(table.name(), handle.createQuery(query).mapTo(String.class).list());
          }
        });
    return content;
  }

  private static long query(Database.Login login, String query) {
    return jdbi(login).withHandle(handle -> handle.createQuery(query).mapTo(Long.class).one());
  }

  @Test
  void listingsMayBeRefreshedWhileABackupIsWritten() throws IOException {
    try (Database database = Database.open(full, 2, line -> {});
        SessionLock refresh = new ListingStore(database).claimRefresh().orElseThrow()) {
      new Backup(full, "test", line -> {}).write(file, false);
      assertThat(refresh.isHeld()).isTrue();
    }
    assertThat(file).exists();
  }

  @Test
  void everyTableOfTheSchemaIsInOneOfTheLists() {
    List<String> all =
        jdbi(full)
            .withHandle(handle ->
                handle
                    .createQuery(
                        "select relname::text from pg_class where relkind in ('r', 'p')"
                            + " and relnamespace = 'public'::regnamespace and not relispartition"
                            + " and relname <> 'flyway_schema_history'")
                    .mapTo(String.class)
                    .list());
    List<String> ours =
        Stream.of(DatabaseTables.INCLUDED, DatabaseTables.CLEARED, DatabaseTables.KEPT)
            .flatMap(List::stream)
            .toList();
    assertThat(all).containsExactlyInAnyOrderElementsOf(ours);
  }

  @Test
  void anEmptyInstanceBecomesTheOneThatWasSaved() throws IOException {
    BackupManifest manifest = save();
    assertThat(manifest.program()).isEqualTo("9.9");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
    Database.Login empty = TestDatabase.login();
    restore(empty, false);
    assertThat(content(empty)).isEqualTo(content(full));
    assertThat(content(empty).get("candle_row")).hasSize(5);
    assertThat(query(empty, "select count(*) from server_secret")).isZero();
    assertThat(query(empty, "select count(*) from browser_session")).isZero();
  }

  @Test
  void newRowsAreNumberedOnAndEveryGuardIsBack() {
    save();
    Database.Login empty = TestDatabase.login();
    restore(empty, false);
    String next =
        "insert into journal_position (account_id, base, quote, side, quantity,"
            + " entry_price) values (1, 'A', 'B', 'BUY', 1, 1) returning position_id";
    assertThat(query(empty, next)).isEqualTo(3);
    Jdbi restored = jdbi(empty);
    assertThatThrownBy(() -> restored.useHandle(handle -> handle.execute("delete from audit")))
        .hasMessageContaining("only ever added to");
    assertThatThrownBy(() ->
            restored.useHandle(
                handle -> handle.execute("insert into tick_count values (999999, 1)")))
        .hasMessageContaining("foreign key");
    String forced = "select count(*) from pg_class where relrowsecurity and relforcerowsecurity";
    assertThat(query(empty, forced)).isEqualTo(query(full, forced)).isPositive();
    String keys = "select count(*) from pg_constraint where contype = 'f'";
    assertThat(query(empty, keys)).isEqualTo(query(full, keys)).isPositive();
  }

  @Test
  void anInstanceWithDataIsRefusedUnlessItMayBeReplaced() {
    save();
    Map<String, List<String>> before = content(full);
    jdbi(full).useHandle(handle -> handle.execute("update series set follow = true"));
    assertThatThrownBy(() -> restore(full, false))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("ledger_transaction")
        .hasMessageContaining("--replace");
    restore(full, true);
    assertThat(content(full)).isEqualTo(before);
    assertThat(query(full, "select used_weight from venue")).isEqualTo(7);
  }

  @Test
  void anExistingFileIsReplacedOnlyOnRequest() {
    save();
    assertThatThrownBy(this::save).hasMessageContaining("--force");
    new Backup(full, "9.9", row -> {}).write(file, true);
  }

  @Test
  void anyDamageIsFoundBeforeAnythingIsWritten() throws IOException {
    save();
    byte[] whole = Files.readAllBytes(file);
    for (int part = 1; part < 8; part++) {
      byte[] damaged = whole.clone();
      int from = whole.length * part / 8;
      Arrays.fill(damaged, from, from + 64, (byte) 0x5A);
      Files.write(file, damaged);
      refused();
    }
    for (int length : new int[] {0, 100, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused();
    }
    Files.writeString(file, "something else");
    refused();
  }

  private void refused() {
    assertThatThrownBy(() -> BackupFile.open(file).close()).isInstanceOf(BackupException.class);
  }

  @Test
  void anUnknownFormatANewerSchemaAndForeignTablesAreRefused() throws IOException {
    BackupManifest made = save();
    Database.Login empty = TestDatabase.login();
    Map<String, List<String>> before = content(empty);
    write(new BackupManifest(2, "9.9", "18", "3", "now", List.of()));
    assertThatThrownBy(() -> restore(empty, true)).hasMessageContaining("format 2");
    write(new BackupManifest(1, "9.9", "18", "999", "now", List.of()));
    assertThatThrownBy(() -> restore(empty, true)).hasMessageContaining("candlewick 9.9");
    write(new BackupManifest(1, "9.9", "18", "1", "now", List.of()));
    assertThatThrownBy(() -> restore(empty, true)).hasMessageContaining("never started");
    String sha = StreamChecksum.hex(new byte[0]);
    var evil =
        new BackupManifest.TableData("account; drop table audit", List.of("x"), 0, 0, sha, null);
    write(new BackupManifest(1, "9.9", "18", made.schema(), "now", List.of(evil)));
    assertThatThrownBy(() -> restore(empty, true)).hasMessageContaining("are not those");
    assertThat(content(empty)).isEqualTo(before);
  }

  /// Writes a file whose checksums are correct, whatever its contents.
  private void write(BackupManifest manifest) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (var table : manifest.tables()) {
        zip.putNextEntry(new ZipEntry(BackupFile.entry(table.name())));
      }
      zip.putNextEntry(new ZipEntry(BackupFile.MANIFEST));
      zip.write(manifest.json());
      zip.setComment(BackupFile.comment(manifest.json()));
    }
  }

  @Test
  void aRestoreThatFailsHalfWayLeavesEverythingAsItWas() throws IOException {
    BackupManifest made = save();
    Database.Login empty = TestDatabase.login();
    Map<String, List<String>> before = content(empty);
    byte[] bad = "1\tnot a row\n".getBytes(StandardCharsets.UTF_8);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      var tables =
          made.tables().stream()
              .map(table ->
                  new BackupManifest.TableData(
                      table.name(),
                      table.columns(),
                      table.name().equals("tick") ? 1 : 0,
                      table.name().equals("tick") ? bad.length : 0,
                      StreamChecksum.hex(table.name().equals("tick") ? bad : new byte[0]),
                      77L))
              .toList();
      for (var table : tables) {
        zip.putNextEntry(new ZipEntry(BackupFile.entry(table.name())));
        if (table.bytes() > 0) zip.write(bad);
      }
      BackupManifest manifest = new BackupManifest(1, "9.9", "18", made.schema(), "now", tables);
      zip.putNextEntry(new ZipEntry(BackupFile.MANIFEST));
      zip.write(manifest.json());
      zip.setComment(BackupFile.comment(manifest.json()));
    }
    assertThatThrownBy(() -> restore(empty, false)).hasMessageContaining("cannot load");
    assertThat(content(empty)).isEqualTo(before);
    assertThat(query(empty, "select nextval(pg_get_serial_sequence('tick', 'tick_id'))"))
        .isEqualTo(1);
  }

  @Test
  void aRunningServerIsInTheWayOfARestoreAndNotOfABackup() {
    try (Database running = Database.open(full, 2, warning -> {})) {
      running.queryVersion();
      save();
      assertThatThrownBy(() -> restore(full, true))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("stop it first");
    }
  }

  /// A snapshot from before a restore's end would see its tables empty.
  @Test
  void aBackupAndARestoreDoNotMeet() {
    save();
    try (Handle writing = jdbi(full).open()) {
      assertThat(OwnerConnection.tryLockShared(writing)).isTrue();
      assertThatThrownBy(() -> restore(full, true)).hasMessageContaining("is being written");
      // A session ends a moment after its connection is closed.
      writing.execute("select pg_advisory_unlock_all()");
    }
    Path other = folder.resolve("other.candlewick");
    jdbi(full)
        .useTransaction(restoring -> {
          assertThat(OwnerConnection.tryLockExclusive(restoring)).isTrue();
          assertThatThrownBy(() -> new Backup(full, "9.9", row -> {}).write(other, false))
              .hasMessageContaining("A restore of this database is running");
        });
    assertThat(other).doesNotExist();
    assertThat(folder.toFile().list((directory, name) -> name.endsWith(".part"))).isEmpty();
  }

  /// Returns a database without migrations.
  private Database.Login bare(String name, String owner, String password) {
    jdbi(full).useHandle(handle -> handle.execute("create database " + name + " owner " + owner));
    String url = full.jdbcUrl().replaceFirst("/[a-z_0-9]+$", "/" + name);
    return new Database.Login(url, owner, password);
  }

  @Test
  void anOwnerThatIsNoSuperuserSavesAndRestoresToo() {
    save();
    jdbi(full).useHandle(handle -> handle.execute("create role plain login password 'plain'"));
    Database.Login plain = bare("owned_by_plain", "plain", "plain");
    restore(plain, false);
    assertThat(content(plain)).isEqualTo(content(full));
    BackupManifest again = new Backup(plain, "9.9", row -> {}).write(file, true);
    assertThat(again.rows()).isEqualTo(content(full).values().stream().mapToLong(List::size).sum());
  }

  @Test
  void aBackupFromBeforeZeroPricesIsRestoredAndTakesThemFromThenOn() {
    Database.Login old = bare("of_four", full.user(), full.password());
    Database.migrate(old, old, MigrationVersion.fromVersion("4"));
    String opening =
        "insert into ledger_transaction (account_id, instrument_id, kind, executed_at, quantity,"
            + " price) select 0, max(instrument_id), 'BUY', now(), 1, %s from instrument"
            + " returning transaction_id";
    String closed =
        "insert into journal_position (account_id, base, quote, side, quantity, entry_price,"
            + " exit_price, status, closed_at) values (0, 'A', 'B', 'BUY', 1, 1, %s, 'CLOSED', now())"
            + " returning position_id";
    jdbi(old)
        .useHandle(
            handle -> handle.execute("insert into instrument (ticker, name) values ('A', 'A')"));
    assertThat(query(old, opening.formatted("7"))).isEqualTo(1);
    assertThat(query(old, closed.formatted("7"))).isEqualTo(1);
    assertThatThrownBy(() -> query(old, opening.formatted("0")))
        .hasMessageContaining("price_check");
    assertThatThrownBy(() -> query(old, closed.formatted("0"))).hasMessageContaining("price_check");
    new Backup(old, "0.0", row -> {}).write(file, true);
    Database.Login fresh = bare("of_six", full.user(), full.password());
    restore(fresh, false);
    assertThat(query(fresh, "select sum(price)::bigint from ledger_transaction")).isEqualTo(7);
    assertThat(query(fresh, opening.formatted("0"))).isPositive();
    assertThat(query(fresh, closed.formatted("0"))).isPositive();
    assertThatThrownBy(() -> query(fresh, opening.formatted("-1")))
        .hasMessageContaining("price_check");
    assertThatThrownBy(() -> query(fresh, closed.formatted("-1")))
        .hasMessageContaining("price_check");
  }

  @Test
  void aBackupOfAnOlderSchemaIsRestoredAndMigrated() {
    Database.Login old = bare("of_old", full.user(), full.password());
    Database.migrate(old, old, MigrationVersion.fromVersion("2"));
    jdbi(old).useHandle(handle -> handle.execute("insert into market_print_count values ('X', 5)"));
    assertThat(new Backup(old, "0.0", row -> {}).write(file, true).schema()).isEqualTo("2");
    Database.Login fresh = bare("of_new", full.user(), full.password());
    restore(fresh, false);
    assertThat(query(fresh, "select prints from market_print_count")).isEqualTo(5);
    assertThat(query(fresh, "select count(*) from account")).isEqualTo(1);
    assertThat(Database.migrate(fresh, fresh)).isZero();
  }
}
