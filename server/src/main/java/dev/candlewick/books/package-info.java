/// An account's holdings, positions and figures: holdings replayed from stored transactions, their
/// value, and figures at the newest prices. Start at `HoldingsReader`.
@NullMarked
package dev.candlewick.books;

import org.jspecify.annotations.NullMarked;
