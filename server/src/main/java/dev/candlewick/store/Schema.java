package dev.candlewick.store;

import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jdbi.v3.core.Handle;

/// The versions of the schema: that of a database, and the newest one of this program.
public final class Schema {
  private Schema() {}

  static Flyway flyway(Database.Login owner, MigrationVersion target) {
    return Flyway.configure()
        .dataSource(owner.jdbcUrl(), owner.user(), owner.password())
        .connectRetries(3)
        .initSql("set timezone = 'UTC'")
        .locations("classpath:db/migration")
        .target(target)
        .load();
  }

  /// Returns the last migration of a database; empty before the first.
  public static Optional<String> current(Handle handle) {
    boolean begun =
        handle
            .createQuery("select to_regclass('public.flyway_schema_history') is not null")
            .mapTo(Boolean.class)
            .one();
    if (!begun) return Optional.empty();
    return handle
        .createQuery(
            "select version from flyway_schema_history where success and version is not null"
                + " order by installed_rank desc limit 1")
        .mapTo(String.class)
        .findOne();
  }

  /// Returns the last migration this program has.
  public static String newest(Database.Login owner) {
    return Arrays.stream(migrations(owner))
        .filter(migration -> migration.getState().isResolved() && migration.getVersion() != null)
        .map(MigrationInfo::getVersion)
        .max(MigrationVersion::compareTo)
        .orElseThrow()
        .getVersion();
  }

  private static MigrationInfo[] migrations(Database.Login owner) {
    try {
      return flyway(owner, MigrationVersion.LATEST).info().all();
    } catch (FlywayException e) {
      throw SqlErrors.translate("cannot read the migrations for the database of " + owner, e);
    }
  }

  public static boolean isNewer(String one, String other) {
    return MigrationVersion.fromVersion(one).compareTo(MigrationVersion.fromVersion(other)) > 0;
  }
}
