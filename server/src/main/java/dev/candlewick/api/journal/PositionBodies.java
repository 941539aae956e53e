package dev.candlewick.api.journal;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.api.http.RecordFields;
import dev.candlewick.api.journal.PositionChange.PositionClose;
import dev.candlewick.catalog.Symbols;
import dev.candlewick.journal.PositionEdit;
import dev.candlewick.journal.Remarks;
import dev.candlewick.journal.Terms;
import dev.candlewick.market.Print.Side;
import dev.candlewick.market.Symbol;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the bodies of the journal's writes; a refusal names every wrong field.
final class PositionBodies {
  private static final int MIN_SYMBOL_LENGTH = 3;
  private static final int MAX_SYMBOL_LENGTH = 20;

  private final Symbols symbols;
  private final InstantSource clock;

  PositionBodies(Symbols symbols, InstantSource clock) {
    this.symbols = symbols;
    this.clock = clock;
  }

  /// A position to open.
  ///
  /// @param openedAt null for now
  record Opening(Terms terms, @Nullable Instant openedAt, Remarks remarks) {}

  /// The end of a position.
  ///
  /// @param at null for now
  record Closing(BigDecimal price, @Nullable Instant at) {}

  /// A position to open: all fields of its terms are required.
  Opening opening(byte[] bytes) {
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, NewPosition.class);
    Symbol symbol = symbol(reader, body);
    Side side = side(reader, body);
    BigDecimal quantity = positive(reader, body, "quantity", true);
    BigDecimal entryPrice = positive(reader, body, "entry_price", true);
    Instant openedAt = pastTime(reader, body, "opened_at");
    String notes = notes(reader, body);
    List<String> tags = tags(reader, body);
    reader.check();
    if (symbol == null || side == null || quantity == null || entryPrice == null) {
      throw new IllegalStateException("unchecked fault");
    }
    return new Opening(
        new Terms(symbol, side, quantity, entryPrice),
        openedAt,
        new Remarks(notes == null ? "" : notes, tags == null ? List.of() : tags));
  }

  /// Some fields of a position, at least one.
  PositionEdit edit(byte[] bytes) {
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, PositionChange.class);
    PositionEdit edit =
        new PositionEdit(
            body.has("symbol") ? symbol(reader, body) : null,
            body.has("trade_type") ? side(reader, body) : null,
            positive(reader, body, "quantity", false),
            positive(reader, body, "entry_price", false),
            pastTime(reader, body, "opened_at"),
            exitPrice(reader, body, body.has("exit_price")),
            pastTime(reader, body, "closed_at"),
            notes(reader, body),
            tags(reader, body));
    List<String> names = RecordFields.names(PositionChange.class);
    if (!reader.hasErrors() && names.stream().noneMatch(body::has)) {
      reader.add("body", "must have at least one of " + String.join(", ", names));
    }
    reader.check();
    return edit;
  }

  Closing closing(byte[] bytes) {
    JsonBody body = JsonBody.read(bytes);
    FieldReader reader = new FieldReader();
    body.checkFields(reader, PositionClose.class);
    BigDecimal price = exitPrice(reader, body, true);
    Instant at = pastTime(reader, body, "closed_at");
    reader.check();
    if (price == null) throw new IllegalStateException("unchecked fault");
    return new Closing(price, at);
  }

  private static @Nullable BigDecimal exitPrice(
      FieldReader reader, JsonBody body, boolean required) {
    BigDecimal price = body.decimal(reader, "exit_price", required);
    if (price != null && price.signum() < 0) {
      reader.add(body.pathOf("exit_price"), "must not be below 0");
    }
    return price;
  }

  private @Nullable Instant pastTime(FieldReader reader, JsonBody body, String name) {
    Instant time = body.optionalTime(reader, name);
    if (time != null && time.isAfter(clock.instant())) {
      reader.add(body.pathOf(name), "must not be in the future");
    }
    return time;
  }

  private static @Nullable String notes(FieldReader reader, JsonBody body) {
    String notes = body.string(reader, "notes");
    if (notes != null && notes.length() > Remarks.MAX_NOTES) {
      reader.add(body.pathOf("notes"), "must have at most " + Remarks.MAX_NOTES + " characters");
    }
    return notes;
  }

  private static @Nullable List<String> tags(FieldReader reader, JsonBody body) {
    List<String> tags =
        body.strings(reader, "tags").stream().map(String::strip).distinct().toList();
    String field = body.pathOf("tags");
    if (tags.size() > Remarks.MAX_TAGS) {
      reader.add(field, "must have at most " + Remarks.MAX_TAGS + " tags");
    }
    if (tags.stream().anyMatch(tag -> tag.isEmpty() || tag.length() > Remarks.MAX_TAG)) {
      reader.add(field, "must have tags of 1 to " + Remarks.MAX_TAG + " characters");
    }
    return body.has("tags") ? tags : null;
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
    Side side = PositionFilters.oneOf(own, field, Side.class, text);
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
