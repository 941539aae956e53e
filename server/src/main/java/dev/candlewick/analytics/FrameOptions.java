package dev.candlewick.analytics;

import dev.candlewick.series.Frequency;
import org.jspecify.annotations.Nullable;

/// The columns of a frame besides price and returns; null omits a column.
///
/// @param frequency resamples first; null keeps every point
/// @param window of the rolling mean, 1 to the number of rows
/// @param volatilityWindow at least 2
/// @param base of the normalised price, finite
public record FrameOptions(
    @Nullable Frequency frequency,
    @Nullable Integer window,
    @Nullable Integer volatilityWindow,
    @Nullable Double base) {}
