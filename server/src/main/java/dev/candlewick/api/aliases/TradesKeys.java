package dev.candlewick.api.aliases;

import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.JsonBody;
import dev.candlewick.api.http.RecordFields;
import dev.candlewick.api.journal.NewPosition;
import dev.candlewick.api.market.NewPrint;
import java.util.List;

/// Decides by its keys which of two things a body sent to bare `/trades` is.
public final class TradesKeys {
  private static final List<String> POSITION = keysOfOne(NewPosition.class, NewPrint.class);
  private static final List<String> PRINT = keysOfOne(NewPrint.class, NewPosition.class);

  /// The meanings of a body.
  public enum Meaning {
    POSITION,
    PRINT,
    /// Keys of both.
    BOTH,
    NEITHER
  }

  private TradesKeys() {}

  /// The fields of a record that another one does not have.
  private static List<String> keysOfOne(
      Class<? extends Record> type, Class<? extends Record> other) {
    List<String> shared = RecordFields.names(other);
    return RecordFields.names(type).stream().filter(name -> !shared.contains(name)).toList();
  }

  public static Meaning of(byte[] bytes) {
    JsonBody body = JsonBody.read(bytes);
    boolean position = POSITION.stream().anyMatch(body::has);
    boolean print = PRINT.stream().anyMatch(body::has);
    if (position) return print ? Meaning.BOTH : Meaning.POSITION;
    return print ? Meaning.PRINT : Meaning.NEITHER;
  }

  public static ApiException unclear() {
    return ApiException.validation(
        List.of(
            new ApiException.FieldError(
                "body",
                "could be a position (entry_price, quantity, trade_type: /api/v1/trades) or a market"
                    + " print (price, qty, timestamp: /api/v1/market_trades); send the keys of one")));
  }
}
