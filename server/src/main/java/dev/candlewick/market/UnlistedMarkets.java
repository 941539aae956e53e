package dev.candlewick.market;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Resolves names at a venue that has a market of any base in any quote, where no listing can show
/// how a joined name splits.
public final class UnlistedMarkets {
  private static final List<String> QUOTES = List.of("USDT", "USDC", "USD", "EUR", "BTC");
  private static final int SHORTEST_BASE = 2;

  private UnlistedMarkets() {}

  /// Resolves a name: a stated base and quote; else a well-known coin in the quote; else a base
  /// before one of the usual quotes; else the whole name in the quote.
  ///
  /// @param quote of a name that states none, in capitals
  public static MarketMatch match(String provider, String name, String quote) {
    String plain = name.strip();
    if (plain.toLowerCase(Locale.ROOT).startsWith(InstrumentNames.ID_PREFIX)) {
      plain = plain.substring(InstrumentNames.ID_PREFIX.length()).strip();
    }
    Instrument known = wellKnown(plain);
    Symbol symbol =
        known == null
            ? Symbol.parse(plain).map(written -> split(written, quote)).orElse(null)
            : new Symbol(known.ticker(), quote);
    return symbol == null || symbol.base().equals(symbol.quote())
        ? new MarketMatch.Unknown(List.of())
        : found(provider, symbol);
  }

  private static MarketMatch found(String provider, Symbol symbol) {
    return new MarketMatch.Found(
        new Market(provider, symbol.joined(), symbol, Set.of(), Market.State.LISTED, null));
  }

  /// Resolves a name that needs no listing: base and quote are stated, or the base is a well-known
  /// coin. Any other name is unknown.
  ///
  /// @param quote of a name that states none, in capitals
  public static MarketMatch matchWellKnown(String provider, String name, String quote) {
    MarketMatch any = match(provider, name, quote);
    boolean stated = Symbol.parse(name).filter(Symbol::isSplit).isPresent();
    return any instanceof MarketMatch.Found found
            && (stated || wellKnown(found.market().symbol().base()) != null)
        ? any
        : new MarketMatch.Unknown(List.of());
  }

  private static @Nullable Instrument wellKnown(String name) {
    return WellKnownInstruments.INSTRUMENTS.stream()
        .filter(one -> one.ticker().equalsIgnoreCase(name) || one.id().equalsIgnoreCase(name))
        .findFirst()
        .orElse(null);
  }

  private static Symbol split(Symbol written, String quote) {
    if (written.isSplit()) return written;
    String name = written.base();
    return QUOTES.stream()
        .filter(end -> name.endsWith(end) && name.length() >= end.length() + SHORTEST_BASE)
        .findFirst()
        .map(end -> new Symbol(name.substring(0, name.length() - end.length()), end))
        .orElseGet(() -> new Symbol(name, quote));
  }
}
