package dev.candlewick.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The used request weight and the bans of every venue. All processes of one database share them,
/// and a restart does not forget a ban. The ledger has its own clock. Only durations pass between
/// it and a process, so no common clock is needed.
public interface BudgetLedger {
  /// Takes `weight` out of the minute's budget if it is available and no ban or hold is in force.
  ///
  /// @return null when taken, else the time before which a retry is useless
  @Nullable Duration reserve(String venue, int weight, int limitPerMinute);

  /// Stores the weight that the venue reports as used in this minute; a lower figure than the
  /// stored one is ignored.
  void recordUsed(String venue, int weight);

  /// Blocks all requests for the given time; a hold that ends before the current one is ignored.
  void hold(String venue, Duration length, String reason);

  Usage usage(String venue);

  /// The state of a venue's current minute.
  ///
  /// @param heldFor the remaining time of the hold; null when there is none
  /// @param minuteLeft until the used weight starts again at zero
  record Usage(
      int usedWeight, @Nullable Duration heldFor, @Nullable String reason, Duration minuteLeft) {}
}
