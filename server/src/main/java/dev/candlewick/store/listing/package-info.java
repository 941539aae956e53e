/// Instruments, the listings of venues and the budgets of venues as rows, and the repair of stored
/// names. Start at `ListingStore`.
@NullMarked
package dev.candlewick.store.listing;

import org.jspecify.annotations.NullMarked;
