/// Candles that clients post: their rules and their storage. Uses `market` and `store`. Start at
/// `CandlePosting`.
@NullMarked
package dev.candlewick.ingest.post;

import org.jspecify.annotations.NullMarked;
