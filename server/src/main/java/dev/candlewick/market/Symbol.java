package dev.candlewick.market;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A base priced in a quote: BTC in USDT. Both are tickers in capitals.
///
/// @param quote empty where a written name states no quote and no list shows how it splits; such a
///   symbol has a joined name only
public record Symbol(String base, String quote) {
  private static final Pattern PARTS =
      Pattern.compile("([\\p{L}\\p{M}\\p{N}]{1,20})[/_-]([\\p{L}\\p{M}\\p{N}]{1,20})");
  private static final Pattern JOINED = Pattern.compile("[\\p{L}\\p{M}\\p{N}]{2,40}");

  public Symbol {
    base = base.toUpperCase(Locale.ROOT);
    quote = quote.toUpperCase(Locale.ROOT);
    if (base.isEmpty()) {
      throw new IllegalArgumentException("a symbol needs a base: /" + quote);
    }
  }

  /// Parses a well-formed name: `BTC/PLN`, `BTC-PLN` and `BTC_PLN` state base and quote, `BTCPLN`
  /// states neither. Letters of any script are allowed. Empty for a text that is not a name.
  public static Optional<Symbol> parse(String text) {
    String name = text.strip();
    Matcher parts = PARTS.matcher(name);
    if (parts.matches()) return Optional.of(new Symbol(parts.group(1), parts.group(2)));
    return JOINED.matcher(name).matches() ? Optional.of(new Symbol(name, "")) : Optional.empty();
  }

  /// Whether base and quote are known.
  public boolean isSplit() {
    return !quote.isEmpty();
  }

  /// Returns `BTCUSDT`.
  public String joined() {
    return base + quote;
  }

  /// Returns `BTC/USDT`, or the joined name where the quote is unknown.
  @Override
  public String toString() {
    return isSplit() ? base + "/" + quote : base;
  }
}
