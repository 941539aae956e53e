package dev.candlewick.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves for each key its default, the value that a text is converted to, and what is rejected.
/// The keys of the database are in `DatabaseSettingsTest`.
class SettingsKeysTest {
  @TempDir Path directory;

  /// One key: its value in the settings, the default of that value, and a text with its value.
  record Row(
      Key key, Function<Settings, Object> value, Object byDefault, String text, Object mapped) {}

  static Stream<Row> rows() {
    return Stream.of(http(), serving(), venues(), feeds(), asking(), data(), prices(), streams())
        .flatMap(List::stream);
  }

  private static List<Row> http() {
    return List.of(
        new Row(Key.HOST, s -> s.http().host(), "127.0.0.1", "[::1]", "::1"),
        new Row(Key.PORT, s -> s.http().port(), 8000, "9090", 9090),
        new Row(
            Key.CORS_ORIGINS,
            s -> s.http().corsOrigins(),
            List.of(),
            "https://App.example.com/, http://localhost:5173",
            List.of("https://app.example.com", "http://localhost:5173")),
        new Row(
            Key.TRUSTED_PROXIES,
            s -> s.http().trustedProxies().toString(),
            "[]",
            "10.0.0.0/8, ::1",
            "[10.0.0.0/8, 0:0:0:0:0:0:0:1/128]"),
        new Row(Key.BASE_PATH, s -> s.http().basePath(), "", "/my/candlewick/", "/my/candlewick"),
        new Row(
            Key.ANONYMOUS_WRITES,
            s -> s.http().anonymousWrites(),
            AnonymousWrites.LOOPBACK,
            "Never",
            AnonymousWrites.NEVER),
        new Row(Key.ALLOW_INSECURE, s -> s.http().allowInsecure(), false, "true", true),
        new Row(Key.INSECURE_SIGN_IN, s -> s.http().insecureSignIn(), false, "true", true),
        new Row(
            Key.ACCESS_TOKEN_EXPIRE_MINUTES,
            s -> s.http().accessTokenLife(),
            Duration.ofMinutes(30),
            "5",
            Duration.ofMinutes(5)),
        new Row(Key.JWT_SECRET, s -> s.http().jwtSecret(), null, "short", new Secret("short")));
  }

  private static List<Row> serving() {
    return List.of(
        new Row(
            Key.METRICS,
            s -> s.server().metrics(),
            MetricsAccess.LOCAL,
            "Open",
            MetricsAccess.OPEN),
        new Row(
            Key.LOG_FORMAT, s -> s.server().logFormat(), LogFormat.TEXT, "JSON", LogFormat.JSON),
        new Row(
            Key.HTTP_HEAD_TIMEOUT,
            s -> s.server().headTimeout(),
            Duration.ofSeconds(10),
            "2s",
            Duration.ofSeconds(2)),
        new Row(
            Key.HTTP_BODY_TIMEOUT,
            s -> s.server().bodyTimeout(),
            Duration.ofSeconds(30),
            "1m",
            Duration.ofMinutes(1)));
  }

  private static List<Row> venues() {
    URI mirror = URI.create("https://mirror.example/b");
    return List.of(
        new Row(
            Key.BINANCE_BASE_URL,
            s -> s.venues().binance(),
            new VenueSettings.Binance(
                URI.create("https://api.binance.com"),
                URI.create("https://data-api.binance.vision")),
            "https://mirror.example/b/",
            new VenueSettings.Binance(mirror, null)),
        url(
            Key.BINANCE_FALLBACK_URL,
            s -> s.venues().binance().fallbackUrl(),
            "https://data-api.binance.vision"),
        url(Key.KRAKEN_BASE_URL, s -> s.venues().krakenUrl(), "https://api.kraken.com"),
        url(
            Key.COINBASE_BASE_URL,
            s -> s.venues().coinbaseUrl(),
            "https://api.exchange.coinbase.com"));
  }

  private static List<Row> feeds() {
    return List.of(
        stream(
            Key.BINANCE_STREAM_URL,
            s -> s.venues().streams().binance(),
            "wss://data-stream.binance.vision"),
        stream(Key.KRAKEN_STREAM_URL, s -> s.venues().streams().kraken(), "wss://ws.kraken.com/v2"),
        stream(
            Key.COINBASE_STREAM_URL,
            s -> s.venues().streams().coinbase(),
            "wss://ws-feed.exchange.coinbase.com"));
  }

  private static Row stream(Key key, Function<Settings, Object> value, String byDefault) {
    return new Row(
        key, value, URI.create(byDefault), "ws://[::1]:81/v2/", URI.create("ws://[::1]:81/v2"));
  }

  private static List<Row> streams() {
    return List.of(
        new Row(Key.STREAM_CONNECTIONS, s -> s.streams().connections(), 20_000, "0", 0),
        new Row(Key.STREAM_CONNECTIONS_PER_ACCOUNT, s -> s.streams().perAccount(), 100, "5", 5),
        new Row(Key.STREAM_CONNECTIONS_PER_ADDRESS, s -> s.streams().perAddress(), 1000, "7", 7),
        new Row(
            Key.STREAM_FLUSH,
            s -> s.streams().flush(),
            Duration.ofMillis(100),
            "1s",
            Duration.ofSeconds(1)));
  }

  private static List<Row> asking() {
    return List.of(
        url(
            Key.CRYPTO_API_BASE_URL,
            s -> s.venues().coingecko().baseUrl(),
            "https://api.coingecko.com/api/v3"),
        new Row(
            Key.COINGECKO_API_KEY,
            s -> s.venues().coingecko().apiKey(),
            null,
            "CG-1",
            new Secret("CG-1")),
        new Row(
            Key.COINGECKO_RATE, s -> s.venues().coingecko().requestsPerMinute(), 25, "500", 500),
        new Row(
            Key.REQUEST_TIMEOUT,
            s -> s.venues().timeout(),
            Duration.ofSeconds(20),
            "1.5",
            Duration.ofMillis(1500)),
        new Row(
            Key.PROVIDER_ORDER,
            s -> s.venues().order(),
            List.of("binance", "coinbase", "kraken", "coingecko"),
            "Kraken, simulated,kraken",
            List.of("kraken", "simulated")));
  }

  private static Row url(Key key, Function<Settings, Object> value, String byDefault) {
    return new Row(
        key, value, URI.create(byDefault), "http://[::1]:81/", URI.create("http://[::1]:81"));
  }

  private static List<Row> data() {
    return List.of(
        new Row(
            Key.CANDLEWICK_HOME,
            Settings::home,
            Path.of("/home/ada/.candlewick"),
            "~/data",
            Path.of("/home/ada/data")),
        new Row(Key.DEFAULT_INTERVAL, s -> s.candles().defaultInterval(), "15m", "1M", "1M"),
        new Row(Key.MAX_CANDLES, s -> s.candles().maxCandles(), 1000, "50", 50),
        new Row(Key.BACKFILL_PARALLEL, s -> s.candles().backfillParallel(), 4, "1", 1));
  }

  private static List<Row> prices() {
    return List.of(
        new Row(
            Key.TARGET_ASSETS,
            s -> s.polling().assets(),
            List.of("bitcoin", "ethereum", "solana"),
            "Bitcoin, usd-coin,",
            List.of("bitcoin", "usd-coin")),
        new Row(
            Key.POLL_INTERVAL,
            s -> s.polling().interval(),
            Duration.ofSeconds(60),
            "5m",
            Duration.ofMinutes(5)),
        new Row(Key.PRICE_PROVIDER, s -> s.polling().provider(), "coingecko", "Kraken", "kraken"),
        new Row(
            Key.PRICE_RETENTION,
            s -> s.polling().retention().keep(),
            null,
            "365d",
            Duration.ofDays(365)),
        new Row(
            Key.PRICE_THIN_AFTER,
            s -> s.polling().retention().thinAfter(),
            null,
            "30d",
            Duration.ofDays(30)),
        new Row(
            Key.PRICE_THIN_TO,
            s -> s.polling().retention().thinTo(),
            Duration.ofHours(1),
            "15m",
            Duration.ofMinutes(15)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void hasItsDefaultWhenUnsetOrEmpty(Row row) {
    assertThat(row.value.apply(read(Map.of()))).isEqualTo(row.byDefault);
    assertThat(row.value.apply(read(Map.of(row.key.name(), " ")))).isEqualTo(row.byDefault);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isParsedFromItsText(Row row) {
    assertThat(row.value.apply(read(Map.of(row.key.name(), row.text)))).isEqualTo(row.mapped);
  }

  @Test
  void everyKeyHasARow() {
    List<Key> others =
        Arrays.stream(Key.values())
            .filter(k -> !k.name().startsWith("POSTGRES_") && !k.name().startsWith("DATABASE_"))
            .toList();
    assertThat(rows().map(Row::key)).containsExactlyInAnyOrderElementsOf(others);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HOST|not a host",
        "HOST|10.0.0.1/8",
        "PORT|65536",
        "PORT|-1",
        "PORT|8e3",
        "CORS_ORIGINS|*",
        "CORS_ORIGINS|https://a.example/path",
        "TRUSTED_PROXIES|10.0.0.0/33",
        "TRUSTED_PROXIES|proxy.example",
        "ANONYMOUS_WRITES|sometimes",
        "ALLOW_INSECURE|perhaps",
        "INSECURE_SIGN_IN|maybe",
        "BINANCE_BASE_URL|ftp://a.example",
        "BINANCE_FALLBACK_URL|none",
        "CRYPTO_API_BASE_URL|https://a.example/#b",
        "KRAKEN_BASE_URL|https://",
        "KRAKEN_STREAM_URL|https://ws.example",
        "BINANCE_STREAM_URL|wss://a.example/#b",
        "STREAM_CONNECTIONS_PER_ADDRESS|0",
        "STREAM_FLUSH|1ms",
        "COINBASE_BASE_URL|https://a b",
        "COINGECKO_RATE|0",
        "REQUEST_TIMEOUT|0",
        "REQUEST_TIMEOUT|20 seconds",
        "PROVIDER_ORDER|mtgox",
        "TARGET_ASSETS|bit coin",
        "POLL_INTERVAL|100ms",
        "PRICE_PROVIDER|binance",
        "PRICE_RETENTION|1s",
        "PRICE_THIN_AFTER|a month",
        "PRICE_THIN_TO|0",
        "DEFAULT_INTERVAL|15M5",
        "MAX_CANDLES|100001",
        "BACKFILL_PARALLEL|65"
      })
  void aBadValueIsNamedWithItsKey(Key key, String text) {
    assertThat(problems(Map.of(key.name(), text)))
        .singleElement()
        .asString()
        .startsWith(key + ": must be ")
        .endsWith(" (" + text + ")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://me:hunter2@a.example", "https://a.example/?key=hunter2"})
  void aBaseUrlWithACredentialIsRefusedWithoutShowingIt(String url) {
    assertThat(problems(Map.of("KRAKEN_BASE_URL", url)))
        .singleElement()
        .asString()
        .startsWith("KRAKEN_BASE_URL: ")
        .doesNotContain("hunter2");
  }

  private Settings read(Map<String, String> environment) {
    var all = new HashMap<>(environment);
    all.put("HOME", "/home/ada");
    return Settings.read(all, directory);
  }

  private List<String> problems(Map<String, String> environment) {
    return catchThrowableOfType(SettingsException.class, () -> read(environment)).problems();
  }
}
