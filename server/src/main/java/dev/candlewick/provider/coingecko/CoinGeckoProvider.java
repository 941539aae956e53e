package dev.candlewick.provider.coingecko;

import dev.candlewick.market.Instrument;
import dev.candlewick.market.Interval;
import dev.candlewick.provider.BudgetLedger;
import dev.candlewick.provider.ChartProvider;
import dev.candlewick.provider.PriceProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.QuotedPrice;
import dev.candlewick.provider.VenueHealth;
import dev.candlewick.provider.client.Pace;
import dev.candlewick.provider.client.Timing;
import dev.candlewick.provider.client.VenueClient;
import dev.candlewick.provider.client.VenueProfile;
import dev.candlewick.provider.client.VenueRequest;
import dev.candlewick.provider.client.VenueRequest.Parameter;
import dev.candlewick.settings.Secret;
import dev.candlewick.settings.VenueSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// CoinGecko's API, version 3 (docs.coingecko.com). Its `ohlc` is not offered as candles: they have
/// no volume, their time is the close, and bars of four days fit no interval.
public final class CoinGeckoProvider implements ChartProvider, PriceProvider {
  /// The venue's name.
  public static final String NAME = "coingecko";

  private static final System.Logger LOG = System.getLogger(CoinGeckoProvider.class.getName());
  private static final String PRO_HOST = "pro-api.coingecko.com";
  private static final int WEIGHT = 1;
  private static final int MOST_IDS = 250;
  private static final int LONGEST_HOURLY_DAYS = 90;

  private final VenueClient client;
  private final InstantSource clock;

  /// A provider of CoinGecko's charts, prices and instruments.
  ///
  /// @throws IllegalArgumentException when the key is invalid; the message does not contain it
  public CoinGeckoProvider(
      VenueSettings.CoinGecko settings, Duration timeout, BudgetLedger ledger, Timing clockwork) {
    VenueProfile profile =
        new VenueProfile(
            NAME,
            List.of(settings.baseUrl()),
            timeout,
            settings.requestsPerMinute(),
            null,
            keyHeader(settings.baseUrl(), settings.apiKey()),
            false,
            Pace.NONE);
    this.client = new VenueClient(profile, ledger, clockwork, CoinGeckoErrors::read);
    this.clock = clockwork.clock();
  }

  /// Returns the header for a plan's key: each host accepts only its own.
  static Map<String, String> keyHeader(URI baseUrl, @Nullable Secret key) {
    if (key == null) return Map.of();
    if (!key.reveal().chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw new IllegalArgumentException(
          "COINGECKO_API_KEY has characters that are not valid in a key");
    }
    boolean pro = PRO_HOST.equalsIgnoreCase(baseUrl.getHost());
    return Map.of(pro ? "x-cg-pro-api-key" : "x-cg-demo-api-key", key.reveal());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String displayName() {
    return "CoinGecko";
  }

  /// The time of the chart is the local clock at the response, or the newest point when that is
  /// later. So a slow local clock changes no point and never dates a response before its data. The
  /// point of a midnight is published ten to thirty-five minutes after it.
  @Override
  public Chart fetchChart(Instrument instrument, String currency, int days) {
    if (days < 1) throw new ProviderException(NAME, Kind.REJECTED, "days must be at least 1");
    VenueRequest request =
        new VenueRequest(
            "/coins/" + segment(instrument.id()) + "/market_chart",
            List.of(
                new Parameter("vs_currency", lower(currency)),
                new Parameter("days", Integer.toString(days))),
            WEIGHT);
    MarketChart rows = client.get(request, MarketChart::parse);
    return rows.chart(granularity(days), clock.instant());
  }

  /// Returns an id as one segment of a path; rejects one that would leave the path.
  private static String segment(String id) {
    if (id.isBlank() || id.equals(".") || id.equals("..")) {
      throw new ProviderException(NAME, Kind.UNKNOWN_SYMBOL, "has no such coin");
    }
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// CoinGecko chooses the granularity; requesting one needs a paid plan.
  @Override
  public Interval granularity(int days) {
    if (days <= 1) return Interval.M5;
    return days <= LONGEST_HOURLY_DAYS ? Interval.H1 : Interval.D1;
  }

  @Override
  public Duration freshness(Interval granularity) {
    Duration length = granularity.length();
    if (length.compareTo(Interval.H1.length()) < 0) return Duration.ofSeconds(30);
    return length.compareTo(Interval.D1.length()) < 0
        ? Duration.ofMinutes(30)
        : Duration.ofHours(12);
  }

  @Override
  public List<String> fetchCurrencies() {
    return client.get(
        VenueRequest.of("/simple/supported_vs_currencies", WEIGHT), CoinLists::currencies);
  }

  @Override
  public List<Instrument> fetchInstruments() {
    Map<String, Integer> ranks = fetchRanks();
    return client.get(VenueRequest.of("/coins/list", WEIGHT), CoinLists::instruments).stream()
        .map(one -> new Instrument(one.id(), one.ticker(), one.name(), ranks.get(one.id())))
        .toList();
  }

  @Override
  public Prices fetchPrices(Collection<Instrument> instruments, String quote) {
    Map<String, Instrument> byId = new TreeMap<>();
    for (Instrument instrument : instruments) {
      String id = instrument.id();
      if (!id.isBlank() && id.indexOf(',') < 0) byId.putIfAbsent(id, instrument);
    }
    Map<String, QuotedPrice> quoted = fetchQuotedPrices(List.copyOf(byId.keySet()), lower(quote));
    PricesBuilder prices = new PricesBuilder();
    byId.forEach((id, instrument) -> prices.add(instrument, quoted.get(id)));
    return prices.build();
  }

  /// Sends one request, or as many as addresses of a reasonable length need.
  private Map<String, QuotedPrice> fetchQuotedPrices(List<String> ids, String currency) {
    Map<String, QuotedPrice> quoted = new TreeMap<>();
    for (int from = 0; from < ids.size(); from += MOST_IDS) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + MOST_IDS));
      VenueRequest request =
          new VenueRequest(
              "/simple/price",
              List.of(
                  new Parameter("ids", String.join(",", some)),
                  new Parameter("vs_currencies", currency),
                  new Parameter("precision", "full")),
              WEIGHT);
      quoted.putAll(client.get(request, body -> SimplePrices.parse(body, currency)));
    }
    return quoted;
  }

  /// Fetches the ranks of the largest coins; empty on an error, since the list is usable without
  /// them.
  private Map<String, Integer> fetchRanks() {
    VenueRequest request =
        new VenueRequest(
            "/coins/markets",
            List.of(
                new Parameter("vs_currency", "usd"),
                new Parameter("order", "market_cap_desc"),
                new Parameter("per_page", Integer.toString(MOST_IDS)),
                new Parameter("page", "1")),
            WEIGHT);
    try {
      return client.get(request, CoinLists::ranks);
    } catch (ProviderException e) {
      LOG.log(System.Logger.Level.WARNING, "no market-cap ranks: " + e.getMessage());
      return Map.of();
    }
  }

  @Override
  public VenueHealth health() {
    return client.health();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  static ProviderException malformed(String message) {
    return new ProviderException(NAME, Kind.MALFORMED, message);
  }

  static ProviderException malformed(String message, Exception cause) {
    return new ProviderException(NAME, Kind.MALFORMED, message, null, cause);
  }
}
