package dev.candlewick.overview;

import java.util.Locale;

/// What is stored of the candles of a market, over all its series.
///
/// @param missing grid times between the first candle of a series and now that are not stored and
///   neither confirmed to be empty nor unavailable
/// @param failed grid times that were requested without success
/// @param series their number
/// @param candles their number
public record StoredCandles(State state, long missing, long failed, int series, long candles) {
  /// What is known of the candles.
  public enum State {
    /// There are none.
    NONE,
    GAP_FREE,
    MISSING,
    FAILED;

    /// As it is written: `gap_free`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static StoredCandles of(long missing, long failed, int series, long candles) {
    return new StoredCandles(state(missing, failed, candles), missing, failed, series, candles);
  }

  private static State state(long missing, long failed, long candles) {
    if (failed > 0) return State.FAILED;
    if (missing > 0) return State.MISSING;
    return candles > 0 ? State.GAP_FREE : State.NONE;
  }
}
