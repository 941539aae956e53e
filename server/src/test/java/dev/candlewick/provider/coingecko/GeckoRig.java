package dev.candlewick.provider.coingecko;

import dev.candlewick.market.Instrument;
import dev.candlewick.provider.ChartProvider.Chart;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.client.ScriptedVenue;
import dev.candlewick.provider.client.VenueRig;
import dev.candlewick.settings.Secret;
import dev.candlewick.settings.VenueSettings;
import dev.candlewick.testing.SteppingClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// A scripted CoinGecko below a path, and a provider with a key that sends requests to it.
final class GeckoRig implements AutoCloseable {
  static final Instant NOW = Instant.parse("2025-03-05T12:34:56.789Z");
  static final Instrument BITCOIN = VenueRig.BTC;
  static final String KEY = "CG-SecretKey1234567890";

  final VenueRig rig = new VenueRig(NOW);
  final SteppingClock clock = rig.clock;
  final ScriptedVenue venue = rig.venue;
  final CoinGeckoProvider provider = provider(Duration.ofSeconds(5));

  CoinGeckoProvider provider(Duration timeout) {
    URI host = URI.create(venue.uri() + "/api/v3");
    VenueSettings.CoinGecko settings = new VenueSettings.CoinGecko(host, new Secret(KEY), 25);
    return new CoinGeckoProvider(settings, timeout, rig.ledger, rig.clockwork());
  }

  /// Sends each of these responses once, in this order.
  GeckoRig then(String... bodies) {
    venue.then(bodies);
    return this;
  }

  /// Returns the chart of these rows, requested for so many days.
  Chart chart(int days, String rows) {
    then("{\"prices\":[" + rows + "],\"market_caps\":[[1,2.5]],\"total_volumes\":[]}");
    return provider.fetchChart(BITCOIN, "usd", days);
  }

  ProviderException failure() {
    return failure(provider -> provider.fetchChart(BITCOIN, "usd", 30));
  }

  ProviderException failure(Consumer<CoinGeckoProvider> request) {
    return VenueRig.failure(() -> request.accept(provider));
  }

  @Override
  public void close() {
    rig.close();
  }
}
