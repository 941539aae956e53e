package dev.candlewick.ingest.poll;

import dev.candlewick.provider.PriceProvider.Impossible;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The state of the price poll in this process.
///
/// @param lastSuccess end of the last successful round; null before the first
/// @param failuresInARow failed rounds since
/// @param fault why the last round failed, in our words; null when it did not
/// @param withoutPrice tickers without a price in the venue's last response
/// @param impossible instruments with an impossible price in its last response
/// @param successes total number of rounds
/// @param failures total number of rounds
public record PollState(
    Role role,
    @Nullable Instant lastSuccess,
    int failuresInARow,
    @Nullable String fault,
    List<String> withoutPrice,
    List<Impossible> impossible,
    long successes,
    long failures) {
  static final PollState IDLE =
      new PollState(Role.STOPPED, null, 0, null, List.of(), List.of(), 0, 0);

  /// The part of this process in polling.
  public enum Role {
    STOPPED,
    /// Another process of the database polls; this one takes over when that one dies.
    STANDBY,
    POLLING;

    /// As it is written: `polling`.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public PollState {
    withoutPrice = List.copyOf(withoutPrice);
    impossible = List.copyOf(impossible);
  }

  PollState withRole(Role other) {
    return new PollState(
        other, lastSuccess, failuresInARow, fault, withoutPrice, impossible, successes, failures);
  }

  /// Returns the state while another process polls: the failures of this one no longer matter.
  PollState asStandby() {
    return new PollState(
        Role.STANDBY, lastSuccess, 0, null, List.of(), List.of(), successes, failures);
  }

  PollState afterSuccess(Instant now, PriceRound.Skipped skipped) {
    return new PollState(
        role, now, 0, null, skipped.missing(), skipped.impossible(), successes + 1, failures);
  }

  PollState afterFailure(String reason) {
    return new PollState(
        role,
        lastSuccess,
        failuresInARow + 1,
        reason,
        withoutPrice,
        impossible,
        successes,
        failures + 1);
  }
}
