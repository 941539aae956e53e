package dev.candlewick.plot;

/// A position on an axis and its label.
record AxisTick(double value, String label) {}
