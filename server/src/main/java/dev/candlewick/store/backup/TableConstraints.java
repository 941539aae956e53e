package dev.candlewick.store.backup;

import dev.candlewick.store.DatabaseTables;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// The constraints that prevent the application from writing what a restore must write, dropped for
/// one transaction: foreign keys (checked as a whole at the end, not row by row), row-level
/// security that binds the owner too, and triggers.
///
/// @param dropStatements statements that were run
/// @param restoreStatements statements that undo them
record TableConstraints(List<String> dropStatements, List<String> restoreStatements) {
  private static final String KEYS =
      """
      select format('alter table %s drop constraint %I', conrelid::regclass, conname) as lift,
        format('alter table %s add constraint %I %s', conrelid::regclass, conname,
          pg_get_constraintdef(oid)) as restore
      from pg_constraint
      where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace
        and conrelid = any(select relid from ours)
      """;
  private static final String SECURITY =
      """
      select format('alter table %s no force row level security', oid::regclass) as lift,
        format('alter table %s force row level security', oid::regclass) as restore
      from pg_class where relforcerowsecurity and oid = any(select relid from ours)
      """;
  private static final String TRIGGERS =
      """
      select format('alter table %s disable trigger user', tgrelid::regclass) as lift,
        format('alter table %s enable trigger user', tgrelid::regclass) as restore
      from pg_trigger where not tgisinternal and tgrelid = any(select relid from ours)
      group by tgrelid
      """;
  private static final String ALL =
      "with ours as (select to_regclass('public.' || quote_ident(t)) as relid from unnest(:tables) t) "
          + String.join(" union all ", KEYS, SECURITY, TRIGGERS);

  TableConstraints {
    dropStatements = List.copyOf(dropStatements);
    restoreStatements = List.copyOf(restoreStatements);
  }

  /// Drops the constraints until `restore` or a rollback of the transaction.
  static TableConstraints lift(Handle handle) {
    List<String> tables =
        DatabaseTables.findTruncated(handle).stream().map(DatabaseTables.Table::name).toList();
    List<String[]> statements =
        handle
            .createQuery(ALL)
            .bindArray("tables", String.class, tables.toArray())
            .map((row, context) -> new String[] {row.getString("lift"), row.getString("restore")})
            .list();
    TableConstraints constraints =
        new TableConstraints(
            statements.stream().map(statement -> statement[0]).toList(),
            statements.stream().map(statement -> statement[1]).toList());
    constraints.dropStatements().forEach(handle::execute);
    return constraints;
  }

  void restore(Handle handle) {
    restoreStatements.forEach(handle::execute);
  }
}
