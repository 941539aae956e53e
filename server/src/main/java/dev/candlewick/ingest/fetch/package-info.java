/// Fetching of candles page by page, with the coverage that each page proves. Start at
/// `SeriesFetch`.
@NullMarked
package dev.candlewick.ingest.fetch;

import org.jspecify.annotations.NullMarked;
