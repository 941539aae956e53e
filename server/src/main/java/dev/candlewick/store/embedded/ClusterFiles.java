package dev.candlewick.store.embedded;

import dev.candlewick.store.StoreException;
import dev.candlewick.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/// The cluster's directory: created completely or not at all, checked before each start, configured
/// by a generated file that `ALTER SYSTEM` overrides.
record ClusterFiles(Home home, Commands commands) {
  private static final Duration INITDB_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(20);
  private static final String PARTIAL_PREFIX = "data.initdb-";
  private static final String CONFIG_FILE = "candlewick.conf";
  private static final Set<PosixFilePermission> FORBIDDEN =
      PosixFilePermissions.fromString("----w-rwx");

  boolean exist() {
    return home.hasData();
  }

  void check() {
    Path data = home.data();
    Path versionFile = data.resolve("PG_VERSION");
    if (!Files.exists(versionFile)) {
      throw IoErrors.misconfigured(
          data + " has files but no database (no " + versionFile + "). Move it away.");
    }
    String major =
        IoErrors.call("reading " + versionFile, () -> Files.readString(versionFile).strip());
    if (!major.equals(Binaries.MAJOR)) {
      throw IoErrors.misconfigured(
          "The data in %s belongs to PostgreSQL %s, this candlewick runs PostgreSQL %s. Run `candlewick backup` with the old version, move the directory away, then restore with this one."
              .formatted(data, major, Binaries.MAJOR));
    }
    checkPermissions(data);
  }

  private void checkPermissions(Path data) {
    Set<PosixFilePermission> permissions =
        IoErrors.call("reading the mode of " + data, () -> Files.getPosixFilePermissions(data));
    if (permissions.stream().anyMatch(FORBIDDEN::contains)) {
      throw IoErrors.misconfigured(
          "The data directory %s is open to others (%s). Run: chmod 700 %s"
              .formatted(data, PosixFilePermissions.toString(permissions), data));
    }
    int owner = IoErrors.call("reading the owner of " + data, () -> Privileges.owner(data));
    if (owner != commands.privileges().uid()) {
      throw IoErrors.misconfigured(
          "The data directory %s belongs to user %d, PostgreSQL would run as user %d. Run candlewick as its owner or chown the directory."
              .formatted(data, owner, commands.privileges().uid()));
    }
  }

  /// Creates the cluster. The rename comes last, so that a crash leaves no incomplete cluster under
  /// `data`.
  void create(String password, Consumer<String> log) {
    log.accept("Creating the database in " + home.data());
    IoErrors.run("creating " + home.data(), () -> initdb(password));
  }

  private void initdb(String password) throws IOException {
    FileTree.deleteLeftovers(home.root(), PARTIAL_PREFIX);
    Path partial = home.root().resolve(PARTIAL_PREFIX + ProcessHandle.current().pid());
    Path passwordFile = home.root().resolve("postgres.password.initdb");
    try {
      writePrivate(passwordFile, password);
      runInitdb(partial, passwordFile);
    } finally {
      Files.deleteIfExists(passwordFile);
    }
    String include = "include_if_exists '" + CONFIG_FILE + "'\n";
    Files.writeString(partial.resolve("postgresql.conf"), include, StandardOpenOption.APPEND);
    Files.move(partial, home.data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private void writePrivate(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text + "\n");
    commands.privileges().changeOwner(file);
  }

  private void runInitdb(Path directory, Path passwordFile) {
    Commands.Outcome outcome =
        commands.runForStart(
            INITDB_TIMEOUT,
            "initdb",
            "--pgdata=" + directory,
            "--username=" + Access.USER,
            "--pwfile=" + passwordFile,
            "--auth=scram-sha-256",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--encoding=UTF8",
            "--no-instructions");
    ShutdownState.throwIfBegun();
    if (!outcome.succeeded()) {
      boolean full = IoErrors.isDiskFull(outcome.output());
      throw new StoreException(
          full ? Kind.DISK_FULL : Kind.MISCONFIGURED,
          "initdb could not create the database in " + directory + ":\n" + outcome.output());
    }
  }

  void configure() {
    Path file = home.data().resolve(CONFIG_FILE);
    String settings = settings(supportsLz4() ? "lz4" : "on");
    IoErrors.run(
        "writing " + file,
        () -> {
          Files.writeString(file, settings);
          commands.privileges().changeOwner(file);
        });
  }

  private static String settings(String walCompression) {
    return """
    # Written by candlewick at each start. ALTER SYSTEM overrides a setting.
    max_connections = 100
    shared_buffers = 128MB
    max_wal_size = 2GB
    wal_compression = %s
    jit = off
    timezone = 'UTC'
    log_timezone = 'UTC'
    """
        .formatted(walCompression);
  }

  /// Returns whether the build supports lz4; those for some platforms do not.
  private boolean supportsLz4() {
    String data = home.data().toString();
    return commands
        .runForStart(
            PROBE_TIMEOUT, "postgres", "-D", data, "-c", "wal_compression=lz4", "-C", "port")
        .succeeded();
  }
}
