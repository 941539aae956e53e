/// Columns over time and the known ranges of a series: `CandleSeries`, gaps, `Coverage`. Pure; uses
/// market.
@NullMarked
package dev.candlewick.series;

import org.jspecify.annotations.NullMarked;
