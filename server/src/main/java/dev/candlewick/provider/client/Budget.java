package dev.candlewick.provider.client;

import dev.candlewick.provider.BudgetLedger;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The requests that one venue allows per minute, kept in the shared ledger and used up to 85 %.
final class Budget {
  private static final int USED_PERCENT = 85;
  private static final String BANNED = "banned by the venue";
  private static final String HELD = "too many requests";

  private final String venue;
  private final BudgetLedger ledger;
  private final InstantSource clock;
  private volatile int limitPerMinute;

  Budget(String venue, BudgetLedger ledger, InstantSource clock, int limitPerMinute) {
    this.venue = venue;
    this.ledger = ledger;
    this.clock = clock;
    this.limitPerMinute = limitPerMinute;
  }

  int limitPerMinute() {
    return limitPerMinute;
  }

  /// Returns the part of the limit that this server uses.
  int usablePerMinute() {
    return (int) ((long) limitPerMinute * USED_PERCENT / 100);
  }

  /// Sets the weight that the venue allows per minute; 0 is ignored.
  void setLimit(int allowedPerMinute) {
    if (allowedPerMinute > 0) limitPerMinute = allowedPerMinute;
  }

  /// Returns null when taken, else how long to wait before a retry.
  @Nullable Duration reserve(int weight) {
    return ledger.reserve(venue, weight, usablePerMinute());
  }

  void recordUsed(int weight) {
    ledger.recordUsed(venue, weight);
  }

  BudgetLedger.Usage usage() {
    return ledger.usage(venue);
  }

  /// Blocks all requests for that long and returns the exception that reports it.
  ProviderException hold(Kind kind, Duration length) {
    boolean banned = kind == Kind.BANNED;
    ledger.hold(venue, length, banned ? BANNED : HELD);
    return new ProviderException(venue, kind, banned ? BANNED : HELD, after(length), null);
  }

  /// Returns the reason why nothing can be sent for that long.
  ProviderException rejection(Duration length) {
    boolean banned = BANNED.equals(ledger.usage(venue).reason());
    return new ProviderException(
        venue,
        banned ? Kind.BANNED : Kind.RATE_LIMITED,
        banned ? BANNED : "the request budget is used up",
        after(length),
        null);
  }

  /// Returns the end of a wait that begins now, by the local clock.
  Instant after(Duration length) {
    return clock.instant().plus(length);
  }
}
