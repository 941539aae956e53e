package dev.candlewick.provider.client;

import dev.candlewick.provider.BudgetLedger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A ledger of this process alone, for tests and for use without a database. Windows are the
/// minutes of the clock.
public final class InMemoryBudgetLedger implements BudgetLedger {
  private final InstantSource clock;
  private final Map<String, VenueBudget> budgets = new HashMap<>();

  public InMemoryBudgetLedger(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized @Nullable Duration reserve(String venue, int weight, int limitPerMinute) {
    Instant now = clock.instant();
    VenueBudget budget = budget(venue, now);
    if (budget.heldUntil != null) return Duration.between(now, budget.heldUntil);
    if (budget.used > 0 && budget.used + weight > limitPerMinute) {
      return Duration.between(now, budget.minute.plus(1, ChronoUnit.MINUTES));
    }
    budget.used += weight;
    return null;
  }

  @Override
  public synchronized void recordUsed(String venue, int weight) {
    VenueBudget budget = budget(venue, clock.instant());
    budget.used = Math.max(budget.used, weight);
  }

  @Override
  public synchronized void hold(String venue, Duration length, String reason) {
    Instant now = clock.instant();
    Instant until = now.plus(length);
    VenueBudget budget = budget(venue, now);
    if (budget.heldUntil != null && !until.isAfter(budget.heldUntil)) return;
    budget.heldUntil = until;
    budget.reason = reason;
  }

  @Override
  public synchronized Usage usage(String venue) {
    Instant now = clock.instant();
    VenueBudget budget = budget(venue, now);
    Duration held = budget.heldUntil == null ? null : Duration.between(now, budget.heldUntil);
    Duration minuteLeft = Duration.between(now, budget.minute.plus(1, ChronoUnit.MINUTES));
    return new Usage(budget.used, held, budget.reason, minuteLeft);
  }

  private VenueBudget budget(String venue, Instant now) {
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    VenueBudget budget = budgets.computeIfAbsent(venue, _ -> new VenueBudget(minute));
    budget.advance(now, minute);
    return budget;
  }

  private static final class VenueBudget {
    private Instant minute;
    private int used;
    private @Nullable Instant heldUntil;
    private @Nullable String reason;

    VenueBudget(Instant minute) {
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
