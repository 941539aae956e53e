/// Functions on columns: returns, rolling moments, volatility, statistics, and the frame that puts
/// them together. Pure; uses market and series. Start at `Frame`. A value that cannot be known is
/// NaN here and null in JSON.
@NullMarked
package dev.candlewick.analytics;

import org.jspecify.annotations.NullMarked;
