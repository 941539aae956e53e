package dev.candlewick.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/// Defaults and limits of requests for candles.
///
/// @param defaultInterval code of an interval, checked for its form only; the caller knows which
///   exist
/// @param maxCandles the most candles that one request fetches
/// @param backfillParallel pages of one backfill that are fetched at the same time
public record CandleSettings(String defaultInterval, int maxCandles, int backfillParallel) {
  private static final Pattern CODE = Pattern.compile("[1-9][0-9]?[smhdwM]");

  static CandleSettings read(SettingsReader reader) {
    return new CandleSettings(
        reader.value(
            Key.DEFAULT_INTERVAL,
            "must be an interval like 15m (m is minutes, M months)",
            text -> Optional.of(text).filter(CODE.asMatchPredicate())),
        reader.integer(Key.MAX_CANDLES, 1, 100_000),
        reader.integer(Key.BACKFILL_PARALLEL, 1, 64));
  }
}
