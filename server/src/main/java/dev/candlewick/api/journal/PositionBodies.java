package dev.candlewick.api.journal;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.api.http.RecordFields;
import dev.candlewick.api.journal.PositionChange.PositionClose;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.journal.Terms;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.ledger.PositionStore.Change;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the bodies of the journal's writes; a refusal names every wrong field.
final class PositionBodies {
  private static final int MIN_SYMBOL_LENGTH = 3;
  private static final int MAX_SYMBOL_LENGTH = 20;

  private final Symbols symbols;

  PositionBodies(Symbols symbols) {
    this.symbols = symbols;
  }

  /// A position to open: all fields are required.
  Terms terms(byte[] bytes) {
    Change all = fields(bytes, NewPosition.class);
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
    return fields(bytes, PositionChange.class);
  }

  BigDecimal exitPrice(byte[] bytes) {
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, PositionClose.class);
    BigDecimal price = body.decimal(reader, "exit_price", true);
    if (price != null && price.signum() < 0) {
      reader.add(body.pathOf("exit_price"), "must not be below 0");
    }
    reader.check();
    if (price == null) throw new IllegalStateException("unchecked fault");
    return price;
  }

  private Change fields(byte[] bytes, Class<? extends Record> type) {
    boolean all = type == NewPosition.class;
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, type);
    Change change =
        new Change(
            all || body.has("symbol") ? symbol(reader, body) : null,
            all || body.has("trade_type") ? side(reader, body) : null,
            positive(reader, body, "quantity", all),
            positive(reader, body, "entry_price", all));
    List<String> names = RecordFields.names(type);
    if (!all && !reader.hasErrors() && names.stream().noneMatch(body::has)) {
      reader.add("body", "must have at least one of " + String.join(", ", names));
    }
    reader.check();
    return change;
  }

  private @Nullable Symbol symbol(FieldReader reader, JsonBody body) {
    String field = body.pathOf("symbol");
    FieldReader own = new FieldReader();
    String text = body.string(own, "symbol");
    Symbol symbol = own.hasErrors() ? null : own.resolve(field, text, symbols::journalSymbol);
    if (symbol != null && (tooLongOrShort(text) || tooLongOrShort(symbol.toString()))) {
      own.add(field, "must have 3 to 20 characters, like BTC/USDT");
    }
    reader.addAll(own);
    return symbol;
  }

  private static boolean tooLongOrShort(@Nullable String text) {
    return text == null
        || text.strip().length() < MIN_SYMBOL_LENGTH
        || text.strip().length() > MAX_SYMBOL_LENGTH;
  }

  private static @Nullable Side side(FieldReader reader, JsonBody body) {
    String field = body.pathOf("trade_type");
    FieldReader own = new FieldReader();
    String text = body.string(own, "trade_type");
    Side side = PositionParameters.oneOf(own, field, Side.class, text);
    if (!own.hasErrors()) own.require(field, side, text);
    reader.addAll(own);
    return side;
  }

  /// A decimal above 0. A field that is present and null is a fault.
  private static @Nullable BigDecimal positive(
      FieldReader reader, JsonBody body, String name, boolean required) {
    BigDecimal value = body.decimal(reader, name, required || body.has(name));
    if (value != null && value.signum() <= 0)
      reader.add(body.pathOf(name), "must be greater than 0");
    return value;
  }
}
