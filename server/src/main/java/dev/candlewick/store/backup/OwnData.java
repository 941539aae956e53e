package dev.candlewick.store.backup;

import dev.candlewick.market.Instrument;
import dev.candlewick.market.Listings;
import dev.candlewick.store.BackupTables;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Tells a database that somebody works with from one that was only migrated and started.
final class OwnData {
  /// Rows that a migration or a start writes by itself; of the other tables every row counts.
  private static final Map<String, String> SEEDS =
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

  private OwnData() {}

  /// Throws when a table has rows beyond those of a first start.
  static void refuse(Handle handle) {
    List<String> found =
        BackupTables.present(handle, BackupTables.TRAVELLING).stream()
            .map(BackupTables.Table::name)
            .filter(table -> hasOwn(handle, table))
            .toList();
    if (!found.isEmpty()) {
      throw new BackupException(
          "The database has data of its own (%s); --replace throws it away"
              .formatted(String.join(", ", found)));
    }
  }

  private static boolean hasOwn(Handle handle, String table) {
    String seeds = SEEDS.getOrDefault(table, "false");
    boolean polls = table.equals("instrument") && exists(handle, "poll_target");
    if (polls) seeds += " or coingecko_id in (select coingecko_id from poll_target)";
    String query =
        "select exists (select from %s where not coalesce(%s, false))"
            .formatted(BackupTables.quoted(table), seeds);
    var asked = handle.createQuery(query);
    if (seeds.contains(":known")) asked.bindArray("known", String.class, known());
    return asked.mapTo(Boolean.class).one();
  }

  private static boolean exists(Handle handle, String table) {
    return !BackupTables.present(handle, List.of(table)).isEmpty();
  }

  private static Object[] known() {
    return Listings.bestKnown().stream().map(Instrument::id).toArray();
  }
}
