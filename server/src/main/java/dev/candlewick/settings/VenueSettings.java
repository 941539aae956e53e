package dev.candlewick.settings;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The addresses of the venues, and how requests to them are made. Base URLs have no slash at the
/// end.
///
/// @param streams addresses of their feeds
/// @param timeout the longest wait for one response
/// @param order venues in the order in which they are tried
public record VenueSettings(
    Binance binance,
    CoinGecko coingecko,
    URI krakenUrl,
    URI coinbaseUrl,
    Streams streams,
    Duration timeout,
    List<String> order) {
  private static final Set<String> KNOWN =
      Set.of("binance", "coinbase", "kraken", "coingecko", "simulated");

  /// Binance.
  ///
  /// @param fallbackUrl second address with the same market data; null when there is none
  public record Binance(URI baseUrl, @Nullable URI fallbackUrl) {}

  /// CoinGecko.
  ///
  /// @param apiKey null for requests without a key
  public record CoinGecko(URI baseUrl, @Nullable Secret apiKey, int requestsPerMinute) {}

  /// WebSocket addresses; null for a venue without a feed.
  public record Streams(@Nullable URI binance, @Nullable URI kraken, @Nullable URI coinbase) {}

  public VenueSettings {
    order = List.copyOf(order);
  }

  static VenueSettings read(SettingsReader reader) {
    return new VenueSettings(
        binance(reader),
        new CoinGecko(
            BaseUrl.read(reader, Key.CRYPTO_API_BASE_URL),
            reader.secret(Key.COINGECKO_API_KEY).orElse(null),
            reader.integer(Key.COINGECKO_RATE, 1, 100_000)),
        BaseUrl.read(reader, Key.KRAKEN_BASE_URL),
        BaseUrl.read(reader, Key.COINBASE_BASE_URL),
        new Streams(
            stream(reader, Key.BINANCE_STREAM_URL, Key.BINANCE_BASE_URL),
            stream(reader, Key.KRAKEN_STREAM_URL, Key.KRAKEN_BASE_URL),
            stream(reader, Key.COINBASE_STREAM_URL, Key.COINBASE_BASE_URL)),
        reader.duration(Key.REQUEST_TIMEOUT, Duration.ofMillis(100), Duration.ofMinutes(10)),
        reader.list(
            Key.PROVIDER_ORDER,
            "must be of binance, coinbase, kraken, coingecko, simulated",
            VenueSettings::known));
  }

  private static Binance binance(SettingsReader reader) {
    boolean fallback =
        reader.given(Key.BINANCE_BASE_URL).isEmpty()
            || reader.given(Key.BINANCE_FALLBACK_URL).isPresent();
    return new Binance(
        BaseUrl.read(reader, Key.BINANCE_BASE_URL),
        fallback ? BaseUrl.read(reader, Key.BINANCE_FALLBACK_URL) : null);
  }

  /// Returns null when the venue's base URL is set and its stream URL is not: then the feed must
  /// not come from the venue itself.
  private static @Nullable URI stream(SettingsReader reader, Key stream, Key base) {
    boolean elsewhere = reader.given(base).isPresent() && reader.given(stream).isEmpty();
    return elsewhere ? null : BaseUrl.stream(reader, stream);
  }

  private static Optional<String> known(String name) {
    return Optional.of(name.toLowerCase(Locale.ROOT)).filter(KNOWN::contains);
  }
}
