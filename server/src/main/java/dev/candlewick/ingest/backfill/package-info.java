/// Backfills: long fetches as jobs with a checkpoint. Start at `BackfillRunner`.
@NullMarked
package dev.candlewick.ingest.backfill;

import org.jspecify.annotations.NullMarked;
