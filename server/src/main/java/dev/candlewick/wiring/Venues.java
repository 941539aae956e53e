package dev.candlewick.wiring;

import dev.candlewick.ingest.Providers;
import dev.candlewick.provider.BudgetLedger;
import dev.candlewick.provider.binance.BinanceProvider;
import dev.candlewick.provider.client.Timing;
import dev.candlewick.provider.coinbase.CoinbaseProvider;
import dev.candlewick.provider.coingecko.CoinGeckoProvider;
import dev.candlewick.provider.kraken.KrakenProvider;
import dev.candlewick.provider.simulated.SimulatedProvider;
import dev.candlewick.settings.VenueSettings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Builds the venues from their settings.
public final class Venues {
  private static final long SIMULATED_SEED = 42;

  private Venues() {}

  public static Providers of(VenueSettings settings, BudgetLedger ledger, InstantSource clock) {
    List<URI> hosts = new ArrayList<>(List.of(settings.binance().baseUrl()));
    if (settings.binance().fallbackUrl() != null) hosts.add(settings.binance().fallbackUrl());
    Timing timing = Timing.of(clock);
    Duration timeout = settings.timeout();
    VenueSettings.Streams streams = settings.streams();
    return new Providers(
        List.of(
            new BinanceProvider(hosts, streams.binance(), timeout, ledger, timing),
            new CoinbaseProvider(
                settings.coinbaseUrl(), streams.coinbase(), timeout, ledger, timing),
            new KrakenProvider(settings.krakenUrl(), streams.kraken(), timeout, ledger, timing),
            new CoinGeckoProvider(settings.coingecko(), timeout, ledger, timing),
            new SimulatedProvider(SIMULATED_SEED, clock)));
  }
}
