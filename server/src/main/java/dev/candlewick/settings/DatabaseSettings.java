package dev.candlewick.settings;

import java.util.Optional;

/// The PostgreSQL server that stores the data.
public sealed interface DatabaseSettings {
  /// A server that the program starts itself, under the data home.
  record Embedded() implements DatabaseSettings {}

  /// A server that is already running.
  ///
  /// @param application login for everything but migrations
  /// @param owner login that owns the tables; equal to `application` when no other one is set
  record External(DatabaseLogin application, DatabaseLogin owner) implements DatabaseSettings {
    public boolean separateOwner() {
      return !owner.equals(application);
    }
  }

  static DatabaseSettings read(SettingsReader reader) {
    Optional<DatabaseLogin> application = application(reader);
    Optional<DatabaseLogin> owner = DatabaseUrl.read(reader, Key.DATABASE_OWNER_URL);
    if (application.isPresent()) {
      return new External(application.get(), owner.orElse(application.get()));
    }
    if (owner.isPresent() && reader.given(Key.DATABASE_URL).isEmpty()) {
      reader.addProblem(Key.DATABASE_OWNER_URL, "needs DATABASE_URL or POSTGRES_HOST beside it");
    }
    return new Embedded();
  }

  private static Optional<DatabaseLogin> application(SettingsReader reader) {
    if (reader.given(Key.DATABASE_URL).isPresent()) {
      return DatabaseUrl.read(reader, Key.DATABASE_URL);
    }
    return reader.given(Key.POSTGRES_HOST).flatMap(host -> parts(reader, host));
  }

  private static Optional<DatabaseLogin> parts(SettingsReader reader, String host) {
    int port = reader.integer(Key.POSTGRES_PORT, 1, 65_535);
    Optional<String> address = HostPort.bracketed(host);
    if (address.isEmpty())
      reader.addProblem(Key.POSTGRES_HOST, "must be an address or a host name");
    String user = reader.text(Key.POSTGRES_USER);
    String database = reader.given(Key.POSTGRES_DB).orElse(user);
    return address.map(name ->
        new DatabaseLogin(
            "jdbc:postgresql://" + name + ":" + port + "/" + DatabaseUrl.encode(database),
            user,
            reader.secret(Key.POSTGRES_PASSWORD).orElse(null)));
  }
}
