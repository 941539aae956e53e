package dev.candlewick.market;

/// Two prints that a venue states under one id.
///
/// @param stored the first one, which is listed
/// @param other the one that is kept beside it
public record PrintConflict(Print stored, Print other) {
  /// Whether the two differ in price, quantity, time to the microsecond, or the side, unless one of
  /// them has no side.
  public boolean differs() {
    boolean sameSide =
        stored.taker() == null || other.taker() == null || stored.taker() == other.taker();
    return !sameSide
        || stored.price().compareTo(other.price()) != 0
        || stored.qty().compareTo(other.qty()) != 0
        || Grid.micros(stored.time()) != Grid.micros(other.time());
  }

  @Override
  public String toString() {
    return "%s states two prints under the id %s: %s, and %s"
        .formatted(stored.symbol(), stored.tradeId(), describe(stored), describe(other));
  }

  private static String describe(Print print) {
    return "%s at %s, %s"
        .formatted(print.qty().toPlainString(), print.price().toPlainString(), print.time());
  }
}
