package dev.candlewick.provider.kraken;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Kraken's spot market (docs.kraken.com, "Spot REST API"). It keeps the last 720 candles of each
/// interval.
public final class KrakenProvider
    implements CandleProvider, PriceProvider, PrintProvider, FeedProvider {
  /// The venue's name.
  public static final String NAME = "kraken";

  private static final int MAX_CANDLES = 720;
  private static final int MOST_PRINTS = 1000;
  private static final int REQUESTS_PER_MINUTE = 60;
  private static final Pace PACE = new Pace(8, Duration.ofSeconds(1));

  /// Without the week, which begins on a Thursday here, and the 15 days.
  static final Set<Interval> INTERVALS =
      Collections.unmodifiableSet(
          EnumSet.of(
              Interval.M1,
              Interval.M5,
              Interval.M15,
              Interval.M30,
              Interval.H1,
              Interval.H4,
              Interval.D1));

  private final VenueClient client;
  private final VenueTime time;
  private final DailyCache<List<KrakenMarket>> markets;
  private final Timing timing;
  private final @Nullable URI stream;

  /// A provider of Kraken's candles, prints and prices, without a feed.
  public KrakenProvider(URI host, Duration timeout, BudgetLedger ledger, Timing clockwork) {
    this(host, null, timeout, ledger, clockwork);
  }

  /// A provider of Kraken's candles, prints, prices and feed.
  ///
  /// @param stream the address of its feed; null when there is none
  public KrakenProvider(
      URI host, @Nullable URI stream, Duration timeout, BudgetLedger ledger, Timing clockwork) {
    this.timing = clockwork;
    this.stream = stream;
    VenueProfile profile =
        new VenueProfile(
            NAME, List.of(host), timeout, REQUESTS_PER_MINUTE, null, Map.of(), true, PACE);
    this.client = new VenueClient(profile, ledger, clockwork, KrakenErrors::read);
    this.time =
        new VenueTime(
            clockwork.clock(),
            clockwork.nanos(),
            () -> client.get(request("Time"), KrakenResponses::time));
    this.markets = new DailyCache<>(clockwork.nanos(), this::fetchMarkets);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String displayName() {
    return "Kraken";
  }

  @Override
  public Set<Interval> intervals() {
    return INTERVALS;
  }

  @Override
  public int pageSize() {
    return MAX_CANDLES;
  }

  /// The 720 do not include the running candle.
  @Override
  public int maxCandles() {
    return MAX_CANDLES;
  }

  @Override
  public Optional<Instant> keptSince(Grid grid) {
    return Optional.of(keptSince(grid, time.now()));
  }

  private static Instant keptSince(Grid grid, Instant venueTime) {
    return grid.plus(grid.floor(venueTime), -MAX_CANDLES);
  }

  /// The venue returns all candles from `since` on, except the one that opens at `since`, so the
  /// request names the one before.
  ///
  /// @throws ProviderException of kind `RANGE_LIMIT` for a range that begins before what Kraken
  ///   keeps
  @Override
  public CandlePage fetchCandles(CandleQuery query) {
    Instant venueTime = time.now();
    Grid grid = query.grid();
    int limit = Math.min(query.limit(), MAX_CANDLES);
    PageCheck check = new PageCheck(NAME, query, limit, venueTime);
    if (limit < 1 || !query.from().isBefore(query.to())) return check.page(CandleBatch.empty());
    requireKept(query, venueTime);
    Instant since = grid.plus(grid.ceiling(query.from()), -1);
    return check.page(check.within(fetchRows(query.symbol(), grid, since)));
  }

  private static void requireKept(CandleQuery query, Instant venueTime) {
    Grid grid = query.grid();
    Instant kept = keptSince(grid, venueTime);
    if (grid.ceiling(query.from()).isBefore(kept)) {
      throw new ProviderException(
          NAME,
          Kind.RANGE_LIMIT,
          "keeps only the last %d candles of %s, now since %s"
              .formatted(MAX_CANDLES, grid.interval().code(), kept));
    }
  }

  /// Returns the oldest open time that Kraken keeps.
  @Override
  public Optional<Instant> fetchFirstOpen(Symbol symbol, Interval interval) {
    CandleBatch rows = fetchRows(symbol, Grid.of(interval), null);
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.openTime(0));
  }

  private CandleBatch fetchRows(Symbol symbol, Grid grid, @Nullable Instant since) {
    if (!INTERVALS.contains(grid.interval())) {
      throw new ProviderException(
          NAME, Kind.REJECTED, "has no candles of " + grid.interval().code());
    }
    long minutes = grid.interval().length().toMinutes();
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(new Parameter("pair", KrakenMarket.guessed(symbol).altname()));
    parameters.add(new Parameter("interval", Long.toString(minutes)));
    if (since != null) {
      parameters.add(new Parameter("since", Long.toString(since.getEpochSecond())));
    }
    return client.get(
        request("OHLC", parameters.toArray(Parameter[]::new)),
        body -> KrakenResponses.candles(body, grid));
  }

  @Override
  public List<Listing> fetchListings() {
    return fetchMarkets().stream().map(KrakenMarket::listing).toList();
  }

  private List<KrakenMarket> fetchMarkets() {
    return client.get(request("AssetPairs"), KrakenResponses::markets);
  }

  /// One unknown name fails the whole request. So only listed names are requested, and if one is
  /// still unknown, all prices are requested.
  @Override
  public Prices fetchPrices(Collection<Instrument> instruments, String quote) {
    Map<Instrument, KrakenMarket> wanted = wanted(instruments, quote);
    if (wanted.isEmpty()) return Prices.NONE;
    String names =
        wanted.values().stream()
            .map(KrakenMarket::altname)
            .distinct()
            .collect(Collectors.joining(","));
    Map<String, QuotedPrice> quoted;
    try {
      quoted = fetchTickers(new Parameter("pair", names));
    } catch (ProviderException e) {
      if (e.kind() != Kind.UNKNOWN_SYMBOL) throw e;
      quoted = fetchTickers();
    }
    PricesBuilder prices = new PricesBuilder();
    for (Map.Entry<Instrument, KrakenMarket> one : wanted.entrySet()) {
      KrakenMarket market = one.getValue();
      prices.add(one.getKey(), quoted.getOrDefault(market.key(), quoted.get(market.altname())));
    }
    return prices.build();
  }

  /// Returns the listed markets of the instruments; all of them while there is no listing.
  private Map<Instrument, KrakenMarket> wanted(Collection<Instrument> instruments, String quote) {
    Map<Symbol, KrakenMarket> listed = new LinkedHashMap<>();
    List<KrakenMarket> known = markets.get().orElse(List.of());
    known.forEach(market -> listed.put(market.symbol(), market));
    Map<Instrument, KrakenMarket> wanted = new LinkedHashMap<>();
    for (Instrument instrument : instruments) {
      Symbol symbol = new Symbol(instrument.ticker(), quote);
      KrakenMarket market = known.isEmpty() ? KrakenMarket.guessed(symbol) : listed.get(symbol);
      if (market != null) wanted.put(instrument, market);
    }
    return wanted;
  }

  private Map<String, QuotedPrice> fetchTickers(Parameter... parameters) {
    return client.get(request("Ticker", parameters), KrakenResponses::prices);
  }

  @Override
  public List<Print> fetchPrints(Symbol symbol, int limit) {
    int count = Math.clamp(limit, 1, MOST_PRINTS);
    return client.get(
        request(
            "Trades",
            new Parameter("pair", KrakenMarket.guessed(symbol).altname()),
            new Parameter("count", Integer.toString(count))),
        body -> KrakenResponses.prints(body, symbol, count));
  }

  @Override
  public boolean hasFeed() {
    return stream != null;
  }

  @Override
  public boolean supports(FeedTopic topic) {
    return stream != null && new KrakenProtocol(stream, timing.clock()).supports(topic);
  }

  @Override
  public Optional<Feed> openFeed(FeedListener listener) {
    return Optional.ofNullable(stream)
        .map(uri -> new KrakenProtocol(uri, timing.clock()))
        .map(dialect -> new WebSocketFeed(dialect, listener, timing, time::ahead));
  }

  /// A page contains what came after a time, so it begins a nanosecond before the last known print,
  /// whose time is known to the microsecond.
  @Override
  public List<Print> fetchMissedPrints(Symbol symbol, Print after, long before) {
    long known = after.number().orElseThrow();
    long since = Math.multiplyExact(Grid.micros(after.time()), 1000) - 1;
    List<Print> page =
        client.get(
            request(
                "Trades",
                new Parameter("pair", KrakenMarket.guessed(symbol).altname()),
                new Parameter("since", Long.toString(since)),
                new Parameter("count", Integer.toString(MOST_PRINTS))),
            body -> KrakenResponses.prints(body, symbol, Integer.MAX_VALUE));
    return page.stream()
        .filter(print -> {
          long number = print.number().orElse(-1);
          return number > known && number < before;
        })
        .toList();
  }

  @Override
  public Instant now() {
    return time.now();
  }

  @Override
  public VenueHealth health() {
    return client.health();
  }

  private static VenueRequest request(String name, Parameter... parameters) {
    return new VenueRequest("/0/public/" + name, List.of(parameters), 1);
  }
}
