package dev.candlewick.store;

import dev.candlewick.market.Instrument;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// The instruments of this installation: the well-known ones and those that were written.
public final class InstrumentStore {
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
        handle -> {
          PreparedBatch insert =
              handle.prepareBatch(
                  "insert into instrument (coingecko_id, ticker, name)"
                      + " values (:id, :ticker, :name) on conflict do nothing");
          for (Instrument instrument : instruments) {
            insert
                .bind("id", instrument.id())
                .bind("ticker", instrument.ticker())
                .bind("name", instrument.name())
                .add();
          }
          insert.execute();
        });
  }

  /// Makes sure that a ticker someone wrote has a row.
  public void register(String ticker) {
    database.run(
        "cannot register " + ticker,
        handle ->
            handle.execute(
                "insert into instrument (ticker, name) values (?, ?) on conflict do nothing",
                ticker,
                ticker));
  }

  /// All instruments by ticker.
  public List<Row> list() {
    return database.transaction(
        "cannot list the instruments",
        handle ->
            handle
                .createQuery(
                    "select instrument_id, coingecko_id, ticker, name, is_active from instrument"
                        + " order by ticker")
                .map(MAPPER)
                .list());
  }
}
