package dev.candlewick.analytics;

/// The mean and variance of all values. Sums run over blocks with four accumulators each, which the
/// processor adds in parallel. A second pass sums the differences from the first mean, and their
/// remainder corrects both figures, so a large offset costs no digits.
///
/// @param mean never outside the values' range
/// @param variance of the sample (n-1), NaN for one value
record Moments(double mean, double variance) {
  private static final int BLOCK = 512;

  /// Computes the moments.
  ///
  /// @param min the least of the values
  /// @param max the greatest
  static Moments of(double[] values, double min, double max) {
    double sum = 0;
    for (int from = 0; from < values.length; from += BLOCK) {
      sum += sum(values, from, Math.min(from + BLOCK, values.length));
    }
    double mean = Math.clamp(sum / values.length, min, max);
    Differences differences = new Differences(mean);
    for (int from = 0; from < values.length; from += BLOCK) {
      differences.add(values, from, Math.min(from + BLOCK, values.length));
    }
    return differences.correct(values.length, min, max);
  }

  private static double sum(double[] values, int from, int to) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = from;
    for (; i < to - 3; i += 4) {
      a += values[i];
      b += values[i + 1];
      c += values[i + 2];
      d += values[i + 3];
    }
    for (; i < to; i++) a += values[i];
    return (a + b) + (c + d);
  }

  /// Sums of the differences from the first mean, and of their squares.
  private static final class Differences {
    private final double mean;
    private double sum;
    private double squares;

    Differences(double mean) {
      this.mean = mean;
    }

    void add(double[] values, int from, int to) {
      double a = 0;
      double b = 0;
      double aa = 0;
      double bb = 0;
      int i = from;
      for (; i < to - 1; i += 2) {
        double first = values[i] - mean;
        double second = values[i + 1] - mean;
        a += first;
        b += second;
        aa += first * first;
        bb += second * second;
      }
      if (i < to) {
        double last = values[i] - mean;
        a += last;
        aa += last * last;
      }
      sum += a + b;
      squares += aa + bb;
    }

    Moments correct(int count, double min, double max) {
      double off = sum / count;
      double spread = Math.max(squares - sum * off, 0);
      return new Moments(
          Math.clamp(mean + off, min, max), count == 1 ? Double.NaN : spread / (count - 1));
    }
  }
}
