/// Polled prices, market prints and the points of charts as rows. Uses the database of `store`.
/// Start at `TickStore`.
@NullMarked
package dev.candlewick.store.price;

import org.jspecify.annotations.NullMarked;
