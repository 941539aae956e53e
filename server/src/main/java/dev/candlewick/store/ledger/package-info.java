/// Transactions and journal positions as rows; every change has its audit entry in the same
/// transaction. Start at `LedgerStore`.
@NullMarked
package dev.candlewick.store.ledger;

import org.jspecify.annotations.NullMarked;
