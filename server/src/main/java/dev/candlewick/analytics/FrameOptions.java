package dev.candlewick.analytics;

import dev.candlewick.series.Frequency;
import org.jspecify.annotations.Nullable;

/// What a frame is asked to hold besides price and returns; null leaves a column out.
///
/// @param frequency resamples first; null keeps every point
/// @param window of the rolling mean, 1 to the rows there are
/// @param volatilityWindow at least 2
/// @param base of the normalised price, finite
public record FrameOptions(
    @Nullable Frequency frequency,
    @Nullable Integer window,
    @Nullable Integer volatilityWindow,
    @Nullable Double base) {}
