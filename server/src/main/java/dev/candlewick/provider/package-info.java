/// The venues, one folder each: text of a venue in, `CandleBatch` out, politely. Uses market and
/// settings; never the store. Start at `CandleProvider`.
@NullMarked
package dev.candlewick.provider;

import org.jspecify.annotations.NullMarked;
