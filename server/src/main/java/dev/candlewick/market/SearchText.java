package dev.candlewick.market;

import java.util.Locale;

/// A name as a search compares it: its letters and digits in lower case and without marks, and
/// where separators stand between them. So `BTC/USDT`, `btc-usdt` and `btc_usdt` are one text,
/// `btcusdt` has the same letters, and the letters of a Turkish keyboard are those of the names.
///
/// @param letters without separators
/// @param separators bit `i` is set where one stands before letter `i`, or after the last; letters
///   from the 63rd on have none
record SearchText(String letters, long separators) {
  private static final int MAX_SEPARATOR = 62;
  private static final String MARKED = "ıîíïìçćčğşśšöôóòõøüûúùäâáàãåéèêëñžźż";

  /// The letter without its mark at the place of each in `MARKED`.
  private static final String PLAIN = "iiiiicccgsssoooooouuuuaaaaaaeeeenzzz";

  static SearchText of(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    StringBuilder letters = new StringBuilder(lower.length());
    long separators = 0;
    for (int i = 0; i < lower.length(); i++) {
      char letter = lower.charAt(i);
      if (isSeparator(letter)) {
        if (!letters.isEmpty() && letters.length() <= MAX_SEPARATOR) {
          separators |= 1L << letters.length();
        }
      } else if (Character.getType(letter) != Character.NON_SPACING_MARK) {
        letters.append(plain(letter));
      }
    }
    return new SearchText(letters.toString(), separators);
  }

  int length() {
    return letters.length();
  }

  /// Whether the separators of this query are those of a name that begins with its letters. A query
  /// without any fits all.
  boolean fits(SearchText name) {
    if (separators == 0) return true;
    int shown = Math.min(length(), MAX_SEPARATOR);
    long inside = (1L << shown) - 1;
    boolean trailing = (separators & ~inside) != 0;
    return (name.separators & (trailing ? inside | 1L << shown : inside)) == separators;
  }

  private static boolean isSeparator(char letter) {
    return letter == '/'
        || letter == '-'
        || letter == '_'
        || letter == ':'
        || Character.isWhitespace(letter);
  }

  /// Returns a letter without its mark, for the letters that keyboards have with one.
  private static char plain(char letter) {
    int at = MARKED.indexOf(letter);
    return at < 0 ? letter : PLAIN.charAt(at);
  }
}
