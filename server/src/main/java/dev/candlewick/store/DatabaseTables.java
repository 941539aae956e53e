package dev.candlewick.store;

import java.sql.Array;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The tables of an instance and what a backup does with each. Every table of a migration is in one
/// of these lists; other tables in the database are foreign and are not touched.
public final class DatabaseTables {
  /// The tables whose rows are in the backup.
  public static final List<String> INCLUDED =
      List.of(
          "account",
          "api_token",
          "audit",
          "backfill",
          "backfill_series",
          "candle_correction",
          "candle_row",
          "chart",
          "chart_point",
          "coverage",
          "deleted_position",
          "instrument",
          "journal_position",
          "ledger_transaction",
          "listed_instrument",
          "listing",
          "market",
          "market_print",
          "market_print_conflict",
          "market_print_count",
          "name_repair",
          "poll_target",
          "preference",
          "print_feed",
          "series",
          "tick",
          "tick_count",
          "watch_list");

  /// The tables that are not in the backup and are empty after a restore: short-lived credentials
  /// must not become valid again, nor may the response to a write exist that the restored data
  /// lacks.
  public static final List<String> CLEARED =
      List.of("browser_session", "idempotency_key", "revoked_access_token", "server_secret");

  /// The tables that are not in the backup and stay as they are: the limits that venues impose on
  /// this machine.
  public static final List<String> KEPT = List.of("venue");

  private static final String COLUMNS =
      """
      select c.relname::text as name,
        array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns,
        max(a.attname::text) filter (where a.attidentity <> '') as identity
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and not c.relispartition and c.relname = any(:names)
      group by c.relname order by c.relname
      """;

  private static final RowMapper<Table> MAPPER =
      (row, context) -> {
        Array columns = row.getArray("columns");
        return new Table(
            row.getString("name"),
            List.of((String[]) columns.getArray()),
            row.getString("identity"));
      };

  private DatabaseTables() {}

  /// A table as it is in this database.
  ///
  /// @param columns those that are not computed from others
  /// @param identity the column that numbers the rows; null when there is none
  public record Table(String name, List<String> columns, @Nullable String identity) {
    public Table {
      columns = List.copyOf(columns);
    }

    public String columnList() {
      return String.join(", ", columns.stream().map(DatabaseTables::quoted).toList());
    }
  }

  /// Returns the tables of the list that this database has; one of an older schema lacks some.
  public static List<Table> findPresent(Handle handle, List<String> names) {
    return handle
        .createQuery(COLUMNS)
        .bindArray("names", String.class, names.toArray())
        .map(MAPPER)
        .list();
  }

  /// Returns the tables that a restore empties first.
  public static List<Table> findTruncated(Handle handle) {
    return findPresent(handle, Stream.concat(INCLUDED.stream(), CLEARED.stream()).toList());
  }

  public static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /// Returns the first of the application's tables that the login does not own, or null: only an
  /// owner sees all rows.
  static @Nullable String findForeign(Handle handle) {
    return handle
        .createQuery(
            "select tablename::text from pg_tables where schemaname = 'public'"
                + " and tablename = any(:names)"
                + " and not pg_has_role(current_user, tableowner, 'USAGE') order by 1 limit 1")
        .bindArray("names", String.class, INCLUDED.toArray())
        .mapTo(String.class)
        .findOne()
        .orElse(null);
  }
}
