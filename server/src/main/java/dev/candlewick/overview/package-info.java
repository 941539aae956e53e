/// What a user interface shows of all markets, series and venues at once: newest prices and the
/// last day, what is stored, budgets and feeds. Joined from stores, venues and jobs by few queries,
/// whatever their number. Start at `MarketOverview`, `SeriesOverview` and `VenueOverview`.
@NullMarked
package dev.candlewick.overview;

import org.jspecify.annotations.NullMarked;
