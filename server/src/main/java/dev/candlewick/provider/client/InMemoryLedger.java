package dev.candlewick.provider.client;

import dev.candlewick.provider.BudgetLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A ledger of this process alone: for tests, and where no database is at hand. Windows are the
/// minutes of the clock.
public final class InMemoryLedger implements BudgetLedger {
  private final InstantSource clock;
  private final Map<String, Account> accounts = new HashMap<>();

  public InMemoryLedger(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized @Nullable Duration reserve(String venue, int weight, int limitPerMinute) {
    Instant now = clock.instant();
    Account account = account(venue, now);
    if (account.heldUntil != null) return Duration.between(now, account.heldUntil);
    if (account.used > 0 && account.used + weight > limitPerMinute) {
      return Duration.between(now, account.minute.plus(1, ChronoUnit.MINUTES));
    }
    account.used += weight;
    return null;
  }

  @Override
  public synchronized void used(String venue, int weight) {
    Account account = account(venue, clock.instant());
    account.used = Math.max(account.used, weight);
  }

  @Override
  public synchronized void hold(String venue, Duration length, String reason) {
    Instant now = clock.instant();
    Instant until = now.plus(length);
    Account account = account(venue, now);
    if (account.heldUntil != null && !until.isAfter(account.heldUntil)) return;
    account.heldUntil = until;
    account.reason = reason;
  }

  @Override
  public synchronized Usage usage(String venue) {
    Instant now = clock.instant();
    Account account = account(venue, now);
    Duration held = account.heldUntil == null ? null : Duration.between(now, account.heldUntil);
    return new Usage(account.used, held, account.reason);
  }

  private Account account(String venue, Instant now) {
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    Account account = accounts.computeIfAbsent(venue, _ -> new Account(minute));
    account.advance(now, minute);
    return account;
  }

  private static final class Account {
    private Instant minute;
    private int used;
    private @Nullable Instant heldUntil;
    private @Nullable String reason;

    Account(Instant minute) {
      this.minute = minute;
    }

    void advance(Instant now, Instant newMinute) {
      if (newMinute.isAfter(minute)) {
        minute = newMinute;
        used = 0;
      }
      if (heldUntil != null && !now.isBefore(heldUntil)) {
        heldUntil = null;
        reason = null;
      }
    }
  }
}
