package dev.candlewick.plot;

import java.awt.Color;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One panel of a figure.
///
/// @param heading written above it, before its keys
/// @param right an axis of its own at the right; null where there is none
/// @param weight its height in relation to the others'
/// @param note the text shown where there is nothing to draw; null where there is
record Panel(
    String heading,
    List<Key> keys,
    Side left,
    @Nullable Side right,
    int weight,
    @Nullable String note) {
  /// A name in the legend and the appearance of its line.
  record Key(String label, Color color, boolean dashed) {}

  /// The layers of one axis.
  ///
  /// @param tint of the axis' numbers; null for the default
  record Side(List<? extends Layer> layers, Extent extent, Unit unit, @Nullable Color tint) {}
}
