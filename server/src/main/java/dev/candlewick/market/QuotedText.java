package dev.candlewick.market;

/// A caller's text as an error message shows it: in quotes, and cut to 40 characters.
public final class QuotedText {
  private static final int MAX_LENGTH = 40;

  private QuotedText() {}

  /// The text in quotes.
  public static String of(String text) {
    return "'" + (text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text) + "'";
  }
}
