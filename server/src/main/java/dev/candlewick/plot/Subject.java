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

  String title() {
    return symbol + " · " + provider;
  }
}
