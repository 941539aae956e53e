package dev.candlewick.plot;

/// What a picture is about.
///
/// @param symbol as people write it: `BTC/USD`
/// @param quote what its prices are paid in; may be empty
/// @param provider where its prices come from
public record Subject(String symbol, String quote, String provider) {
  String title() {
    return symbol + " · " + provider;
  }
}
