package dev.candlewick.store.listing;

import dev.candlewick.market.Symbol;
import dev.candlewick.store.Database;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The instruments and markets of which data is stored.
public final class StoredNamesStore {
  private final Database database;

  public StoredNamesStore(Database database) {
    this.database = database;
  }

  /// The names.
  ///
  /// @param symbols with candles or prints, by provider
  /// @param instruments the CoinGecko ids of instruments with ticks
  public record StoredNames(Map<String, Set<Symbol>> symbols, Set<String> instruments) {
    public StoredNames {
      symbols = Map.copyOf(symbols);
      instruments = Set.copyOf(instruments);
    }

    public boolean hasSymbol(String provider, Symbol symbol) {
      return symbols.getOrDefault(provider, Set.of()).contains(symbol);
    }
  }

  /// Returns all names.
  ///
  /// @param venues those whose prints may be stored
  public StoredNames find(List<String> venues) {
    return database.read(
        "cannot list the stored names",
        handle -> new StoredNames(symbols(handle, venues), instruments(handle)));
  }

  private static Map<String, Set<Symbol>> symbols(Handle handle, List<String> venues) {
    Map<String, Set<Symbol>> symbols = new TreeMap<>();
    handle
        .createQuery(
            "select provider, base, quote from series where candle_count > 0"
                + " union select p.provider, p.base, p.quote from market_print_count c"
                + " cross join unnest(:venues) v(provider)"
                + " cross join lateral (select provider, base, quote from market_print"
                + " where provider = v.provider and symbol = c.symbol and trade_id is not null"
                + " limit 1) p"
                + " union select p.provider, p.base, p.quote from market_print_count c"
                + " cross join lateral (select provider, base, quote from market_print"
                + " where symbol = c.symbol and trade_id is null limit 1) p")
        .bindArray("venues", String.class, venues.toArray())
        .map((row, context) ->
            Map.entry(
                row.getString("provider"),
                new Symbol(row.getString("base"), row.getString("quote"))))
        .forEach(one ->
            symbols.computeIfAbsent(one.getKey(), provider -> new HashSet<>()).add(one.getValue()));
    return symbols;
  }

  private static Set<String> instruments(Handle handle) {
    return handle
        .createQuery(
            "select i.coingecko_id from tick_count c join instrument i using (instrument_id)"
                + " where c.ticks > 0 and i.coingecko_id is not null")
        .mapTo(String.class)
        .set();
  }
}
