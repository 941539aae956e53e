package dev.candlewick.plot;

import java.util.Locale;

/// Formats numbers: thousands separated, with a minus sign.
final class NumberText {
  private NumberText() {}

  static String plain(double value, int decimals) {
    return withMinusSign(
        String.format(Locale.ROOT, "%,." + decimals + "f", value == 0 ? 0.0 : value));
  }

  /// Formats a value that is too large or too small to be written out.
  static String exponential(double value, int decimals) {
    return withMinusSign(String.format(Locale.ROOT, "%." + decimals + "e", value));
  }

  /// Formats a percentage with two decimals, and more where the change is so small that two would
  /// hide it.
  static String percent(double percent) {
    if (!Double.isFinite(percent)) return "–";
    double size = Math.abs(percent);
    int decimals =
        size == 0 || size >= 0.1 ? 2 : (int) Math.min(12, 1 - Math.floor(Math.log10(size)));
    String text = plain(percent, decimals);
    for (int i = decimals; i > 2 && text.endsWith("0"); i--) {
      text = text.substring(0, text.length() - 1);
    }
    return text + "%";
  }

  static String count(int count, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
  }

  private static String withMinusSign(String text) {
    return text.startsWith("-") ? "−" + text.substring(1) : text;
  }
}
