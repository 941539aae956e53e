package dev.candlewick.store.account;

import dev.candlewick.identity.Preferences;
import dev.candlewick.identity.Preferences.Density;
import dev.candlewick.identity.Preferences.Palette;
import dev.candlewick.identity.Preferences.Theme;
import dev.candlewick.store.Database;
import java.util.Arrays;
import org.jdbi.v3.core.mapper.RowMapper;

/// The preferences of each account.
public final class PreferenceStore {
  private static final RowMapper<Preferences> MAPPER =
      (row, context) ->
          new Preferences(
              value(Theme.values(), row.getString("theme")),
              value(Palette.values(), row.getString("palette")),
              value(Density.values(), row.getString("density")),
              row.getString("zone"),
              row.getString("locale"),
              row.getBoolean("shortcuts"));

  private final Database database;

  public PreferenceStore(Database database) {
    this.database = database;
  }

  private static <T extends Enum<T>> T value(T[] values, String text) {
    return Arrays.stream(values)
        .filter(value -> value.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("unknown preference: " + text));
  }

  /// Returns the preferences of an account; the defaults where it has set none.
  public Preferences find(long accountId) {
    return database.read(
        accountId,
        "cannot read preferences",
        handle ->
            handle
                .createQuery(
                    "select theme, palette, density, zone, locale, shortcuts from preference"
                        + " where account_id = :account")
                .bind("account", accountId)
                .map(MAPPER)
                .findOne()
                .orElse(Preferences.DEFAULT));
  }

  public void save(long accountId, Preferences preferences) {
    database.transaction(
        accountId,
        "cannot save preferences",
        handle ->
            handle
                .createUpdate(
                    "insert into preference"
                        + " (account_id, theme, palette, density, zone, locale, shortcuts)"
                        + " values (:account, :theme, :palette, :density, :zone, :locale, :shortcuts)"
                        + " on conflict (account_id) do update set theme = excluded.theme,"
                        + " palette = excluded.palette, density = excluded.density,"
                        + " zone = excluded.zone, locale = excluded.locale,"
                        + " shortcuts = excluded.shortcuts, changed_at = now()")
                .bind("account", accountId)
                .bind("theme", preferences.theme().toString())
                .bind("palette", preferences.palette().toString())
                .bind("density", preferences.density().toString())
                .bind("zone", preferences.zone())
                .bind("locale", preferences.locale())
                .bind("shortcuts", preferences.shortcuts())
                .execute());
  }
}
