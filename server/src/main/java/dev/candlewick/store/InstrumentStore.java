package dev.candlewick.store;

import dev.candlewick.market.Instrument;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/// The instruments of this installation: the well-known ones and those that were written.
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

  /// Makes sure that all of these have a row; what is there already stays as it is.
  public void registerAll(Collection<Instrument> instruments) {
    database.run(
        "cannot register instruments",
        handle -> instruments.forEach(instrument -> insert(handle, instrument)));
  }

  /// The row of a ticker that no venue knew becomes the instrument's; else there is a new one.
  private static void insert(Handle handle, Instrument instrument) {
    handle
        .createUpdate(
            "with adopted as (update instrument set coingecko_id = :id, name = :name"
                + " where coingecko_id is null and ticker = :ticker"
                + " and not exists (select from instrument where coingecko_id = :id)"
                + " returning instrument_id)"
                + " insert into instrument (coingecko_id, ticker, name)"
                + " select :id, :ticker, :name where not exists (select from adopted)"
                + " on conflict do nothing")
        .bind("id", instrument.id())
        .bind("ticker", instrument.ticker())
        .bind("name", instrument.name())
        .execute();
  }

  /// Makes sure that a ticker someone wrote has a row: any instrument's that goes by it.
  public void register(String ticker) {
    database.run("cannot register " + ticker, handle -> register(handle, ticker));
  }

  /// The same as a part of the write that names the ticker: where that is refused, there is no row.
  static void register(Handle handle, String ticker) {
    handle.execute(
        "insert into instrument (ticker, name) select ?, ?"
            + " where not exists (select from instrument where ticker = ?)"
            + " on conflict do nothing",
        ticker,
        ticker,
        ticker);
  }

  /// The row of an instrument, made when there is none.
  public Row require(Instrument instrument) {
    return database.transaction(
        "cannot register " + instrument.id(),
        handle -> {
          insert(handle, instrument);
          return byId(handle, instrument.id()).orElseThrow();
        });
  }

  /// The row of a ticker that no venue knows, made when there is none.
  public Row require(String ticker) {
    register(ticker);
    return database.transaction(
        "cannot look for " + ticker,
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from instrument where ticker = :ticker"
                        + " order by coingecko_id nulls last limit 1")
                .bind("ticker", ticker)
                .map(MAPPER)
                .one());
  }

  /// Adds an instrument; empty when its id is there already.
  public Optional<Row> add(Actor actor, Instrument instrument, boolean active) {
    return database.transaction(
        "cannot add " + instrument.id(),
        handle -> {
          if (byId(handle, instrument.id()).isPresent()) return Optional.empty();
          insert(handle, instrument);
          activate(handle, instrument.id(), active);
          if (!active) switchOff(handle, instrument.id());
          note(handle, actor, "instrument.create", instrument.id(), active);
          return byId(handle, instrument.id());
        });
  }

  /// Activates each target the first time it is one: what somebody switched off later stays off.
  public void activateOnce(Collection<Instrument> targets) {
    database.run(
        "cannot activate the targets",
        handle -> {
          for (Instrument target : targets) {
            int first =
                handle.execute(
                    "insert into poll_target (coingecko_id) values (?) on conflict do nothing",
                    target.id());
            if (first == 0) continue;
            insert(handle, target);
            activate(handle, target.id(), true);
          }
        });
  }

  private static void activate(Handle handle, String coinGeckoId, boolean active) {
    handle.execute(
        "update instrument set is_active = ? where coingecko_id = ?", active, coinGeckoId);
  }

  private static void switchOff(Handle handle, String coinGeckoId) {
    handle.execute("update instrument set switched_off = true where coingecko_id = ?", coinGeckoId);
  }

  /// Switches the polling of an instrument, held or not; empty when there is none of this number.
  public Optional<Row> activate(Actor actor, long id, boolean active) {
    return database.transaction(
        "cannot switch instrument " + id,
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
          switched.ifPresent(row -> note(handle, actor, "instrument.change", row.ticker(), active));
          return switched;
        });
  }

  private static void note(
      Handle handle, Actor actor, String action, String target, boolean active) {
    Map<String, String> details = Map.of("is_active", Boolean.toString(active));
    AuditStore.append(
        handle, actor, new AuditStore.Event(actor.accountId(), action, target, details));
  }

  /// The instrument of one of CoinGecko's ids.
  public Optional<Row> byCoinGeckoId(String coinGeckoId) {
    return database.transaction(
        "cannot look for " + coinGeckoId, handle -> byId(handle, coinGeckoId));
  }

  private static Optional<Row> byId(Handle handle, String coinGeckoId) {
    return handle
        .createQuery("select " + COLUMNS + " from instrument where coingecko_id = :id")
        .bind("id", coinGeckoId)
        .map(MAPPER)
        .findOne();
  }

  /// Those whose prices are polled: what is active, and what anybody holds unless it was switched
  /// off, as far as CoinGecko knows it.
  public List<Instrument> polled() {
    return database.transaction(
        "cannot list what is polled",
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
                        row.getString("name"),
                        Set.of()))
                .list());
  }

  /// The tickers that somebody holds though no venue knew them, unless they were switched off.
  public List<String> heldTickers() {
    return database.transaction(
        "cannot list what is held without a price",
        handle ->
            handle
                .createQuery(
                    "select ticker from instrument where coingecko_id is null and not switched_off"
                        + " and instrument_id in (select held_instruments()) order by ticker")
                .mapTo(String.class)
                .list());
  }

  /// All instruments by ticker.
  public List<Row> list() {
    return database.transaction(
        "cannot list the instruments",
        handle ->
            handle
                .createQuery(
                    "select " + COLUMNS + " from instrument order by ticker, instrument_id")
                .map(MAPPER)
                .list());
  }
}
