package dev.candlewick.provider.coinbase;

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
import dev.candlewick.provider.client.DailyCache;
import dev.candlewick.provider.client.Pace;
import dev.candlewick.provider.client.Timing;
import dev.candlewick.provider.client.VenueClient;
import dev.candlewick.provider.client.VenueProfile;
import dev.candlewick.provider.client.VenueRequest;
import dev.candlewick.provider.client.VenueRequest.Parameter;
import dev.candlewick.provider.feed.WebSocketFeed;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Coinbase Exchange (docs.cdp.coinbase.com, "Exchange REST API"), not its Advanced Trade.
public final class CoinbaseProvider
    implements CandleProvider, PriceProvider, PrintProvider, FeedProvider {
  /// The venue's name.
  public static final String NAME = "coinbase";

  /// An instant before its first candle of any symbol.
  private static final Instant START = Instant.parse("2015-01-01T00:00:00Z");

  static final int PAGE = 300;
  private static final int MOST_PRINTS = 1000;

  /// Ten per second.
  private static final int REQUESTS_PER_MINUTE = 600;

  private static final Pace PACE = new Pace(10, Duration.ofMillis(110));

  static final Set<Interval> INTERVALS =
      Collections.unmodifiableSet(
          EnumSet.of(
              Interval.M1, Interval.M5, Interval.M15, Interval.H1, Interval.H6, Interval.D1));

  private final VenueClient client;
  private final VenueTime time;
  private final DailyCache<List<Listing>> listings;
  private final Timing timing;
  private final @Nullable URI stream;

  /// A provider of Coinbase's candles, prints and prices, without a feed.
  public CoinbaseProvider(URI host, Duration timeout, BudgetLedger ledger, Timing clockwork) {
    this(host, null, timeout, ledger, clockwork);
  }

  /// A provider of Coinbase's candles, prints, prices and feed.
  ///
  /// @param stream the address of its feed; null when there is none
  public CoinbaseProvider(
      URI host, @Nullable URI stream, Duration timeout, BudgetLedger ledger, Timing clockwork) {
    this.timing = clockwork;
    this.stream = stream;
    VenueProfile profile =
        new VenueProfile(
            NAME, List.of(host), timeout, REQUESTS_PER_MINUTE, null, Map.of(), false, PACE);
    this.client = new VenueClient(profile, ledger, clockwork, CoinbaseErrors::read);
    this.time =
        new VenueTime(
            clockwork.clock(),
            clockwork.nanos(),
            () -> client.get(VenueRequest.of("/time", 1), CoinbaseResponses::time));
    this.listings = new DailyCache<>(clockwork.nanos(), this::fetchListings);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String displayName() {
    return "Coinbase";
  }

  @Override
  public Set<Interval> intervals() {
    return INTERVALS;
  }

  @Override
  public int pageSize() {
    return PAGE;
  }

  @Override
  public boolean omitsQuietIntervals() {
    return true;
  }

  /// One response spans 300 intervals whether they have trades or not, so a page may need several.
  /// A page is full or contains all there is.
  @Override
  public CandlePage fetchCandles(CandleQuery query) {
    Instant venueTime = time.now();
    int limit = Math.min(query.limit(), PAGE);
    PageCheck check = new PageCheck(NAME, query, limit, venueTime);
    if (limit < 1 || !query.from().isBefore(query.to())) return check.page(CandleBatch.empty());
    requireOffered(query.grid().interval());
    return new CandlePager(this::fetchRows, check).fetchPage();
  }

  private static void requireOffered(Interval interval) {
    if (!INTERVALS.contains(interval)) {
      throw new ProviderException(NAME, Kind.REJECTED, "has no candles of " + interval.code());
    }
  }

  /// Searches by days, 300 per request, and then by the interval. A bisection would need fewer
  /// requests but would miss a symbol that is no longer traded.
  @Override
  public Optional<Instant> fetchFirstOpen(Symbol symbol, Interval interval) {
    CandleQuery first = new CandleQuery(symbol, Grid.of(interval), START, time.now(), 1);
    CandleBatch page = fetchCandles(first).candles();
    return page.isEmpty() ? Optional.empty() : Optional.of(page.openTime(0));
  }

  /// Both bounds are inclusive at the venue.
  private CandleBatch fetchRows(Symbol symbol, Grid grid, Instant first, Instant last) {
    long seconds = grid.interval().length().toSeconds();
    List<Parameter> parameters =
        List.of(
            new Parameter("granularity", Long.toString(seconds)),
            new Parameter("start", first.toString()),
            new Parameter("end", last.toString()));
    return client.get(
        new VenueRequest(product(symbol) + "/candles", parameters, 1),
        body -> CoinbaseResponses.candles(body, grid));
  }

  @Override
  public List<Listing> fetchListings() {
    return client.get(VenueRequest.of("/products", 1), CoinbaseResponses::listings);
  }

  /// Sends one request per instrument: Coinbase Exchange has none for several.
  @Override
  public Prices fetchPrices(Collection<Instrument> instruments, String quote) {
    Optional<Set<Symbol>> listed =
        listings.get().map(all -> all.stream().map(Listing::symbol).collect(Collectors.toSet()));
    PricesBuilder prices = new PricesBuilder();
    for (Instrument instrument : instruments) {
      Symbol symbol = new Symbol(instrument.ticker(), quote);
      if (listed.isPresent() && !listed.get().contains(symbol)) continue;
      fetchPrice(symbol).ifPresent(price -> prices.add(instrument, price));
    }
    return prices.build();
  }

  private Optional<QuotedPrice> fetchPrice(Symbol symbol) {
    try {
      return client.get(VenueRequest.of(product(symbol) + "/ticker", 1), CoinbaseResponses::price);
    } catch (ProviderException e) {
      if (e.kind() == Kind.UNKNOWN_SYMBOL) return Optional.empty();
      throw e;
    }
  }

  @Override
  public List<Print> fetchPrints(Symbol symbol, int limit) {
    int count = Math.clamp(limit, 1, MOST_PRINTS);
    Parameter most = new Parameter("limit", Integer.toString(count));
    return client.get(
        new VenueRequest(product(symbol) + "/trades", List.of(most), 1),
        body -> CoinbaseResponses.prints(body, symbol));
  }

  @Override
  public boolean hasFeed() {
    return stream != null;
  }

  @Override
  public boolean supports(FeedTopic topic) {
    return stream != null && new CoinbaseProtocol(stream).supports(topic);
  }

  @Override
  public Optional<Feed> openFeed(FeedListener listener) {
    return Optional.ofNullable(stream)
        .map(uri -> new WebSocketFeed(new CoinbaseProtocol(uri), listener, timing, time::ahead));
  }

  /// A page contains what comes before a number, newest first, so the next thousand numbers are
  /// requested until there is a result.
  @Override
  public List<Print> fetchMissedPrints(Symbol symbol, Print after, long before) {
    long known = after.number().orElseThrow();
    for (long end = known + 1; end < before; ) {
      end = Math.min(end + MOST_PRINTS, before);
      List<Print> page = fetchBefore(symbol, end);
      List<Print> missed = page.stream().filter(print -> print.number().orElse(0) > known).toList();
      if (!missed.isEmpty()) return missed;
    }
    return List.of();
  }

  private List<Print> fetchBefore(Symbol symbol, long number) {
    List<Parameter> parameters =
        List.of(
            new Parameter("limit", Integer.toString(MOST_PRINTS)),
            new Parameter("after", Long.toString(number)));
    return client.get(
        new VenueRequest(product(symbol) + "/trades", parameters, 1),
        body -> CoinbaseResponses.prints(body, symbol));
  }

  @Override
  public Instant now() {
    return time.now();
  }

  @Override
  public VenueHealth health() {
    return client.health();
  }

  private static String product(Symbol symbol) {
    return "/products/" + encoded(symbol.base()) + "-" + encoded(symbol.quote());
  }

  private static String encoded(String ticker) {
    return URLEncoder.encode(ticker, StandardCharsets.UTF_8);
  }
}
