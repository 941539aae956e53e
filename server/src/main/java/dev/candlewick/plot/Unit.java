package dev.candlewick.plot;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// The notation of an axis.
enum Unit {
  PLAIN,
  PERCENT,
  /// A fraction of one, written as percent.
  FRACTION;

  private static final int MOST_TICKS = 100;

  /// A step this much smaller than another is the next finer one.
  private static final double FINER = 0.35;

  /// Returns round values from `low` to `high`.
  ///
  /// @param comfortable the approximate number of ticks, at least 1
  /// @param room how many labels fit without touching, at least 2
  /// @param compact whether labels are kept short
  List<AxisTick> ticks(double low, double high, int comfortable, int room, boolean compact) {
    double first = step((high - low) * factor() / comfortable);
    Scale scale = Scale.of(Math.max(Math.abs(low), Math.abs(high)) * factor(), compact);
    Iterator<List<AxisTick>> finer =
        Stream.iterate(first, step -> step(step * FINER))
            .map(step -> ticks(low, high, step, scale))
            .iterator();
    return AxisTicks.choose(finer, room);
  }

  private List<AxisTick> ticks(double low, double high, double step, Scale scale) {
    double from = Math.ceil(low * factor() / step - 1e-9);
    double to = Math.floor(high * factor() / step + 1e-9);
    double largest = Math.max(Math.abs(low), Math.abs(high)) * factor();
    List<AxisTick> ticks = new ArrayList<>();
    for (double i = from; i <= to && ticks.size() < MOST_TICKS; i++) {
      String label = i == 0 ? "0" : scale.label(i * step, step, largest);
      ticks.add(new AxisTick(i * step / factor(), label + suffix()));
    }
    return ticks;
  }

  private double factor() {
    return this == FRACTION ? 100 : 1;
  }

  private String suffix() {
    return this == PLAIN ? "" : "%";
  }

  /// Returns 1, 2 or 5 times a power of ten, at least `least`.
  private static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double lead = least / power;
    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
  }

  /// A divisor with its letter, for numbers that would be long in full.
  private enum Scale {
    ONE(1, ""),
    THOUSAND(1e3, "k"),
    MILLION(1e6, "M"),
    BILLION(1e9, "B"),
    TRILLION(1e12, "T"),
    EXPONENT(1, "");

    /// Values outside these bounds are written with an exponent, on the whole axis.
    private static final double LARGEST_PLAIN = 1e21;

    private static final double SMALLEST_PLAIN = 1e-20;

    private final double divisor;
    private final String letter;

    Scale(double divisor, String letter) {
      this.divisor = divisor;
      this.letter = letter;
    }

    static Scale of(double largest, boolean compact) {
      if (largest >= LARGEST_PLAIN || largest < SMALLEST_PLAIN) return EXPONENT;
      if (largest < (compact ? 1e4 : 1e6)) return ONE;
      if (largest < 1e6) return THOUSAND;
      if (largest < 1e9) return MILLION;
      return largest < 1e12 ? BILLION : TRILLION;
    }

    String label(double value, double step, double largest) {
      if (this == EXPONENT) {
        return NumberText.exponential(value, digits(step / largest));
      }
      return NumberText.plain(value / divisor, digits(step / divisor)) + letter;
    }

    /// Returns the number of decimals of a multiple of the step.
    private static int digits(double step) {
      return (int) Math.max(-Math.floor(Math.log10(step) + 1e-9), 0);
    }
  }
}
