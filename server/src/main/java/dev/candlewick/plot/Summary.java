package dev.candlewick.plot;

import dev.candlewick.series.PriceSeries;

/// The facts of a price series that its picture states in words; NaN where there is no price.
///
/// @param change from the first price to the last, in percent
record Summary(int size, double min, double max, double mean, double change) {
  static Summary of(PriceSeries series) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (double price : series.price()) {
      min = Math.min(min, price);
      max = Math.max(max, price);
      sum += price;
    }
    int size = series.size();
    if (size == 0) return new Summary(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    double first = series.price()[0];
    double change = (series.price()[size - 1] / first - 1) * 100;
    return new Summary(size, min, max, sum / size, change);
  }

  String text() {
    return "min %s · max %s · mean %s · total change %s"
        .formatted(
            Unit.PLAIN.write(min), Unit.PLAIN.write(max), Unit.PLAIN.write(mean), signed(change));
  }

  static String signed(double percent) {
    return (percent > 0 ? "+" : "") + Unit.PERCENT.write(percent);
  }
}
