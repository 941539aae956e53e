/// Functions on columns: returns, rolling moments, volatility, statistics, and the frame that
/// combines them. Pure; uses market and series. Start at `Frame`. An undefined value is NaN here
/// and null in JSON.
@NullMarked
package dev.candlewick.analytics;

import org.jspecify.annotations.NullMarked;
