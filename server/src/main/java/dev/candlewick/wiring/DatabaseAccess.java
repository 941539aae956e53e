package dev.candlewick.wiring;

import dev.candlewick.settings.DatabaseLogin;
import dev.candlewick.settings.DatabaseSettings;
import dev.candlewick.settings.Settings;
import dev.candlewick.store.Database;
import dev.candlewick.store.embedded.EmbeddedPostgres;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The logins of a database, and the embedded server behind them.
///
/// @param embedded null for a database that runs by itself
public record DatabaseAccess(
    @Nullable EmbeddedPostgres embedded, Database.Login owner, Database.Login application)
    implements AutoCloseable {
  private static final String NAME = "candlewick";

  /// Finds the database of the settings, and starts the embedded one. A stop of the process stops
  /// it too.
  ///
  /// @param log receives progress and warnings
  public static DatabaseAccess open(Settings settings, Consumer<String> log) {
    return switch (settings.database()) {
      case DatabaseSettings.Embedded embedded -> {
        Shutdown.onStop(EmbeddedPostgres::stopAll);
        EmbeddedPostgres server = EmbeddedPostgres.open(settings.home(), log);
        Database.Login login =
            new Database.Login(server.jdbcUrl(NAME), server.user(), server.password());
        yield new DatabaseAccess(server, login, login);
      }
      case DatabaseSettings.External external ->
          new DatabaseAccess(null, login(external.owner()), login(external.application()));
    };
  }

  private static Database.Login login(DatabaseLogin login) {
    String password = login.password() == null ? "" : login.password().reveal();
    return new Database.Login(login.jdbcUrl(), login.user(), password);
  }

  /// Brings the schema up to date and returns the count of migrations.
  public int migrate() {
    return Database.migrate(owner, application);
  }

  /// Releases the embedded server.
  @Override
  public void close() {
    if (embedded != null) embedded.close();
  }
}
