package dev.candlewick.plot;

/// The subject of a picture.
///
/// @param symbol as commonly written: `BTC/USD`
/// @param quote the currency of its prices; may be empty
/// @param provider the source of its prices
public record Subject(String symbol, String quote, String provider) {
  public Subject {
    symbol = printable(symbol);
    quote = printable(quote);
    provider = printable(provider);
  }

  /// Replaces characters that XML cannot represent, such as control characters, by the replacement
  /// character.
  private static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) || unpaired(c) || (c & 0xFFFE) == 0xFFFE ? 0xFFFD : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean unpaired(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  /// Returns the unit of its amounts; empty where the symbol does not state it.
  String base() {
    int end = symbol.indexOf('/');
    return end < 0 ? "" : symbol.substring(0, end);
  }

  /// Returns a heading with the unit of the values below it.
  static String withUnit(String heading, String unit) {
    return unit.isEmpty() ? heading : heading + ", " + unit;
  }
}
