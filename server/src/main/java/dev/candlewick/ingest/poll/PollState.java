package dev.candlewick.ingest.poll;

import dev.candlewick.provider.PriceProvider.Impossible;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is known of the poll of this process.
///
/// @param lastSuccess when the last good round ended; null when there was none yet
/// @param failuresInARow rounds that failed since
/// @param fault why the last round failed, in our words; null when it did not
/// @param withoutPrice tickers the venue had no price for in its last answer
/// @param impossible instruments whose price in its last answer cannot be
/// @param successes rounds in all
/// @param failures rounds in all
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

  /// What this process does.
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

  /// Another process does it: what this one could not do says nothing any more.
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
