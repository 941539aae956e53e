package dev.candlewick.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How numbers are written on an axis and in words.
enum Unit {
  PLAIN,
  PERCENT,
  /// A part of one, written as percent.
  SHARE;

  /// Half as many as a double can tell apart.
  private static final int MOST_DECIMALS = 12;

  /// Round places from `low` to `high`, about `count` of them.
  List<Tick> ticks(double low, double high, int count, boolean compact) {
    double step = step((high - low) * factor() / Math.max(count, 1));
    double from = Math.ceil(low * factor() / step - 1e-9);
    double to = Math.floor(high * factor() / step + 1e-9);
    List<Tick> ticks = new ArrayList<>();
    Scale scale = Scale.of(Math.max(Math.abs(low), Math.abs(high)) * factor(), compact);
    for (double i = from; i <= to && ticks.size() < 100; i++) {
      ticks.add(new Tick(i * step / factor(), written(i * step, step, scale)));
    }
    return ticks;
  }

  /// A single value with the digits that say something.
  String write(double value) {
    double shown = value * factor();
    double size = Math.abs(shown);
    int decimals = this != PLAIN ? 2 : size >= 1 || size == 0 ? 2 : (int) -Math.log10(size) + 4;
    return number(shown, decimals) + suffix();
  }

  private String written(double value, double step, Scale scale) {
    double digits = -Math.floor(Math.log10(step / scale.divisor) + 1e-9);
    return number(value / scale.divisor, (int) Math.max(digits, 0)) + scale.letter + suffix();
  }

  private static String number(double value, int decimals) {
    double shown = value == 0 ? 0 : value;
    if (decimals > MOST_DECIMALS || Math.abs(shown) >= 1e15) {
      return String.format(Locale.ROOT, "%.3g", shown);
    }
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", shown);
    return text.startsWith("-") ? "−" + text.substring(1) : text;
  }

  private double factor() {
    return this == SHARE ? 100 : 1;
  }

  private String suffix() {
    return this == PLAIN ? "" : "%";
  }

  /// 1, 2 or 5 times a power of ten, at least `least`.
  private static double step(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double lead = least / power;
    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
  }

  /// Thousands and so on, where the full number would be long.
  private enum Scale {
    ONE(1, ""),
    THOUSAND(1e3, "k"),
    MILLION(1e6, "M"),
    BILLION(1e9, "B"),
    TRILLION(1e12, "T");

    private final double divisor;
    private final String letter;

    Scale(double divisor, String letter) {
      this.divisor = divisor;
      this.letter = letter;
    }

    static Scale of(double largest, boolean compact) {
      if (largest < (compact ? 1e4 : 1e6) || largest >= 1e15) return ONE;
      if (largest < 1e6) return THOUSAND;
      if (largest < 1e9) return MILLION;
      return largest < 1e12 ? BILLION : TRILLION;
    }
  }
}
