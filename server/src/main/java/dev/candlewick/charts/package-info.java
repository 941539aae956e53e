/// Prices over time from any source: stored, or stored after what is missing has been fetched.
/// Start at `MarketCharts`.
@NullMarked
package dev.candlewick.charts;

import org.jspecify.annotations.NullMarked;
