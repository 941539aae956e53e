package dev.candlewick.store.listing;

import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.Database;
import dev.candlewick.store.OwnerSession;
import dev.candlewick.store.StoreFaults;
import dev.candlewick.store.candle.SeriesStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Update;

/// Names under which series and prints are stored, and their renaming. What became of each is kept
/// in `name_repair`.
public final class NameRepairStore {
  /// A price so many times the cost, or the cost the price, makes a holding doubtful.
  private static final int DOUBTFUL_FACTOR = 5;

  /// A print `p` of the wrong name, and the one of the right name that has its place.
  private static final String DOUBLED =
      " p.provider = :provider and p.base = :base and p.quote = :quote"
          + " and o.provider = p.provider and o.base = :right_base and o.quote = :right_quote"
          + " and (o.trade_id = p.trade_id or o.trade_id is null and p.trade_id is null"
          + " and o.traded_at = p.traded_at)";

  private static final String KEEP_DIFFERING =
      "insert into market_print_conflict"
          + " (provider, base, quote, trade_id, price, qty, taker_side, traded_at)"
          + " select p.provider, o.base, o.quote, coalesce(p.trade_id, ''), p.price, p.qty,"
          + " p.taker_side, p.traded_at from market_print p, market_print o where"
          + DOUBLED
          + " and (p.price, p.qty, p.taker_side, p.traded_at)"
          + " is distinct from (o.price, o.qty, o.taker_side, o.traded_at)"
          + " on conflict do nothing";

  private static final String DELETE_DOUBLED =
      "delete from market_print p using market_print o where" + DOUBLED;

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

  /// What has a name.
  public enum Kind {
    SERIES,
    PRINTS,
    PRINT_FEED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /// How a repair ended.
  public enum Outcome {
    RENAMED,
    /// There was something under the right name already; both are one now.
    MERGED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Something stored under a name of a provider; of series all intervals together.
  public record Named(Kind kind, String provider, Symbol symbol) {}

  /// Every name of a provider that something is stored under.
  public List<Named> names(String provider) {
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
                    new Named(
                        Kind.valueOf(row.getString("kind")),
                        provider,
                        new Symbol(row.getString("base"), row.getString("quote"))))
                .list());
  }

  public boolean isRepaired(String provider) {
    return database.read(
        "cannot look for the repair of " + provider,
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
        "cannot note the repair of " + provider,
        handle ->
            handle.execute("update listing set repaired_at = now() where provider = ?", provider));
  }

  /// Gives everything of one name the right one, in one transaction. Candles that both names have
  /// and that differ become corrections; a print that both have is kept once.
  public Outcome rename(Named named, Symbol right) {
    List<Integer> changed = new ArrayList<>();
    Outcome outcome =
        database.longTransaction(
            "cannot rename " + named.symbol() + " to " + right,
            handle -> {
              Map<String, Long> details = new TreeMap<>();
              Outcome became =
                  switch (named.kind()) {
                    case SERIES -> series(handle, named, right, details, changed);
                    case PRINTS -> prints(handle, named, right, details);
                    case PRINT_FEED -> feed(handle, named, right);
                  };
              note(handle, named, right, became, details);
              for (int id : changed) database.changes().announce(handle, ChangeFeed.series(id));
              return became;
            });
    changed.forEach(id -> database.changes().committed(ChangeFeed.series(id)));
    return outcome;
  }

  private static Outcome series(
      Handle handle, Named named, Symbol right, Map<String, Long> details, List<Integer> changed) {
    Outcome outcome = Outcome.RENAMED;
    List<Series> wrong = seriesOf(handle, named.provider(), named.symbol());
    List<Series> there = seriesOf(handle, named.provider(), right);
    for (Series one : wrong) {
      changed.add(one.id());
      Series target =
          there.stream()
              .filter(other -> other.interval() == one.interval())
              .findFirst()
              .orElse(null);
      if (target == null) {
        handle.execute(
            "update series set base = ?, quote = ? where series_id = ?",
            right.base(),
            right.quote(),
            one.id());
      } else {
        merge(handle, one, target, details);
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

  private static Outcome prints(
      Handle handle, Named named, Symbol right, Map<String, Long> details) {
    long differing = bind(handle.createUpdate(KEEP_DIFFERING), named, right).execute();
    bind(handle.createUpdate(MOVE_CONFLICTS), named, right).execute();
    bind(
            handle.createUpdate(
                "delete from market_print_conflict where provider = :provider"
                    + " and base = :base and quote = :quote"),
            named,
            right)
        .execute();
    long doubled = bind(handle.createUpdate(DELETE_DOUBLED), named, right).execute();
    long moved =
        bind(
                handle.createUpdate(
                    "update market_print set base = :right_base, quote = :right_quote"
                        + " where provider = :provider and base = :base and quote = :quote"),
                named,
                right)
            .execute();
    recount(handle, named.symbol().joined());
    recount(handle, right.joined());
    details.put("moved", moved);
    details.put("same", doubled - differing);
    details.put("differing", differing);
    return doubled > 0 ? Outcome.MERGED : Outcome.RENAMED;
  }

  private static Update bind(Update update, Named named, Symbol right) {
    return update
        .bind("provider", named.provider())
        .bind("base", named.symbol().base())
        .bind("quote", named.symbol().quote())
        .bind("right_base", right.base())
        .bind("right_quote", right.quote());
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

  private static Outcome feed(Handle handle, Named named, Symbol right) {
    int added =
        handle.execute(
            "insert into print_feed (provider, base, quote) values (?, ?, ?)"
                + " on conflict do nothing",
            named.provider(),
            right.base(),
            right.quote());
    handle.execute(
        "delete from print_feed where provider = ? and base = ? and quote = ?",
        named.provider(),
        named.symbol().base(),
        named.symbol().quote());
    return added == 1 ? Outcome.RENAMED : Outcome.MERGED;
  }

  private static void note(
      Handle handle, Named named, Symbol right, Outcome outcome, Map<String, Long> details) {
    handle
        .createUpdate(
            "insert into name_repair (subject, old_name, new_name, outcome, details)"
                + " values (:subject, :old, :new, :outcome,"
                + " (select coalesce(jsonb_object_agg(k, v), '{}') from"
                + " unnest(:keys::text[], :values::bigint[]) as d(k, v)))")
        .bind("subject", named.provider() + " " + named.kind())
        .bind("old", named.symbol().toString())
        .bind("new", right.toString())
        .bind("outcome", outcome.name())
        .bindArray("keys", String.class, details.keySet().toArray())
        .bindArray("values", Long.class, details.values().toArray())
        .execute();
  }

  /// What `doctor` names: repairs that were made, and holdings that may be of another coin than was
  /// meant, because an earlier version chose among several coins of one ticker, or cut the name of
  /// a coin at a quote.
  ///
  /// @param owner a login that sees every account's rows
  public static Report report(Database.Login owner) {
    try {
      return OwnerSession.of(owner, "candlewick doctor").withHandle(NameRepairStore::report);
    } catch (JdbiException e) {
      throw StoreFaults.of("cannot look for wrong names in the database of " + owner, e);
    }
  }

  /// What was repaired and what is left to look at.
  ///
  /// @param repaired names that were put right, in words
  /// @param doubtful holdings that should be looked at, in words
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
    List<String> doubtful = new ArrayList<>(chosenAmongSeveral(handle));
    doubtful.addAll(cutAtAQuote(handle));
    return new Report(repaired, doubtful, unlisted(handle));
  }

  private static List<String> unlisted(Handle handle) {
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

  private static List<String> chosenAmongSeveral(Handle handle) {
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

  private static List<String> cutAtAQuote(Handle handle) {
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
