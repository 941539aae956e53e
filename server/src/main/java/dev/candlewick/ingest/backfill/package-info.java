/// TODO.
@NullMarked
package dev.candlewick.ingest.backfill;

import org.jspecify.annotations.NullMarked;
