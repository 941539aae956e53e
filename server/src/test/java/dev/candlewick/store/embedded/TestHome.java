package dev.candlewick.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.testing.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// A data home for one test, with binaries that all tests share; it leaves no process behind.
final class TestHome implements AutoCloseable {
  final Path path;
  final List<String> log = new CopyOnWriteArrayList<>();

  private TestHome(Path path) {
    this.path = path;
  }

  static TestHome in(Path directory) throws IOException {
    Path shared = Files.createDirectories(Path.of("target", "postgres-for-tests")).toRealPath();
    Home binaries = Home.prepare(shared);
    try (LockFile _ = LockFile.lockExclusive(binaries.mutex(), line -> {})) {
      Binaries.ensureUnpacked(binaries, Platform.current(), line -> {});
    }
    Path home = Home.prepare(directory.resolve("a home")).root();
    if (!Files.exists(home.resolve("postgres"))) {
      Files.createSymbolicLink(home.resolve("postgres"), binaries.versions());
    }
    return new TestHome(home);
  }

  /// Returns a home after its first start: a copy of one cluster that all tests share.
  static TestHome settled(Path directory) throws IOException {
    TestHome home = in(directory);
    Home template = Home.prepare(Path.of("target", "postgres-for-tests"));
    EmbeddedPostgres.open(template.root(), line -> {}).close();
    copy(template.password(), home.names().password());
    copy(template.data(), home.names().data());
    return home;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.copy(file, file.equals(from) ? to : target, StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  EmbeddedPostgres open() {
    return EmbeddedPostgres.open(path, log::add);
  }

  Home names() {
    return new Home(path);
  }

  /// Returns the first column of the first row; the database must respond.
  static String query(EmbeddedPostgres postgres, String query) throws SQLException {
    try (Connection connection = connect(postgres, postgres.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  static void run(EmbeddedPostgres postgres, String statement) throws SQLException {
    try (Connection connection = connect(postgres, postgres.password());
        Statement jdbc = connection.createStatement()) {
      jdbc.execute(statement);
    }
  }

  static Connection connect(EmbeddedPostgres postgres, String password) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl("candlewick"), postgres.user(), password);
  }

  long postmasterPid() {
    return PidFile.read(names().data()).orElseThrow().pid();
  }

  /// Kills a process like kill -9, and waits for its end.
  static void kill(long pid) throws Exception {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    await(() -> ProcessHandle.of(pid).filter(Postmaster::isRunning).isEmpty());
  }

  static void await(BooleanSupplier condition) throws Exception {
    Waiting.untilTrue("a state of the server", condition);
  }

  boolean isStopped() {
    return !Files.exists(PidFile.path(names().data()));
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path.resolve("postgres"));
    PidFile.read(names().data())
        .flatMap(file -> ProcessHandle.of(file.pid()))
        .filter(process -> Postmaster.serves(process, names().data()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }
}
