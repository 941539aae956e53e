package dev.candlewick.api;

import dev.candlewick.ingest.PollState;
import dev.candlewick.ingest.PricePoll;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The price poll's part of the health.
///
/// @param role `polling`, `standby` while another process of the database polls, or `stopped`
/// @param lastSuccess null before the first good round of this process
/// @param fault why the last round failed; null when it did not
/// @param withoutPrice tickers the venue had no price for in its last answer
public record PollingView(
    String provider,
    String role,
    long intervalSeconds,
    @Nullable Instant lastSuccess,
    int consecutiveFailures,
    @Nullable String fault,
    List<String> withoutPrice) {
  static PollingView of(PricePoll poll) {
    PollState state = poll.state();
    return new PollingView(
        poll.source(),
        state.role().name().toLowerCase(Locale.ROOT),
        poll.interval().toSeconds(),
        state.lastSuccess(),
        state.failuresInARow(),
        state.fault(),
        state.withoutPrice());
  }
}
