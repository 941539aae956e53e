package dev.candlewick.analytics;

/// Summary statistics of a column of prices (contract 1's `/stats`); NaN where a value is
/// undefined.
///
/// @param variance of the sample (n-1), NaN for one value; `deviation` is its root
/// @param percentChange from first to last, NaN when the first is 0
public record Statistics(
    int count,
    double min,
    double max,
    double mean,
    double median,
    double deviation,
    double variance,
    double first,
    double last,
    double percentChange) {
  private static final double PERCENT = 100;

  /// Computes all statistics.
  ///
  /// @param values finite, at least one
  public static Statistics of(double[] values) {
    if (values.length == 0) throw new IllegalArgumentException("statistics of no values");
    Range range = Range.of(values);
    Moments moments = Moments.of(values, range.min(), range.max());
    double first = values[0];
    double last = values[values.length - 1];
    return new Statistics(
        values.length,
        range.min(),
        range.max(),
        moments.mean(),
        Median.of(values),
        Math.sqrt(moments.variance()),
        moments.variance(),
        first,
        last,
        Returns.finiteOrNaN((last - first) / first * PERCENT));
  }

  /// The least and the greatest of the values.
  private record Range(double min, double max) {
    static Range of(double[] values) {
      double min = values[0];
      double max = values[0];
      for (double value : values) {
        if (value < min) min = value;
        if (value > max) max = value;
      }
      return new Range(min, max);
    }
  }
}
