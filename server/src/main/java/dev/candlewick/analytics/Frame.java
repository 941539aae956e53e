package dev.candlewick.analytics;

import dev.candlewick.analytics.FrameException.Fault;
import dev.candlewick.analytics.FrameException.Problem;
import dev.candlewick.series.Frequency;
import dev.candlewick.series.PriceSeries;
import dev.candlewick.series.Resample;
import java.util.ArrayList;
import java.util.List;

/// A table of columns over the same times (contract 1's `/dataframe`): the times, then named
/// columns of numbers, the price first.
///
/// @param timeMicros microseconds since 1970, ascending
/// @param columns each as long as the times
@SuppressWarnings("ArrayRecordComponent")
public record Frame(long[] timeMicros, List<Column> columns) {
  private static final int BASE_PLACES = 5;

  /// A named column; NaN where a value is undefined.
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

  /// Resamples the series and computes the requested columns, in the contract's order.
  ///
  /// @throws FrameException naming all errors of the options for this series
  public static Frame of(PriceSeries series, FrameOptions options) {
    Frequency frequency = options.frequency();
    PriceSeries rows = frequency == null ? series : Resample.to(frequency, series);
    requireValid(rows, options);
    List<Column> columns = new ArrayList<>();
    double[] price = rows.price();
    columns.add(new Column("price", price));
    if (frequency == Frequency.WEEKLY) {
      columns.add(new Column("week_number", WeekNumbers.of(rows.timeMicros())));
    }
    addReturns(columns, price, options);
    Double base = options.base();
    if (base != null) {
      String name = "normalized_price_base_" + PythonFloat.rounded(base, BASE_PLACES);
      columns.add(new Column(name, Normalise.toBase(price, base)));
    }
    return new Frame(rows.timeMicros(), columns);
  }

  public int size() {
    return timeMicros.length;
  }

  /// One array contains the fractional returns until the volatility is computed, then the
  /// percentages.
  private static void addReturns(List<Column> columns, double[] price, FrameOptions options) {
    double[] returns = Returns.fractional(price);
    columns.add(new Column("pct_change", returns));
    columns.add(new Column("acum_pct_change", Returns.accumulatedPercent(price)));
    Integer window = options.window();
    if (window != null) {
      columns.add(new Column("rolling_mean_" + window, Rolling.mean(price, window)));
    }
    Integer volatilityWindow = options.volatilityWindow();
    if (volatilityWindow != null) {
      double[] volatility = Rolling.deviation(returns, volatilityWindow);
      columns.add(new Column("volatility_" + volatilityWindow, volatility));
    }
    Returns.convertToPercent(returns);
  }

  private static void requireValid(PriceSeries rows, FrameOptions options) {
    if (rows.isEmpty()) {
      throw new FrameException(List.of(new Problem(Fault.SERIES_EMPTY, "there are no prices")));
    }
    List<Problem> problems = new ArrayList<>();
    addWindowProblems(problems, rows.size(), options);
    Double base = options.base();
    if (base != null && !Double.isFinite(base)) {
      problems.add(new Problem(Fault.BASE_NOT_FINITE, "base must be finite, not " + base));
    }
    if (base != null && rows.price()[0] == 0) {
      problems.add(
          new Problem(
              Fault.BASE_WITHOUT_FIRST_PRICE,
              "the first price is 0, so there is no base to scale by"));
    }
    if (!problems.isEmpty()) throw new FrameException(problems);
  }

  private static void addWindowProblems(List<Problem> problems, int rows, FrameOptions options) {
    Integer window = options.window();
    if (window != null && window < 1) {
      problems.add(new Problem(Fault.WINDOW_TOO_SMALL, "window must be at least 1, not " + window));
    }
    if (window != null && window > rows) {
      problems.add(
          new Problem(
              Fault.WINDOW_TOO_LARGE,
              "window must be at most the " + rows + " rows, not " + window));
    }
    Integer volatilityWindow = options.volatilityWindow();
    if (volatilityWindow != null && volatilityWindow < 2) {
      problems.add(
          new Problem(
              Fault.VOLATILITY_WINDOW_TOO_SMALL,
              "volatility window must be at least 2, not " + volatilityWindow));
    }
  }
}
