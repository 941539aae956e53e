package dev.candlewick.store.listing;

import dev.candlewick.market.Instrument;
import dev.candlewick.market.Listings;
import dev.candlewick.market.Market;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.AdvisoryLock;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.Database;
import dev.candlewick.store.SessionLock;
import dev.candlewick.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The listings of the venues, as last fetched. A market that is no longer in its venue's list
/// stays, as delisted.
public final class ListingStore {

  private static final RowMapper<Instrument> INSTRUMENT =
      (row, context) ->
          new Instrument(
              row.getString("coingecko_id"),
              row.getString("ticker"),
              row.getString("name"),
              row.getObject("market_cap_rank", Integer.class));

  private static final RowMapper<Market> MARKET =
      (row, context) ->
          new Market(
              row.getString("provider"),
              row.getString("venue_symbol"),
              new Symbol(row.getString("base"), row.getString("quote")),
              Set.copyOf(texts(row, "aliases")),
              Market.State.valueOf(row.getString("state")),
              row.getString("renamed_to"));

  private final Database database;

  public ListingStore(Database database) {
    this.database = database;
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  /// Takes the lock for the daily refresh of the listings; empty when another process has it.
  public Optional<SessionLock> claimRefresh() {
    return SessionLock.take(database, AdvisoryLock.LISTING_REFRESH, 0);
  }

  /// Returns all listings.
  public Listings read() {
    return database.read(
        "cannot read the listings",
        handle ->
            Listings.of(
                handle
                    .createQuery(
                        "select coingecko_id, ticker, name, market_cap_rank from listed_instrument")
                    .map(INSTRUMENT)
                    .list(),
                handle
                    .createQuery(
                        "select coingecko_id, ticker, name, null::int as market_cap_rank"
                            + " from instrument i where coingecko_id is not null and not exists"
                            + " (select from listed_instrument l"
                            + " where l.coingecko_id = i.coingecko_id)")
                    .map(INSTRUMENT)
                    .list(),
                handle
                    .createQuery(
                        "select provider, venue_symbol, base, quote, aliases, state, renamed_to"
                            + " from market")
                    .map(MARKET)
                    .list(),
                currencies(handle)));
  }

  private static Map<String, List<String>> currencies(Handle handle) {
    Map<String, List<String>> currencies = new HashMap<>();
    handle
        .createQuery("select provider, currencies from listing where currencies <> '{}'")
        .map((row, context) -> Map.entry(row.getString("provider"), texts(row, "currencies")))
        .forEach(entry -> currencies.put(entry.getKey(), entry.getValue()));
    return currencies;
  }

  /// Returns whether series or prints are stored under a joined name.
  public boolean isStored(String symbol) {
    return database.read(
        "cannot look up " + symbol,
        handle ->
            handle
                .createQuery(
                    "select exists (select from series where symbol = :symbol)"
                        + " or exists (select from market_print_count where symbol = :symbol)")
                .bind("symbol", symbol)
                .mapTo(Boolean.class)
                .one());
  }

  /// Returns when a venue's listing was last fetched; empty when it never was.
  public Optional<Instant> listedAt(String provider) {
    return database.read(
        "cannot look up the listing of " + provider,
        handle ->
            handle
                .createQuery("select listed_at from listing where provider = :provider")
                .bind("provider", provider)
                .map((row, context) -> Times.required(row, "listed_at"))
                .findOne());
  }

  /// Replaces a venue's markets: those that are missing are delisted. Other processes reload them.
  ///
  /// @param markets with distinct venue symbols
  public void saveMarkets(String provider, List<Market> markets, Instant at) {
    save(
        provider,
        at,
        List.of(),
        handle -> {
          handle
              .createUpdate(
                  "update market set state = 'DELISTED', renamed_to = null"
                      + " where provider = :provider and state <> 'DELISTED'"
                      + " and venue_symbol <> all(:symbols)")
              .bind("provider", provider)
              .bindArray(
                  "symbols", String.class, markets.stream().map(Market::venueSymbol).toArray())
              .execute();
          var batch =
              handle.prepareBatch(
                  "insert into market as m (provider, venue_symbol, base, quote, aliases, state,"
                      + " renamed_to, first_seen, last_seen) values (:provider, :venue_symbol, :base,"
                      + " :quote, :aliases, :state, :renamed_to, :at, :at)"
                      + " on conflict (provider, venue_symbol) do update set base = excluded.base,"
                      + " quote = excluded.quote, aliases = excluded.aliases,"
                      + " state = excluded.state, renamed_to = excluded.renamed_to,"
                      + " last_seen = greatest(m.last_seen, excluded.last_seen)");
          for (Market market : markets) {
            batch
                .bind("provider", provider)
                .bind("venue_symbol", market.venueSymbol())
                .bind("base", market.symbol().base())
                .bind("quote", market.symbol().quote())
                .bindArray("aliases", String.class, market.aliases().stream().sorted().toArray())
                .bind("state", market.state().name())
                .bind("renamed_to", market.renamedTo())
                .bind("at", Times.utc(at))
                .add();
          }
          if (!markets.isEmpty()) batch.execute();
        });
  }

  /// Stores CoinGecko's list and its currencies. An instrument that is no longer in the list stays,
  /// so that holdings keep their names. Ranks are replaced when the list has any.
  public void saveInstruments(
      String provider, List<Instrument> instruments, List<String> currencies, Instant at) {
    boolean ranked = instruments.stream().anyMatch(one -> one.rank() != null);
    save(
        provider,
        at,
        currencies,
        handle -> {
          if (ranked) handle.execute("update listed_instrument set market_cap_rank = null");
          handle
              .createUpdate(
                  "insert into listed_instrument as i (coingecko_id, ticker, name, market_cap_rank,"
                      + " first_seen, last_seen) select *, :at, :at"
                      + " from unnest(:ids::text[], :tickers::text[], :names::text[], :ranks::int[])"
                      + " on conflict (coingecko_id) do update set ticker = excluded.ticker,"
                      + " name = excluded.name, last_seen = excluded.last_seen,"
                      + " market_cap_rank = coalesce(excluded.market_cap_rank, i.market_cap_rank)")
              .bindArray("ids", String.class, instruments.stream().map(Instrument::id).toArray())
              .bindArray(
                  "tickers", String.class, instruments.stream().map(Instrument::ticker).toArray())
              .bindArray(
                  "names", String.class, instruments.stream().map(Instrument::name).toArray())
              .bindArray(
                  "ranks", Integer.class, instruments.stream().map(Instrument::rank).toArray())
              .bind("at", Times.utc(at))
              .execute();
        });
  }

  private void save(String provider, Instant at, List<String> currencies, Consumer<Handle> write) {
    database.run(
        "cannot store the listing of " + provider,
        handle -> {
          handle.execute(
              "select pg_advisory_xact_lock(?, ?)",
              AdvisoryLock.LISTING_SAVE.number(),
              provider.hashCode());
          write.accept(handle);
          handle
              .createUpdate(
                  "insert into listing (provider, listed_at, currencies)"
                      + " values (:provider, :at, :currencies)"
                      + " on conflict (provider) do update set listed_at = excluded.listed_at,"
                      + " currencies = excluded.currencies")
              .bind("provider", provider)
              .bind("at", Times.utc(at))
              .bindArray("currencies", String.class, currencies.toArray())
              .execute();
          database.changeFeed().notifyOnCommit(handle, ChangeFeed.LISTINGS);
        });
    database.changeFeed().publishAfterCommit(ChangeFeed.LISTINGS);
  }
}
