package dev.candlewick.api.journal;

import dev.candlewick.api.http.Body;
import dev.candlewick.api.http.Faults;
import dev.candlewick.api.market.Symbols;
import dev.candlewick.journal.Terms;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.ledger.PositionStore.Change;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Reads the bodies of the journal's writes; every wrong field is named at once.
final class PositionBodies {
  private static final String[] FIELDS = {"symbol", "entry_price", "quantity", "trade_type"};
  private static final int SHORTEST_SYMBOL = 3;
  private static final int LONGEST_SYMBOL = 20;

  private final Symbols symbols;

  PositionBodies(Symbols symbols) {
    this.symbols = symbols;
  }

  /// A position to open: all fields are required.
  Terms terms(byte[] bytes) {
    Change all = fields(bytes, true);
    if (all.symbol() == null
        || all.side() == null
        || all.quantity() == null
        || all.entryPrice() == null) {
      throw new IllegalStateException("unchecked fault");
    }
    return new Terms(all.symbol(), all.side(), all.quantity(), all.entryPrice());
  }

  /// Some fields of a position, at least one.
  Change change(byte[] bytes) {
    return fields(bytes, false);
  }

  BigDecimal exitPrice(byte[] bytes) {
    Body body = Body.read(bytes);
    Faults faults = new Faults();
    body.fields(faults, "exit_price");
    BigDecimal price = body.decimal(faults, "exit_price", true);
    if (price != null && price.signum() < 0) {
      faults.add(body.at("exit_price"), "must not be below 0");
    }
    faults.check();
    if (price == null) throw new IllegalStateException("unchecked fault");
    return price;
  }

  private Change fields(byte[] bytes, boolean all) {
    Body body = Body.read(bytes);
    Faults faults = new Faults();
    body.fields(faults, FIELDS);
    Change change =
        new Change(
            all || body.has("symbol") ? symbol(faults, body) : null,
            all || body.has("trade_type") ? side(faults, body) : null,
            positive(faults, body, "quantity", all),
            positive(faults, body, "entry_price", all));
    if (!all && !faults.any() && !anyOf(body)) {
      faults.add("body", "must have at least one of " + String.join(", ", FIELDS));
    }
    faults.check();
    return change;
  }

  private static boolean anyOf(Body body) {
    for (String field : FIELDS) {
      if (body.has(field)) return true;
    }
    return false;
  }

  private @Nullable Symbol symbol(Faults faults, Body body) {
    String field = body.at("symbol");
    Faults own = new Faults();
    String text = body.string(own, "symbol");
    Symbol symbol = own.any() ? null : symbols.inJournal(own, field, text);
    if (symbol != null && (tooLongOrShort(text) || tooLongOrShort(symbol.toString()))) {
      own.add(field, "must have 3 to 20 characters, like BTC/USDT");
    }
    faults.addAll(own);
    return symbol;
  }

  private static boolean tooLongOrShort(@Nullable String text) {
    return text == null
        || text.strip().length() < SHORTEST_SYMBOL
        || text.strip().length() > LONGEST_SYMBOL;
  }

  private static @Nullable Side side(Faults faults, Body body) {
    String field = body.at("trade_type");
    Faults own = new Faults();
    String text = body.string(own, "trade_type");
    Side side = PositionParameters.oneOf(own, field, Side.class, text);
    if (!own.any()) own.required(field, side, text);
    faults.addAll(own);
    return side;
  }

  /// A field that is there although it is null is a wrong one.
  private static @Nullable BigDecimal positive(
      Faults faults, Body body, String name, boolean required) {
    BigDecimal value = body.decimal(faults, name, required || body.has(name));
    if (value != null && value.signum() <= 0) faults.add(body.at(name), "must be greater than 0");
    return value;
  }
}
