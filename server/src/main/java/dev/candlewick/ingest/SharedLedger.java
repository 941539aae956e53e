package dev.candlewick.ingest;

import dev.candlewick.provider.BudgetLedger;
import dev.candlewick.store.listing.VenueStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The venues' budgets and bans as rows, shared by all processes of a database and kept across
/// restarts.
public record SharedLedger(VenueStore store) implements BudgetLedger {
  @Override
  public @Nullable Duration reserve(String venue, int weight, int limitPerMinute) {
    return store.reserve(venue, weight, limitPerMinute);
  }

  @Override
  public void recordUsed(String venue, int weight) {
    store.raiseUsed(venue, weight);
  }

  @Override
  public void hold(String venue, Duration length, String reason) {
    store.hold(venue, length, reason);
  }

  @Override
  public Usage usage(String venue) {
    VenueStore.Budget budget = store.budget(venue);
    return new Usage(budget.used(), budget.heldFor(), budget.reason(), budget.minuteLeft());
  }
}
