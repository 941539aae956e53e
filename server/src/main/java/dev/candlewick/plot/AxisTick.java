package dev.candlewick.plot;

/// A place on an axis and what is written there.
record AxisTick(double value, String label) {}
