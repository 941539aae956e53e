package dev.candlewick.store.listing;

import dev.candlewick.identity.Actor;
import dev.candlewick.market.Instrument;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.Database;
import dev.candlewick.store.account.AuditStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The instruments of this installation: the well-known ones and those that were added.
public final class InstrumentStore {
  private static final String COLUMNS = "instrument_id, coingecko_id, ticker, name, is_active";

  private static final RowMapper<Row> MAPPER =
      (row, context) ->
          new Row(
              row.getLong("instrument_id"),
              row.getString("coingecko_id"),
              row.getString("ticker"),
              row.getString("name"),
              row.getBoolean("is_active"));

  private final Database database;

  public InstrumentStore(Database database) {
    this.database = database;
  }

  /// A stored instrument.
  ///
  /// @param coinGeckoId null until a venue knows the instrument
  /// @param active whether its price is polled
  public record Row(
      long id, @Nullable String coinGeckoId, String ticker, String name, boolean active) {}

  /// Makes sure that all of these have a row; existing rows stay unchanged.
  public void registerAll(Collection<Instrument> instruments) {
    changeAndPublish(
        "cannot register instruments",
        handle -> {
          int added = 0;
          for (Instrument instrument : instruments) added += insert(handle, instrument);
          return new ChangeResult<>(added > 0, Boolean.TRUE);
        });
  }

  /// Inserts an instrument. The row of a ticker that no venue knew becomes the instrument's; else
  /// there is a new one.
  private static int insert(Handle handle, Instrument instrument) {
    return handle
        .createQuery(
            "with adopted as (update instrument set coingecko_id = :id, name = :name"
                + " where coingecko_id is null and ticker = :ticker"
                + " and not exists (select from instrument where coingecko_id = :id)"
                + " returning instrument_id),"
                + " added as (insert into instrument (coingecko_id, ticker, name)"
                + " select :id, :ticker, :name where not exists (select from adopted)"
                + " on conflict do nothing returning instrument_id)"
                + " select (select count(*) from adopted) + (select count(*) from added)")
        .bind("id", instrument.id())
        .bind("ticker", instrument.ticker())
        .bind("name", instrument.name())
        .mapTo(Integer.class)
        .one();
  }

  /// The result of a change.
  ///
  /// @param namesChanged whether there is a new instrument, which changes the known names
  private record ChangeResult<T>(boolean namesChanged, T result) {}

  /// Runs a change and publishes the instruments that it adds: they are known by their names.
  private <T> T changeAndPublish(String errorMessage, Function<Handle, ChangeResult<T>> work) {
    ChangeResult<T> changed =
        database.transaction(
            errorMessage,
            handle -> {
              ChangeResult<T> result = work.apply(handle);
              if (result.namesChanged())
                database.changeFeed().notifyOnCommit(handle, ChangeFeed.LISTINGS);
              return result;
            });
    if (changed.namesChanged()) database.changeFeed().publishAfterCommit(ChangeFeed.LISTINGS);
    return changed.result();
  }

  /// Returns the row of an instrument, created when there is none.
  public Row findOrCreate(Instrument instrument) {
    return changeAndPublish(
        "cannot register " + instrument.id(),
        handle -> {
          int added = insert(handle, instrument);
          return new ChangeResult<>(added > 0, findById(handle, instrument.id()).orElseThrow());
        });
  }

  /// Returns the row of a name that no list has yet, created when there is none. It does not belong
  /// to a listed instrument, even where one has the same ticker.
  public Row findOrCreate(String ticker) {
    return database.transaction(
        "cannot register " + ticker,
        handle -> {
          handle.execute(
              "insert into instrument (ticker, name) values (?, ?) on conflict do nothing",
              ticker,
              ticker);
          return handle
              .createQuery(
                  "select "
                      + COLUMNS
                      + " from instrument where ticker = :ticker and coingecko_id is null")
              .bind("ticker", ticker)
              .map(MAPPER)
              .one();
        });
  }

  /// Adds an instrument; empty when its id exists already.
  public Optional<Row> add(Actor actor, Instrument instrument, boolean active) {
    return changeAndPublish(
        "cannot add " + instrument.id(),
        handle -> {
          if (findById(handle, instrument.id()).isPresent()) {
            return new ChangeResult<>(false, Optional.<Row>empty());
          }
          int added = insert(handle, instrument);
          setActive(handle, instrument.id(), active);
          if (!active) switchOff(handle, instrument.id());
          audit(handle, actor, "instrument.create", instrument.id(), active);
          return new ChangeResult<>(added > 0, findById(handle, instrument.id()));
        });
  }

  /// Activates each target the first time it is one: an instrument that was deactivated later stays
  /// so.
  public void activateOnce(Collection<Instrument> targets) {
    changeAndPublish(
        "cannot activate the targets",
        handle -> {
          int added = 0;
          for (Instrument target : targets) {
            int first =
                handle.execute(
                    "insert into poll_target (coingecko_id) values (?) on conflict do nothing",
                    target.id());
            if (first == 0) continue;
            added += insert(handle, target);
            setActive(handle, target.id(), true);
          }
          return new ChangeResult<>(added > 0, Boolean.TRUE);
        });
  }

  private static void setActive(Handle handle, String coinGeckoId, boolean active) {
    handle.execute(
        "update instrument set is_active = ? where coingecko_id = ?", active, coinGeckoId);
  }

  private static void switchOff(Handle handle, String coinGeckoId) {
    handle.execute("update instrument set switched_off = true where coingecko_id = ?", coinGeckoId);
  }

  /// Activates or deactivates the polling of an instrument, also of one that is held; empty when
  /// there is none of this number.
  public Optional<Row> setActive(Actor actor, long id, boolean active) {
    return database.transaction(
        "cannot change instrument " + id,
        handle -> {
          Optional<Row> switched =
              handle
                  .createQuery(
                      "update instrument set is_active = :active, switched_off = not :active"
                          + " where instrument_id = :id returning "
                          + COLUMNS)
                  .bind("active", active)
                  .bind("id", id)
                  .map(MAPPER)
                  .findOne();
          switched.ifPresent(
              row -> audit(handle, actor, "instrument.change", row.ticker(), active));
          return switched;
        });
  }

  private static void audit(
      Handle handle, Actor actor, String action, String target, boolean active) {
    Map<String, String> details = Map.of("is_active", Boolean.toString(active));
    AuditStore.append(
        handle, actor, new AuditStore.Event(actor.accountId(), action, target, details));
  }

  /// Returns the instrument of a CoinGecko id.
  public Optional<Row> findByCoinGeckoId(String coinGeckoId) {
    return database.read("cannot look up " + coinGeckoId, handle -> findById(handle, coinGeckoId));
  }

  private static Optional<Row> findById(Handle handle, String coinGeckoId) {
    return handle
        .createQuery("select " + COLUMNS + " from instrument where coingecko_id = :id")
        .bind("id", coinGeckoId)
        .map(MAPPER)
        .findOne();
  }

  /// Returns the instruments whose prices are polled, as far as CoinGecko knows them: the active
  /// ones, and those that any account holds unless they were deactivated.
  public List<Instrument> findPolled() {
    return database.read(
        "cannot list the polled instruments",
        handle ->
            handle
                .createQuery(
                    "select coingecko_id, ticker, name from instrument"
                        + " where coingecko_id is not null and (is_active or not switched_off"
                        + " and instrument_id in (select held_instruments()))"
                        + " order by coingecko_id")
                .map((row, context) ->
                    new Instrument(
                        row.getString("coingecko_id"),
                        row.getString("ticker"),
                        row.getString("name")))
                .list());
  }

  /// Returns the tickers that an account holds though no venue knew them, unless they were
  /// deactivated.
  public List<String> findHeldTickers() {
    return database.read(
        "cannot list the held tickers without a price",
        handle ->
            handle
                .createQuery(
                    "select ticker from instrument where coingecko_id is null and not switched_off"
                        + " and instrument_id in (select held_instruments()) order by ticker")
                .mapTo(String.class)
                .list());
  }

  /// Returns all instruments by ticker.
  public List<Row> list() {
    return database.read(
        "cannot list the instruments",
        handle ->
            handle
                .createQuery(
                    "select " + COLUMNS + " from instrument order by ticker, instrument_id")
                .map(MAPPER)
                .list());
  }
}
