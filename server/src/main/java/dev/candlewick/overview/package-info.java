/// What this installation has and does, joined from stores, venues and jobs for a page of the
/// interface: series with their coverage, venues with their budgets and feeds. Start at
/// `SeriesOverview`.
@NullMarked
package dev.candlewick.overview;

import org.jspecify.annotations.NullMarked;
