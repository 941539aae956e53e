package dev.candlewick.provider.binance;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.BudgetLedger;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.Feed;
import dev.candlewick.provider.FeedListener;
import dev.candlewick.provider.FeedProvider;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.PageCheck;
import dev.candlewick.provider.PriceProvider;
import dev.candlewick.provider.PrintProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.QuotedPrice;
import dev.candlewick.provider.VenueHealth;
import dev.candlewick.provider.VenueTime;
import dev.candlewick.provider.client.Timing;
import dev.candlewick.provider.client.VenueClient;
import dev.candlewick.provider.client.VenueProfile;
import dev.candlewick.provider.client.VenueRequest;
import dev.candlewick.provider.client.VenueRequest.Parameter;
import dev.candlewick.provider.feed.WebSocketFeed;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Binance's spot market (binance-spot-api-docs, `rest-api.md`).
public final class BinanceProvider
    implements CandleProvider, PriceProvider, PrintProvider, FeedProvider {
  /// The venue's name.
  public static final String NAME = "binance";

  private static final int PAGE = 1000;
  private static final int WEIGHT_PER_MINUTE = 6000;
  private static final int CANDLES_WEIGHT = 2;
  private static final int TIME_WEIGHT = 1;
  private static final int LISTING_WEIGHT = 20;
  private static final int PRICES_WEIGHT = 4;
  private static final int PRINTS_WEIGHT = 4;

  private final VenueClient client;
  private final VenueTime time;
  private final Timing timing;
  private final @Nullable URI stream;

  /// A provider without a feed.
  public BinanceProvider(List<URI> hosts, Duration timeout, BudgetLedger ledger, Timing clockwork) {
    this(hosts, null, timeout, ledger, clockwork);
  }

  /// A provider of Binance at these hosts; the second is used where the first does not serve this
  /// client.
  ///
  /// @param stream the address of its feed, without a path; null when there is none
  public BinanceProvider(
      List<URI> hosts,
      @Nullable URI stream,
      Duration timeout,
      BudgetLedger ledger,
      Timing clockwork) {
    this.timing = clockwork;
    this.stream = stream;
    VenueProfile profile =
        VenueProfile.of(NAME, hosts, timeout, WEIGHT_PER_MINUTE, "X-MBX-USED-WEIGHT-1M");
    this.client = new VenueClient(profile, ledger, clockwork, BinanceErrors::read);
    this.time = new VenueTime(clockwork.clock(), clockwork.nanos(), this::fetchTime);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String displayName() {
    return "Binance";
  }

  @Override
  public Set<Interval> intervals() {
    return EnumSet.allOf(Interval.class);
  }

  @Override
  public int pageSize() {
    return PAGE;
  }

  @Override
  public int pageWeight() {
    return CANDLES_WEIGHT;
  }

  /// Both bounds are inclusive at the venue, so the request ends with the last millisecond before
  /// `to`.
  @Override
  public CandlePage fetchCandles(CandleQuery query) {
    Instant venueTime = time.now();
    List<Parameter> parameters = new ArrayList<>(series(query.symbol(), query.grid().interval()));
    int limit = Math.min(query.limit(), PAGE);
    long start = ceilingMillis(query.from());
    long end = ceilingMillis(query.to()) - 1;
    PageCheck check = new PageCheck(NAME, query, limit, venueTime);
    if (limit < 1 || end < start) return check.page(CandleBatch.empty());
    parameters.add(new Parameter("startTime", Long.toString(start)));
    parameters.add(new Parameter("endTime", Long.toString(end)));
    parameters.add(new Parameter("limit", Integer.toString(limit)));
    VenueRequest request = new VenueRequest("/api/v3/klines", parameters, CANDLES_WEIGHT);
    return check.page(client.get(request, body -> CandlesParser.parse(body, limit)));
  }

  private static long ceilingMillis(Instant time) {
    return -Math.floorDiv(-Grid.micros(time), 1000L);
  }

  @Override
  public Optional<Instant> fetchFirstOpen(Symbol symbol, Interval interval) {
    List<Parameter> parameters = new ArrayList<>(series(symbol, interval));
    parameters.add(new Parameter("startTime", "0"));
    parameters.add(new Parameter("limit", "1"));
    VenueRequest request = new VenueRequest("/api/v3/klines", parameters, CANDLES_WEIGHT);
    CandleBatch page = client.get(request, body -> CandlesParser.parse(body, 1));
    return page.isEmpty() ? Optional.empty() : Optional.of(page.openTime(0));
  }

  private static List<Parameter> series(Symbol symbol, Interval interval) {
    return List.of(
        new Parameter("symbol", symbol.joined()), new Parameter("interval", interval.code()));
  }

  @Override
  public List<Listing> fetchListings() {
    ExchangeInfo info =
        client.get(
            new VenueRequest(
                "/api/v3/exchangeInfo",
                List.of(new Parameter("showPermissionSets", "false")),
                LISTING_WEIGHT),
            ExchangeInfo::parse);
    client.setLimit(info.weightPerMinute());
    return info.listings();
  }

  /// Prices in dollars are those of the USDT markets; Binance has none in USD.
  @Override
  public String quoteOf(String currency) {
    return currency.equals("USD") ? "USDT" : currency;
  }

  /// A quote is taken literally: a request for `USD` does not return prices in `USDT`. One unknown
  /// symbol fails the whole request; then all prices are requested, which has the same weight.
  @Override
  public Prices fetchPrices(Collection<Instrument> instruments, String quote) {
    Map<Instrument, String> wanted = new LinkedHashMap<>();
    for (Instrument instrument : instruments) {
      wanted.put(instrument, new Symbol(instrument.ticker(), quote).joined());
    }
    if (wanted.isEmpty()) return Prices.NONE;
    Map<String, QuotedPrice> quoted = fetchQuotedPrices(Set.copyOf(wanted.values()));
    PricesBuilder prices = new PricesBuilder();
    wanted.forEach((instrument, symbol) -> prices.add(instrument, quoted.get(symbol)));
    return prices.build();
  }

  private Map<String, QuotedPrice> fetchQuotedPrices(Set<String> symbols) {
    String names = symbols.stream().sorted().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    try {
      return prices(new Parameter("symbols", names));
    } catch (ProviderException e) {
      if (e.kind() != Kind.UNKNOWN_SYMBOL && e.kind() != Kind.REJECTED) throw e;
      return prices();
    }
  }

  private Map<String, QuotedPrice> prices(Parameter... parameters) {
    return client.get(
        new VenueRequest("/api/v3/ticker/price", List.of(parameters), PRICES_WEIGHT),
        MarketDataParser::prices);
  }

  /// A print is what one taker took at one price: Binance's aggregate trade, which costs a sixth of
  /// the weight of its single trades.
  @Override
  public List<Print> fetchPrints(Symbol symbol, int limit) {
    List<Parameter> parameters =
        List.of(
            new Parameter("symbol", symbol.joined()),
            new Parameter("limit", Integer.toString(Math.clamp(limit, 1, PAGE))));
    return client.get(
        new VenueRequest("/api/v3/aggTrades", parameters, PRINTS_WEIGHT),
        body -> MarketDataParser.prints(body, symbol));
  }

  @Override
  public boolean hasFeed() {
    return stream != null;
  }

  @Override
  public boolean supports(FeedTopic topic) {
    return stream != null && new BinanceProtocol(stream).supports(topic);
  }

  @Override
  public Optional<Feed> openFeed(FeedListener listener) {
    return Optional.ofNullable(stream)
        .map(uri -> new WebSocketFeed(new BinanceProtocol(uri), listener, timing, time::ahead));
  }

  @Override
  public List<Print> fetchMissedPrints(Symbol symbol, Print after, long before) {
    long first = after.number().orElseThrow() + 1;
    if (first >= before) return List.of();
    List<Parameter> parameters =
        List.of(
            new Parameter("symbol", symbol.joined()),
            new Parameter("fromId", Long.toString(first)),
            new Parameter("limit", Long.toString(Math.min(PAGE, before - first))));
    List<Print> page =
        client.get(
            new VenueRequest("/api/v3/aggTrades", parameters, PRINTS_WEIGHT),
            body -> MarketDataParser.prints(body, symbol));
    return page.stream().filter(print -> print.number().orElse(before) < before).toList();
  }

  @Override
  public Instant now() {
    return time.now();
  }

  @Override
  public VenueHealth health() {
    return client.health();
  }

  private Instant fetchTime() {
    return client.get(VenueRequest.of("/api/v3/time", TIME_WEIGHT), ExchangeInfo::parseTime);
  }

  static ProviderException malformed(String message) {
    return new ProviderException(NAME, Kind.MALFORMED, message);
  }

  static ProviderException malformed(String message, Exception cause) {
    return new ProviderException(NAME, Kind.MALFORMED, message, null, cause);
  }
}
