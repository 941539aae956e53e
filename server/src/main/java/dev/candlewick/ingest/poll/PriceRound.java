package dev.candlewick.ingest.poll;

import dev.candlewick.bus.Bus;
import dev.candlewick.bus.BusEvent;
import dev.candlewick.ingest.MarketLookup;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Listings;
import dev.candlewick.market.Tick;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.PriceProvider;
import dev.candlewick.provider.PriceProvider.Impossible;
import dev.candlewick.provider.PriceProvider.Price;
import dev.candlewick.provider.PriceProvider.Prices;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.price.TickStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One round of the poll: one request for all instruments that are active or held; the prices are
/// stored, then published once.
public final class PriceRound {
  static final String QUOTE = "USD";
  private static final int MAX_NAMED = 5;

  private final PriceProvider provider;
  private final MarketLookup markets;
  private final InstrumentStore instruments;
  private final TickStore ticks;
  private final Bus bus;
  private final InstantSource clock;

  public PriceRound(
      PriceProvider provider,
      MarketLookup markets,
      InstrumentStore instruments,
      TickStore ticks,
      Bus bus,
      InstantSource clock) {
    this.provider = provider;
    this.markets = markets;
    this.instruments = instruments;
    this.ticks = ticks;
    this.bus = bus;
    this.clock = clock;
  }

  String source() {
    return provider.name();
  }

  /// Activates the targets that were not targets before.
  void activate(List<String> coinGeckoIds) {
    instruments.activateOnce(
        coinGeckoIds.stream().map(markets.listings()::instrumentById).toList());
  }

  /// The instruments that a round left out.
  ///
  /// @param missing tickers for which the venue has no price
  /// @param impossible instruments with an impossible price
  record Skipped(List<String> missing, List<Impossible> impossible) {
    static final Skipped NONE = new Skipped(List.of(), List.of());
  }

  /// Polls; sends no request when there is nothing to poll. An impossible price leaves out its
  /// instrument and no other.
  Skipped run() {
    registerHeldTickers();
    List<Instrument> wanted = instruments.findPolled();
    if (wanted.isEmpty()) return Skipped.NONE;
    List<Instrument> requested = priceable(wanted);
    if (requested.isEmpty()) return new Skipped(missing(wanted, Prices.NONE), List.of());
    Prices prices = provider.fetchPrices(requested, QUOTE);
    if (prices.valid().isEmpty()) throw noPrices(prices);
    Instant polledAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    List<Tick> polled =
        prices.valid().stream()
            .map(price -> new Tick(price.instrument(), QUOTE, source(), polledAt, price.price()))
            .toList();
    if (ticks.save(polled) > 0) bus.publish(new BusEvent.Ticks(polled));
    return new Skipped(missing(wanted, prices), prices.impossible());
  }

  private ProviderException noPrices(Prices prices) {
    String wrong =
        prices.impossible().stream()
            .limit(MAX_NAMED)
            .map(one -> one.instrument().ticker() + " " + one.reason())
            .collect(Collectors.joining(", "));
    return new ProviderException(
        source(),
        ProviderException.Kind.MALFORMED,
        "has none of the requested prices" + (wrong.isEmpty() ? "" : ": " + wrong));
  }

  /// Registers the instruments of tickers that were held before any list had them, where only one
  /// instrument has the ticker.
  private void registerHeldTickers() {
    List<String> tickers = instruments.findHeldTickers();
    if (tickers.isEmpty()) return;
    Listings known = markets.listings();
    instruments.registerAll(
        tickers.stream().flatMap(ticker -> known.instrumentOfTicker(ticker).stream()).toList());
  }

  /// Returns the instruments that the venue has a price of. An exchange knows tickers only, so its
  /// market must be known to be this instrument's.
  private List<Instrument> priceable(List<Instrument> polled) {
    if (!(provider instanceof CandleProvider venue) || venue.listsAll()) return polled;
    if (markets.quotes(source()).isEmpty()) return List.of();
    Listings known = markets.listings();
    return polled.stream().filter(one -> known.isTradedAt(source(), one, QUOTE)).toList();
  }

  private static List<String> missing(List<Instrument> wanted, Prices prices) {
    Set<String> returned =
        Stream.concat(
                prices.valid().stream().map(Price::instrument),
                prices.impossible().stream().map(Impossible::instrument))
            .map(Instrument::id)
            .collect(Collectors.toSet());
    return wanted.stream()
        .filter(instrument -> !returned.contains(instrument.id()))
        .map(Instrument::ticker)
        .toList();
  }
}
