package dev.candlewick.store.backup;

import dev.candlewick.market.Instrument;
import dev.candlewick.market.Listings;
import dev.candlewick.store.DatabaseTables;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Distinguishes a database with user data from one that was only migrated and started.
final class UserData {
  /// Conditions for the rows that a migration or a start writes; in the other tables every row
  /// counts as user data.
  private static final Map<String, String> SEED_CONDITIONS =
      Map.of(
          "account",
          "account_id = 0",
          "instrument",
          "coingecko_id = any(:known)",
          "listed_instrument",
          "true",
          "listing",
          "true",
          "market",
          "true",
          "poll_target",
          "true");

  private UserData() {}

  /// Throws when a table has rows beyond those of a first start.
  static void requireNone(Handle handle) {
    List<String> found =
        DatabaseTables.findPresent(handle, DatabaseTables.INCLUDED).stream()
            .map(DatabaseTables.Table::name)
            .filter(table -> hasUserRows(handle, table))
            .toList();
    if (!found.isEmpty()) {
      throw new BackupException(
          "The database has data already (%s); --replace deletes it"
              .formatted(String.join(", ", found)));
    }
  }

  private static boolean hasUserRows(Handle handle, String table) {
    String seeds = SEED_CONDITIONS.getOrDefault(table, "false");
    boolean polls = table.equals("instrument") && exists(handle, "poll_target");
    if (polls) seeds += " or coingecko_id in (select coingecko_id from poll_target)";
    String query =
        "select exists (select from %s where not coalesce(%s, false))"
            .formatted(DatabaseTables.quoted(table), seeds);
    var statement = handle.createQuery(query);
    if (seeds.contains(":known")) statement.bindArray("known", String.class, knownInstrumentIds());
    return statement.mapTo(Boolean.class).one();
  }

  private static boolean exists(Handle handle, String table) {
    return !DatabaseTables.findPresent(handle, List.of(table)).isEmpty();
  }

  private static Object[] knownInstrumentIds() {
    return Listings.wellKnownInstruments().stream().map(Instrument::id).toArray();
  }
}
