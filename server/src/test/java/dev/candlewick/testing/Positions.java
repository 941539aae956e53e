package dev.candlewick.testing;

import dev.candlewick.identity.Actor;
import dev.candlewick.journal.Position;
import dev.candlewick.journal.PositionEdit;
import dev.candlewick.journal.Remarks;
import dev.candlewick.journal.Terms;
import dev.candlewick.store.ledger.PositionStore;
import dev.candlewick.store.ledger.PositionStore.Outcome;
import java.math.BigDecimal;
import java.time.Instant;

/// Positions that are opened and closed at the present, without remarks.
public final class Positions {
  private Positions() {}

  public static Position open(PositionStore store, Actor actor, Terms terms) {
    return store.open(actor, terms, null, Remarks.NONE);
  }

  public static Outcome close(PositionStore store, Actor actor, long id, BigDecimal price) {
    return store.close(actor, id, open -> PositionEdit.close(open, price, null, Instant.now()));
  }
}
