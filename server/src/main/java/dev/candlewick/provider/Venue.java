package dev.candlewick.provider;

/// An exchange or data service as this program knows it. What it offers beyond its name stands in
/// the interfaces that extend this one; a venue implements those it has something for, safe for
/// several threads, honouring the venue's limits, and throwing only `ProviderException`.
public interface Venue {
  /// One word in lower case: `binance`.
  String name();

  VenueHealth health();
}
