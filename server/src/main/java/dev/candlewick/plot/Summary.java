package dev.candlewick.plot;

import dev.candlewick.series.PriceSeries;
import java.util.List;

/// The facts of a price series that its picture states in words; NaN where there is no price.
///
/// @param change from the first price to the last, in percent
record Summary(int size, double min, double max, double mean, double last, double change) {
  private static final Summary EMPTY =
      new Summary(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  public static Summary of(PriceSeries series) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (double price : series.price()) {
      min = Math.min(min, price);
      max = Math.max(max, price);
      sum += price;
    }
    int size = series.size();
    if (size == 0) return EMPTY;
    double first = series.price()[0];
    double last = series.price()[size - 1];
    return new Summary(size, min, max, sum / size, last, (last / first - 1) * 100);
  }

  /// Returns the facts in words, each with the digits that distinguish it from the others.
  List<String> facts(Precision precision) {
    return List.of(
        "min " + precision.format(min),
        "max " + precision.format(max),
        "mean " + precision.formatDistinct(mean, min, max, last),
        "last " + precision.format(last),
        "total change " + signed(change));
  }

  static String signed(double percent) {
    return (percent > 0 ? "+" : "") + NumberText.percent(percent);
  }
}
