/// Polling of current prices, and the retention of stored ones. Start at `PricePoll`.
@NullMarked
package dev.candlewick.ingest.poll;

import org.jspecify.annotations.NullMarked;
