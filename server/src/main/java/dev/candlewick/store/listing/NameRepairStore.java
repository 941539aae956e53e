package dev.candlewick.store.listing;

import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.Database;
import dev.candlewick.store.OwnerConnection;
import dev.candlewick.store.SqlErrors;
import dev.candlewick.store.candle.SeriesStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Update;

/// The names under which series and prints are stored, and their renaming. Each renaming is
/// recorded in `name_repair`.
public final class NameRepairStore {
  /// A holding is doubtful when its price is this many times its cost, or its cost this many times
  /// the price.
  private static final int DOUBTFUL_FACTOR = 5;

  /// A print `p` of the wrong name, and the print of the right name with the same key.
  private static final String DUPLICATES =
      " p.provider = :provider and p.base = :base and p.quote = :quote"
          + " and o.provider = p.provider and o.base = :right_base and o.quote = :right_quote"
          + " and (o.trade_id = p.trade_id or o.trade_id is null and p.trade_id is null"
          + " and o.traded_at = p.traded_at)";

  private static final String SAVE_DIFFERING =
      "insert into market_print_conflict"
          + " (provider, base, quote, trade_id, price, qty, taker_side, traded_at)"
          + " select p.provider, o.base, o.quote, coalesce(p.trade_id, ''), p.price, p.qty,"
          + " p.taker_side, p.traded_at from market_print p, market_print o where"
          + DUPLICATES
          + " and (p.price, p.qty, p.taker_side, p.traded_at)"
          + " is distinct from (o.price, o.qty, o.taker_side, o.traded_at)"
          + " on conflict do nothing";

  private static final String DELETE_DUPLICATES =
      "delete from market_print p using market_print o where" + DUPLICATES;

  private static final String MOVE_CONFLICTS =
      "insert into market_print_conflict"
          + " (provider, base, quote, trade_id, price, qty, taker_side, traded_at, created_at)"
          + " select provider, :right_base, :right_quote, trade_id, price, qty, taker_side,"
          + " traded_at, created_at from market_print_conflict where provider = :provider"
          + " and base = :base and quote = :quote on conflict do nothing";

  private final Database database;

  public NameRepairStore(Database database) {
    this.database = database;
  }

  /// The kind of data that has a name.
  public enum Kind {
    SERIES,
    PRINTS,
    PRINT_FEED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /// The outcome of a repair.
  public enum Outcome {
    RENAMED,
    /// The right name had data already; both are merged.
    MERGED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A name of a provider with stored data; for series, of all intervals together.
  public record StoredName(Kind kind, String provider, Symbol symbol) {}

  /// Returns every name of a provider with stored data.
  public List<StoredName> listNames(String provider) {
    return database.read(
        "cannot list the stored names of " + provider,
        handle ->
            handle
                .createQuery(
                    "select distinct 'SERIES' as kind, base, quote from series"
                        + " where provider = :provider"
                        + " union select distinct 'PRINTS', base, quote from market_print"
                        + " where provider = :provider"
                        + " union select 'PRINT_FEED', base, quote from print_feed"
                        + " where provider = :provider order by 1, 2, 3")
                .bind("provider", provider)
                .map((row, context) ->
                    new StoredName(
                        Kind.valueOf(row.getString("kind")),
                        provider,
                        new Symbol(row.getString("base"), row.getString("quote"))))
                .list());
  }

  public boolean isRepaired(String provider) {
    return database.read(
        "cannot look up the repair of " + provider,
        handle ->
            handle
                .createQuery(
                    "select exists (select from listing"
                        + " where provider = :provider and repaired_at is not null)")
                .bind("provider", provider)
                .mapTo(Boolean.class)
                .one());
  }

  public void markRepaired(String provider) {
    database.run(
        "cannot record the repair of " + provider,
        handle ->
            handle.execute("update listing set repaired_at = now() where provider = ?", provider));
  }

  /// Renames all data of a name, in one transaction. Candles that both names have and that differ
  /// become corrections; a print that both have is kept once.
  public Outcome rename(StoredName named, Symbol canonical) {
    List<Integer> changed = new ArrayList<>();
    Outcome outcome =
        database.longTransaction(
            "cannot rename " + named.symbol() + " to " + canonical,
            handle -> {
              Map<String, Long> details = new TreeMap<>();
              Outcome result =
                  switch (named.kind()) {
                    case SERIES -> renameSeries(handle, named, canonical, details, changed);
                    case PRINTS -> renamePrints(handle, named, canonical, details);
                    case PRINT_FEED -> renameFeed(handle, named, canonical);
                  };
              recordRepair(handle, named, canonical, result, details);
              for (int id : changed)
                database.changeFeed().notifyOnCommit(handle, ChangeFeed.seriesTopic(id));
              return result;
            });
    changed.forEach(id -> database.changeFeed().publishAfterCommit(ChangeFeed.seriesTopic(id)));
    return outcome;
  }

  private static Outcome renameSeries(
      Handle handle,
      StoredName named,
      Symbol canonical,
      Map<String, Long> details,
      List<Integer> changed) {
    Outcome outcome = Outcome.RENAMED;
    List<Series> wrong = seriesOf(handle, named.provider(), named.symbol());
    List<Series> existing = seriesOf(handle, named.provider(), canonical);
    for (Series source : wrong) {
      changed.add(source.id());
      Series target =
          existing.stream()
              .filter(other -> other.interval() == source.interval())
              .findFirst()
              .orElse(null);
      if (target == null) {
        handle.execute(
            "update series set base = ?, quote = ? where series_id = ?",
            canonical.base(),
            canonical.quote(),
            source.id());
      } else {
        merge(handle, source, target, details);
        changed.add(target.id());
        outcome = Outcome.MERGED;
      }
    }
    return outcome;
  }

  private static List<Series> seriesOf(Handle handle, String provider, Symbol symbol) {
    return handle
        .createQuery(
            SeriesStore.SELECT + "where provider = :provider and base = :base and quote = :quote")
        .bind("provider", provider)
        .bind("base", symbol.base())
        .bind("quote", symbol.quote())
        .map(SeriesStore.MAPPER)
        .list();
  }

  private static void merge(
      Handle handle, Series source, Series target, Map<String, Long> details) {
    handle
        .createQuery("select moved, same, differing from merge_series(:source, :target)")
        .bind("source", source.id())
        .bind("target", target.id())
        .map((row, context) ->
            Map.of(
                "moved", row.getLong("moved"),
                "same", row.getLong("same"),
                "differing", row.getLong("differing")))
        .one()
        .forEach((name, count) -> details.merge(name, count, Long::sum));
  }

  private static Outcome renamePrints(
      Handle handle, StoredName named, Symbol canonical, Map<String, Long> details) {
    long differing = bind(handle.createUpdate(SAVE_DIFFERING), named, canonical).execute();
    bind(handle.createUpdate(MOVE_CONFLICTS), named, canonical).execute();
    bind(
            handle.createUpdate(
                "delete from market_print_conflict where provider = :provider"
                    + " and base = :base and quote = :quote"),
            named,
            canonical)
        .execute();
    long duplicates = bind(handle.createUpdate(DELETE_DUPLICATES), named, canonical).execute();
    long moved =
        bind(
                handle.createUpdate(
                    "update market_print set base = :right_base, quote = :right_quote"
                        + " where provider = :provider and base = :base and quote = :quote"),
                named,
                canonical)
            .execute();
    recount(handle, named.symbol().joined());
    recount(handle, canonical.joined());
    details.put("moved", moved);
    details.put("same", duplicates - differing);
    details.put("differing", differing);
    return duplicates > 0 ? Outcome.MERGED : Outcome.RENAMED;
  }

  private static Update bind(Update update, StoredName named, Symbol canonical) {
    return update
        .bind("provider", named.provider())
        .bind("base", named.symbol().base())
        .bind("quote", named.symbol().quote())
        .bind("right_base", canonical.base())
        .bind("right_quote", canonical.quote());
  }

  private static void recount(Handle handle, String symbol) {
    handle
        .createUpdate(
            "insert into market_print_count (symbol, prints)"
                + " select :symbol, count(*) from market_print where symbol = :symbol"
                + " on conflict (symbol) do update set prints = excluded.prints")
        .bind("symbol", symbol)
        .execute();
    handle.execute("delete from market_print_count where symbol = ? and prints = 0", symbol);
  }

  private static Outcome renameFeed(Handle handle, StoredName named, Symbol canonical) {
    int added =
        handle.execute(
            "insert into print_feed (provider, base, quote) values (?, ?, ?)"
                + " on conflict do nothing",
            named.provider(),
            canonical.base(),
            canonical.quote());
    handle.execute(
        "delete from print_feed where provider = ? and base = ? and quote = ?",
        named.provider(),
        named.symbol().base(),
        named.symbol().quote());
    return added == 1 ? Outcome.RENAMED : Outcome.MERGED;
  }

  private static void recordRepair(
      Handle handle,
      StoredName named,
      Symbol canonical,
      Outcome outcome,
      Map<String, Long> details) {
    handle
        .createUpdate(
            "insert into name_repair (subject, old_name, new_name, outcome, details)"
                + " values (:subject, :old, :new, :outcome,"
                + " (select coalesce(jsonb_object_agg(k, v), '{}') from"
                + " unnest(:keys::text[], :values::bigint[]) as d(k, v)))")
        .bind("subject", named.provider() + " " + named.kind())
        .bind("old", named.symbol().toString())
        .bind("new", canonical.toString())
        .bind("outcome", outcome.name())
        .bindArray("keys", String.class, details.keySet().toArray())
        .bindArray("values", Long.class, details.values().toArray())
        .execute();
  }

  /// Returns what `doctor` reports: repairs that were made, and holdings that may be of the wrong
  /// coin, because an earlier version chose among several coins of one ticker, or cut the name of a
  /// coin at a quote.
  ///
  /// @param owner a login that sees every account's rows
  public static Report report(Database.Login owner) {
    try {
      return OwnerConnection.of(owner, "candlewick doctor").withHandle(NameRepairStore::report);
    } catch (JdbiException e) {
      throw SqlErrors.translate("cannot check the names in the database of " + owner, e);
    }
  }

  /// The repairs that were made and the data to be checked.
  ///
  /// @param repaired the corrected names, in words
  /// @param doubtful holdings to be checked, in words
  /// @param unlisted series of a venue whose listing has no market of that name, in words
  public record Report(List<String> repaired, List<String> doubtful, List<String> unlisted) {
    public Report {
      repaired = List.copyOf(repaired);
      doubtful = List.copyOf(doubtful);
      unlisted = List.copyOf(unlisted);
    }
  }

  private static Report report(Handle handle) {
    List<String> repaired =
        handle
            .createQuery(
                "select subject || ' ' || old_name || ' is ' || new_name || ' (' || lower(outcome)"
                    + " || ')' from name_repair order by name_repair_id desc limit 20")
            .mapTo(String.class)
            .list();
    List<String> doubtful = new ArrayList<>(findAmbiguousHoldings(handle));
    doubtful.addAll(findTruncatedHoldings(handle));
    return new Report(repaired, doubtful, findUnlisted(handle));
  }

  private static List<String> findUnlisted(Handle handle) {
    return handle
        .createQuery(
            "select format('%s lists no %s/%s; its series of %s holds %s candle(s)', provider, base,"
                + " quote, interval, candle_count) from series s"
                + " where exists (select from market m where m.provider = s.provider)"
                + " and not exists (select from market m where m.provider = s.provider"
                + " and m.base = s.base and m.quote = s.quote) order by 1 limit 20")
        .mapTo(String.class)
        .list();
  }

  private static List<String> findAmbiguousHoldings(Handle handle) {
    return handle
        .createQuery(
            "select format('%s holding(s) of %s (%s), a ticker that %s coins have', count(*),"
                + " i.coingecko_id, i.ticker, (select count(*) from listed_instrument l"
                + " where l.ticker = i.ticker)) from ledger_transaction t"
                + " join instrument i using (instrument_id)"
                + " where t.voided_at is null and t.kind = 'OPENING'"
                + " and lower(i.ticker) = i.coingecko_id and (select count(*) from"
                + " listed_instrument l where l.ticker = i.ticker) > 1"
                + " and t.created_at < (select min(installed_on) from flyway_schema_history"
                + " where version = '5') group by i.coingecko_id, i.ticker order by 1")
        .mapTo(String.class)
        .list();
  }

  private static List<String> findTruncatedHoldings(Handle handle) {
    return handle
        .createQuery(
            "select format('%s holding(s) of %s may be meant as %s: they cost %s and the price is %s',"
                + " count(*), i.ticker, l.ticker, min(t.price), min(k.price))"
                + " from ledger_transaction t join instrument i using (instrument_id)"
                + " join listed_instrument l on l.ticker = any(array[i.ticker || 'BTC',"
                + " i.ticker || 'ETH', i.ticker || 'BNB', i.ticker || 'USD', i.ticker || 'USDT',"
                + " i.ticker || 'EUR'])"
                + " left join lateral (select price from tick where instrument_id = i.instrument_id"
                + " order by polled_at desc limit 1) k on true"
                + " where t.voided_at is null and t.kind = 'OPENING'"
                + " and t.created_at < (select min(installed_on) from flyway_schema_history"
                + " where version = '5') and (k.price is null or t.price > :factor * k.price"
                + " or k.price > :factor * t.price) group by i.ticker, l.ticker order by 1")
        .bind("factor", DOUBTFUL_FACTOR)
        .mapTo(String.class)
        .list();
  }
}
