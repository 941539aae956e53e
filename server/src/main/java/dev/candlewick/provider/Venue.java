package dev.candlewick.provider;

/// An exchange or data service. What it offers beyond its name is in the interfaces that extend
/// this one. A venue implements those it has data for. It is thread-safe, respects the venue's
/// limits and throws only `ProviderException`.
public interface Venue {
  /// One word in lower case: `binance`.
  String name();

  /// The name as people write it: `Binance`.
  default String displayName() {
    return name();
  }

  VenueHealth health();
}
