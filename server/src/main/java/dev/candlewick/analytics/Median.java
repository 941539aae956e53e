package dev.candlewick.analytics;

import java.util.Arrays;

/// The median of a column, which is not modified. A sample yields two values between which the
/// median lies almost surely. One pass counts the values below them and keeps the values between,
/// and the selection runs only on these.
final class Median {
  private static final int SMALL = 4096;
  private static final int SAMPLE = 2048;

  /// The distance of the two values from the sample's middle, in ranks: six standard deviations of
  /// the rank that a random sample's median has.
  private static final int MARGIN = 136;

  private static final int CHUNK = 1024;

  private final double low;
  private final double high;
  private double[] between = new double[2 * SMALL];
  private int size;
  private int below;

  private Median(double[] sample) {
    low = sample[SAMPLE / 2 - MARGIN];
    high = sample[SAMPLE / 2 + MARGIN];
  }

  /// Returns the median.
  ///
  /// @param values at least one
  static double of(double[] values) {
    if (values.length < SMALL) return select(values.clone(), values.length, values.length, 0);
    Median median = new Median(sample(values));
    median.scan(values);
    return median.containsMiddle(values.length)
        ? select(median.between, median.size, values.length, median.below)
        : select(values.clone(), values.length, values.length, 0);
  }

  /// Returns the mean of the middle two of `count` values, or the middle one.
  ///
  /// @param below how many values are left out below those in `part`
  private static double select(double[] part, int size, int count, int below) {
    int rank = count / 2 - below;
    double upper = Quantile.select(part, size, rank);
    if (count % 2 == 1) return upper;
    double lower = part[0];
    for (int i = 1; i < rank; i++) lower = Math.max(lower, part[i]);
    return lower + (upper - lower) / 2;
  }

  /// Returns a sorted sample with one value from each stretch, at pseudo-random positions.
  static double[] sample(double[] values) {
    double[] sample = new double[SAMPLE];
    int stretch = values.length / SAMPLE;
    int place = 1;
    for (int i = 0; i < SAMPLE; i++) {
      place = place * 1_664_525 + 1_013_904_223;
      int begin = (int) ((long) i * values.length / SAMPLE);
      sample[i] = values[begin + (place >>> 8) % stretch];
    }
    Arrays.sort(sample);
    return sample;
  }

  private void scan(double[] values) {
    for (int from = 0; from < values.length; from += CHUNK) {
      if (size + CHUNK > between.length) between = Arrays.copyOf(between, 2 * between.length);
      scan(values, from, Math.min(from + CHUNK, values.length));
    }
  }

  private void scan(double[] values, int from, int to) {
    double[] kept = between;
    int end = size;
    int less = 0;
    for (int i = from; i < to; i++) {
      double value = values[i];
      kept[end] = value;
      int notLess = value >= low ? 1 : 0;
      int notGreater = value <= high ? 1 : 0;
      end += notLess & notGreater;
      less += 1 - notLess;
    }
    size = end;
    below += less;
  }

  /// Whether both middle ranks are among the values kept.
  private boolean containsMiddle(int count) {
    return (count - 1) / 2 >= below && count / 2 < below + size;
  }
}
