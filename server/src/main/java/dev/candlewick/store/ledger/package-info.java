/// TODO.
@NullMarked
package dev.candlewick.store.ledger;

import org.jspecify.annotations.NullMarked;
