package dev.candlewick.plot;

/// What a picture is about.
///
/// @param symbol as people write it: `BTC/USD`
/// @param quote what its prices are paid in; may be empty
/// @param provider where its prices come from
public record Subject(String symbol, String quote, String provider) {
  public Subject {
    symbol = printable(symbol);
    quote = printable(quote);
    provider = printable(provider);
  }

  /// What XML cannot carry, such as a control character, becomes the sign for an unknown letter.
  private static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) || unpaired(c) || (c & 0xFFFE) == 0xFFFE ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean unpaired(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /// What its amounts are counted in; empty where the symbol does not say.
  String base() {
    int end = symbol.indexOf('/');
    return end < 0 ? "" : symbol.substring(0, end);
  }

  /// A heading with the unit of what stands below it.
  static String withUnit(String heading, String unit) {
    return unit.isEmpty() ? heading : heading + ", " + unit;
  }
}
