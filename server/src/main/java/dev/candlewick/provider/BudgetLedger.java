package dev.candlewick.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where the used weight and the bans of every venue are kept, so that all processes of one
/// database share them and a restart does not repeat an offence. The ledger has a clock of its own;
/// all that passes between it and a process is lengths of time, which need no common clock.
public interface BudgetLedger {
  /// Takes `weight` out of the minute's budget if it is there and no ban or hold is running.
  ///
  /// @return null when taken, else how long it is useless to ask again
  @Nullable Duration reserve(String venue, int weight, int limitPerMinute);

  /// What the venue itself says was used in this minute; a lower figure than ours is ignored.
  void recordUsed(String venue, int weight);

  /// Nothing may be sent for that long; a hold that ends before the one known is ignored.
  void hold(String venue, Duration length, String reason);

  Usage usage(String venue);

  /// What is known of a venue's running minute.
  ///
  /// @param heldFor how much longer; null when nothing holds
  record Usage(int usedWeight, @Nullable Duration heldFor, @Nullable String reason) {}
}
