package dev.candlewick.analytics;

import java.util.List;

/// A table of columns over the same times (contract 1's `/dataframe`): the times, then named
/// columns of numbers, the price first.
///
/// @param timeMicros microseconds since 1970, ascending
/// @param columns each as long as the times
@SuppressWarnings("ArrayRecordComponent")
public record Frame(long[] timeMicros, List<Column> columns) {
  /// A named column; NaN where a value cannot be known.
  @SuppressWarnings("ArrayRecordComponent")
  public record Column(String name, double[] values) {}

  public Frame {
    columns = List.copyOf(columns);
    for (Column column : columns) {
      if (column.values().length != timeMicros.length) {
        throw new IllegalArgumentException(
            column.name()
                + " has "
                + column.values().length
                + " values for "
                + timeMicros.length
                + " times");
      }
    }
  }

  public int size() {
    return timeMicros.length;
  }
}
