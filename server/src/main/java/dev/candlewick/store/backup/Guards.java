package dev.candlewick.store.backup;

import dev.candlewick.store.BackupTables;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// What keeps the application from writing what a restore must write, lifted for one transaction:
/// foreign keys (checked whole at the end, not row by row), row-level security that binds the owner
/// too, and triggers.
///
/// @param lift statements that were run
/// @param restore statements that undo them
record Guards(List<String> lift, List<String> restore) {
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

  Guards {
    lift = List.copyOf(lift);
    restore = List.copyOf(restore);
  }

  /// Lifts them until `restore` or the transaction's end by a rollback.
  static Guards lift(Handle handle) {
    List<String> tables =
        BackupTables.emptied(handle).stream().map(BackupTables.Table::name).toList();
    List<String[]> pairs =
        handle
            .createQuery(ALL)
            .bindArray("tables", String.class, tables.toArray())
            .map((row, context) -> new String[] {row.getString("lift"), row.getString("restore")})
            .list();
    Guards guards =
        new Guards(
            pairs.stream().map(pair -> pair[0]).toList(),
            pairs.stream().map(pair -> pair[1]).toList());
    guards.lift().forEach(handle::execute);
    return guards;
  }

  void restore(Handle handle) {
    restore.forEach(handle::execute);
  }
}
