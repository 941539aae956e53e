package dev.candlewick.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Listings;
import dev.candlewick.market.Market;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.binance.BinanceProvider;
import dev.candlewick.provider.client.VenueRig;
import dev.candlewick.provider.coinbase.CoinbaseProvider;
import dev.candlewick.provider.coingecko.CoinGeckoProvider;
import dev.candlewick.provider.kraken.KrakenProvider;
import dev.candlewick.settings.VenueSettings;
import dev.candlewick.testing.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/// The recorded listings of four venues, as their providers read them.
record RecordedListings(List<Instrument> coins, List<Market> markets) {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  static RecordedListings read() throws IOException {
    try (VenueRig rig = new VenueRig(Instant.parse("2026-11-26T00:00:00Z"))) {
      List<Instrument> coins = coins(rig);
      List<Market> markets = new ArrayList<>();
      markets.addAll(
          markets(
              rig,
              recorded("binance-exchangeInfo-2021-05.json.gz"),
              host -> new BinanceProvider(List.of(host), TIMEOUT, rig.ledger, rig.clockwork())));
      markets.addAll(
          markets(
              rig,
              recorded("kraken/xchange_assetpairs.json"),
              host -> new KrakenProvider(host, TIMEOUT, rig.ledger, rig.clockwork())));
      markets.addAll(
          markets(
              rig,
              products(),
              host -> new CoinbaseProvider(host, TIMEOUT, rig.ledger, rig.clockwork())));
      return new RecordedListings(coins, markets);
    }
  }

  Listings listings() {
    return Listings.of(coins, List.of(), markets, Map.of());
  }

  private static String recorded(String file) throws IOException {
    Path path = SharedData.required().resolve(file);
    try (InputStream in = Files.newInputStream(path);
        InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(in) : in) {
      return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<Market> markets(
      VenueRig rig, String body, Function<URI, CandleProvider> venue) {
    rig.venue.then(body);
    CandleProvider provider = venue.apply(rig.venue.uri());
    return ListingRefresh.toMarkets(provider.name(), provider.fetchListings());
  }

  private static List<Instrument> coins(VenueRig rig) throws IOException {
    rig.venue.then(
        recorded("coingecko/coins_markets.json"), recorded("coingecko/coins_list.json.gz"));
    return new CoinGeckoProvider(
            new VenueSettings.CoinGecko(rig.venue.uri(), null, 10_000),
            TIMEOUT,
            rig.ledger,
            rig.clockwork())
        .fetchInstruments();
  }

  /// Returns the pairs of the case in Coinbase's documented form.
  private static String products() throws IOException {
    JsonNode products =
        new JsonMapper()
            .readTree(recorded("../cases/coinbase-kraken-markets.json"))
            .path("products");
    List<String> rows = new ArrayList<>();
    for (JsonNode product : products) {
      String base = product.get(0).asText();
      String quote = product.get(1).asText();
      rows.add(
          "{\"id\":\"%s-%s\",\"base_currency\":\"%s\",\"quote_currency\":\"%s\",\"status\":\"online\"}"
              .formatted(base, quote, base, quote));
    }
    return "[" + String.join(",", rows) + "]";
  }
}
