package dev.candlewick.api.status;

import dev.candlewick.ingest.poll.PollState;
import dev.candlewick.ingest.poll.PricePoll;
import dev.candlewick.provider.PriceProvider.Impossible;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The price poll's part of the health.
///
/// @param role `polling`, `standby` while another process of the database polls, or `stopped`
/// @param lastSuccess null before the first successful poll of this process
/// @param fault why the last poll failed; null when it did not
/// @param withoutPrice tickers without a price in the last response
/// @param impossiblePrices instruments whose price in the last response is not valid; they are left
///   out
public record PollingView(
    String provider,
    PollState.Role role,
    long intervalSeconds,
    @Nullable Instant lastSuccess,
    int consecutiveFailures,
    @Nullable String fault,
    List<String> withoutPrice,
    List<ImpossiblePrice> impossiblePrices) {
  /// An instrument whose price is not valid.
  ///
  /// @param instrument its id
  /// @param symbol its ticker
  /// @param reason `is below 0`, `is no number` or `has too many digits`
  public record ImpossiblePrice(String instrument, String symbol, String reason) {
    static ImpossiblePrice of(Impossible price) {
      return new ImpossiblePrice(
          price.instrument().id(), price.instrument().ticker(), price.reason());
    }
  }

  static PollingView of(PricePoll poll) {
    PollState state = poll.state();
    return new PollingView(
        poll.source(),
        state.role(),
        poll.interval().toSeconds(),
        state.lastSuccess(),
        state.failuresInARow(),
        state.fault(),
        state.withoutPrice(),
        state.impossible().stream().map(ImpossiblePrice::of).toList());
  }
}
