package dev.candlewick.overview;

import dev.candlewick.store.ledger.LedgerStore;
import dev.candlewick.store.listing.InstrumentStore;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The instruments that accounts hold.
final class HeldInstruments {
  private final LedgerStore ledger;
  private final InstrumentStore instruments;

  HeldInstruments(LedgerStore ledger, InstrumentStore instruments) {
    this.ledger = ledger;
    this.instruments = instruments;
  }

  /// Returns the ids of the instruments that an account holds, without those that are not listed.
  Set<String> find(long accountId) {
    Set<Long> numbers = ledger.findInstruments(accountId);
    return instruments.list().stream()
        .filter(row -> numbers.contains(row.id()))
        .map(InstrumentStore.Row::coinGeckoId)
        .filter(Objects::nonNull)
        .collect(Collectors.toUnmodifiableSet());
  }
}
