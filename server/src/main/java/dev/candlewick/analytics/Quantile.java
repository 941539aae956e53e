package dev.candlewick.analytics;

import java.util.Arrays;

/// Order statistics in linear time, without sorting.
final class Quantile {
  private static final int SMALL = 16;

  /// The number of passes over all values before sorting; two or three are usual.
  private static final long MAX_PASSES = 10;

  private Quantile() {}

  /// Moves the value of rank `rank` to its sorted position, with no greater value before it and no
  /// smaller one after it. The partition has three parts, so equal values cost nothing. A range
  /// that does not shrink fast enough is sorted, so no order of values costs more than sorting.
  static double select(double[] values, int size, int rank) {
    int from = 0;
    int to = size;
    long work = 0;
    while (to - from > SMALL && work < MAX_PASSES * size) {
      work += to - from;
      double pivot = pivot(values, from, to);
      int less = moveLess(values, from, to, pivot);
      if (rank < less) {
        to = less;
        continue;
      }
      int equal = moveEqual(values, less, to, pivot);
      if (rank < equal) return pivot;
      from = equal;
    }
    Arrays.sort(values, from, to);
    return values[rank];
  }

  /// Moves all values below the pivot to the front and returns where they end. Each step writes
  /// both positions, so that no branch depends on a value.
  static int moveLess(double[] values, int from, int to, double pivot) {
    int end = from;
    for (int i = from; i < to; i++) {
      double value = values[i];
      values[i] = values[end];
      values[end] = value;
      end += value < pivot ? 1 : 0;
    }
    return end;
  }

  /// Moves all values that equal the pivot to the front and returns where they end.
  static int moveEqual(double[] values, int from, int to, double pivot) {
    int end = from;
    for (int i = from; i < to; i++) {
      double value = values[i];
      values[i] = values[end];
      values[end] = value;
      end += value == pivot ? 1 : 0;
    }
    return end;
  }

  /// Returns the median of the medians of three triples, spread over the range.
  static double pivot(double[] values, int from, int to) {
    int step = (to - from) / 9;
    return middle(
        middle(values[from], values[from + step], values[from + 2 * step]),
        middle(values[from + 3 * step], values[from + 4 * step], values[from + 5 * step]),
        middle(values[from + 6 * step], values[from + 7 * step], values[from + 8 * step]));
  }

  private static double middle(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
