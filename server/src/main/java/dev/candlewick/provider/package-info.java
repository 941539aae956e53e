/// The venues, one folder each: they turn a venue's text into `CandleBatch` within its limits. Uses
/// market and settings, never the store. Start at `CandleProvider`.
@NullMarked
package dev.candlewick.provider;

import org.jspecify.annotations.NullMarked;
