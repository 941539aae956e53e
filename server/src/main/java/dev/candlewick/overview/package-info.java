/// What a user interface shows of all markets at once: each market's newest price, its last day and
/// what is stored of it. Computed from the stores, by few queries whatever the number of markets.
/// Start at `MarketOverview`.
@NullMarked
package dev.candlewick.overview;

import org.jspecify.annotations.NullMarked;
