package dev.candlewick.store.ledger;

import dev.candlewick.journal.Position;
import dev.candlewick.journal.Terms;
import java.util.LinkedHashMap;
import java.util.Map;

/// A position in the audit log.
final class PositionDetails {
  private PositionDetails() {}

  static Map<String, String> of(Position position) {
    Terms terms = position.terms();
    Map<String, String> details = new LinkedHashMap<>();
    details.put("symbol", terms.symbol().toString());
    details.put("trade_type", terms.side().name());
    details.put("quantity", terms.quantity().toPlainString());
    details.put("entry_price", terms.entryPrice().toPlainString());
    details.put("opened_at", position.openedAt().toString());
    Position.Exit exit = position.exit();
    if (exit != null) {
      details.put("exit_price", exit.price().toPlainString());
      details.put("closed_at", exit.at().toString());
    }
    return details;
  }

  /// Returns what a field was before the change, by its name with `_before`.
  static Map<String, String> changed(Position before, Position after) {
    Map<String, String> now = of(after);
    Map<String, String> changes = new LinkedHashMap<>();
    of(before)
        .forEach((field, value) -> {
          if (!value.equals(now.get(field))) changes.put(field + "_before", value);
        });
    return changes;
  }
}
