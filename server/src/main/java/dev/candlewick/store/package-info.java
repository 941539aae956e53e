/// PostgreSQL: the only store of record. Uses market, series and settings. Start at
/// `CandleStore`.
@NullMarked
package dev.candlewick.store;

import org.jspecify.annotations.NullMarked;
