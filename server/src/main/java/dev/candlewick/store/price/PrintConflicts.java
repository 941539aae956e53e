package dev.candlewick.store.price;

import dev.candlewick.market.Print;
import dev.candlewick.market.PrintConflict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Finds the prints that a venue states under the id of another one, and stores each once.
final class PrintConflicts {
  private static final String INSERT =
      "insert into market_print_conflict"
          + " (provider, base, quote, trade_id, price, qty, taker_side, traded_at)"
          + " values (:provider, :base, :quote, :trade_id, :price, :qty, :taker, :time)"
          + " on conflict do nothing";

  private PrintConflicts() {}

  /// Returns those of the prints that differ from the stored one of their symbol and id. A print
  /// without an id equals the stored one of its time, whatever its values.
  static List<PrintConflict> find(List<Print> stored, List<Print> prints) {
    Map<String, Print> byKey = new HashMap<>();
    stored.forEach(print -> byKey.put(key(print), print));
    List<PrintConflict> conflicts = new ArrayList<>();
    for (Print print : prints) {
      Print known = print.tradeId() == null ? null : byKey.get(key(print));
      if (known == null) continue;
      PrintConflict conflict = new PrintConflict(known, print);
      if (conflict.differs()) conflicts.add(conflict);
    }
    return conflicts;
  }

  private static String key(Print print) {
    return print.symbol().joined() + " " + print.tradeId();
  }

  /// Stores the prints that are not known as conflicts yet, and returns them.
  static List<PrintConflict> save(Handle handle, String provider, List<PrintConflict> conflicts) {
    return conflicts.stream()
        .filter(conflict ->
            PrintStore.bind(handle.createUpdate(INSERT), provider, conflict.other()).execute() == 1)
        .toList();
  }
}
