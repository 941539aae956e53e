package dev.candlewick.api.journal;

import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.JsonBody;
import java.util.List;

/// Which of the two things a body sent to bare `/trades` is, by its keys.
public final class TradesKeys {
  private static final List<String> POSITION = List.of("entry_price", "quantity", "trade_type");
  private static final List<String> PRINT = List.of("price", "qty", "volume", "timestamp");

  /// What a body means.
  public enum Meaning {
    POSITION,
    PRINT,
    /// Keys of both.
    BOTH,
    NEITHER
  }

  private TradesKeys() {}

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
