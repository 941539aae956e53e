package dev.candlewick.provider;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where the used weight and the bans of every venue are kept, so that all processes of one
/// database share them and a restart does not repeat an offence.
public interface BudgetLedger {
  /// Takes `weight` out of the minute's budget if it is there and no ban or hold is running.
  ///
  /// @return null when taken, else the instant before which it is useless to ask again
  @Nullable Instant reserve(String venue, int weight, int limitPerMinute);

  /// What the venue itself says was used in this minute; a lower figure than ours is ignored.
  void used(String venue, int weight);

  /// Nothing may be sent before `until`; an earlier `until` than the one known is ignored.
  void hold(String venue, Instant until, String reason);

  Usage usage(String venue);

  /// What is known of a venue's running minute.
  ///
  /// @param heldUntil null when nothing holds
  record Usage(int usedWeight, @Nullable Instant heldUntil, @Nullable String reason) {}
}
