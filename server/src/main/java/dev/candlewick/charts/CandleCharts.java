package dev.candlewick.charts;

import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.MarketLookup;
import dev.candlewick.ingest.Providers;
import dev.candlewick.ingest.RetryPolicy;
import dev.candlewick.ingest.SingleFlight;
import dev.candlewick.ingest.fetch.SeriesFetch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Market;
import dev.candlewick.market.MarketMatch;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.series.CandleSeries;
import dev.candlewick.series.Coverage;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.PriceSeries;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.SeriesCache;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Charts of exchanges: the closes of their candles, read through the store. Stored candles are not
/// requested again; missing ones are fetched, stored and then read.
final class CandleCharts {
  private static final int DENSE_DAYS = 1;
  private static final int HOURLY_DAYS = 90;

  /// The time before another request to a venue that had nothing new.
  private static final Duration RETRY_DELAY = Duration.ofSeconds(5);

  private final Ingest ingest;
  private final MarketLookup markets;
  private final SeriesCache cache;
  private final ChangeFeed changes;
  private final SingleFlight<Integer, Integer, FetchAttempt> flights = new SingleFlight<>();
  private final Map<Integer, FetchAttempt> attempts = new ConcurrentHashMap<>();
  private final Map<Key, CompleteRange> completeRanges = new ConcurrentHashMap<>();

  /// The last fetch of a series: when, how many days back, and its error.
  private record FetchAttempt(
      Instant at, int days, Instant venueTime, @Nullable RuntimeException fault) {
    boolean satisfies(Instant now, int wanted) {
      return fault == null && days >= wanted && now.isBefore(at.plus(RETRY_DELAY));
    }
  }

  /// The name and interval of a series to look up.
  private record Key(String provider, String symbol, Interval interval) {}

  /// A range of a series that is stored without a gap, as of a stamp of the series' changes.
  private record CompleteRange(Series series, Instant from, Instant to, long stamp) {
    boolean covers(Window window, ChangeFeed changes) {
      return !window.from().isBefore(from)
          && !window.to().isAfter(to)
          && changes.version(ChangeFeed.seriesTopic(series.id())) == stamp;
    }
  }

  /// The candles of a chart.
  record Window(Series series, Instant from, Instant to) {}

  CandleCharts(Ingest ingest, MarketLookup markets, SeriesCache cache, ChangeFeed changes) {
    this.ingest = ingest;
    this.markets = markets;
    this.cache = cache;
    this.changes = changes;
  }

  /// The interval whose closes make a chart of so many days, by what the venue keeps.
  static Interval interval(Providers providers, String provider, int days) {
    if (days <= DENSE_DAYS) return Interval.M5;
    if (days > HOURLY_DAYS) return Interval.D1;
    long kept = providers.find(provider).map(CandleProvider::maxCandles).orElse(Integer.MAX_VALUE);
    return days * 24L > kept ? Interval.H4 : Interval.H1;
  }

  /// Returns the quote of the market that has prices in the requested currency.
  private String quote(String provider, ChartRequest request) {
    return ingest
        .providers()
        .find(provider)
        .map(venue -> venue.quoteOf(request.currency()))
        .orElse(request.currency());
  }

  /// Returns the symbol of the venue's market that the request means.
  ///
  /// @throws ProviderException of kind `UNKNOWN_SYMBOL` or `UNKNOWN_QUOTE`, naming the alternatives
  private Symbol symbol(CandleProvider provider, ChartRequest request) {
    String quote = provider.quoteOf(request.currency());
    String venue = provider.name();
    return switch (markets.market(venue, request.name(), quote)) {
      case MarketMatch.Found found -> requireQuote(found.market().symbol(), quote, provider);
      case MarketMatch.Ambiguous several ->
          throw new ProviderException(
              venue,
              Kind.UNKNOWN_SYMBOL,
              request.name()
                  + " is one of "
                  + several.candidates().stream().map(Market::venueSymbol).toList());
      case MarketMatch.Unknown unknown -> throw unknown(provider, request, quote, unknown);
    };
  }

  private static Symbol requireQuote(Symbol symbol, String quote, CandleProvider provider) {
    if (symbol.quote().equals(quote)) return symbol;
    throw new ProviderException(
        provider.name(),
        Kind.UNKNOWN_QUOTE,
        "prices %s in %s, not in %s".formatted(symbol.joined(), symbol.quote(), quote));
  }

  private ProviderException unknown(
      CandleProvider provider, ChartRequest request, String quote, MarketMatch.Unknown unknown) {
    List<String> all = markets.quotes(provider.name());
    if (!all.isEmpty() && !all.contains(quote)) return noQuote(provider, request, "prices", all);
    String base = request.instrument() == null ? request.name() : request.instrument().ticker();
    List<String> own =
        markets.listings().quoteCurrencies(provider.name(), base.toUpperCase(Locale.ROOT));
    if (!own.isEmpty()) return noQuote(provider, request, base, own);
    String hint =
        unknown.nearest().isEmpty()
            ? ""
            : "; the nearest are " + String.join(", ", unknown.nearest());
    return new ProviderException(
        provider.name(), Kind.UNKNOWN_SYMBOL, "has no market " + request.name() + hint);
  }

  private static ProviderException noQuote(
      CandleProvider provider, ChartRequest request, String what, List<String> quotes) {
    return MarketCharts.noQuote(provider.name(), what, request.currency(), quotes);
  }

  /// Returns the joined names that a stored series of the request may have, the venue's own first.
  List<String> storedNames(String provider, ChartRequest request) {
    String quote = quote(provider, request);
    if (markets.storedMarket(provider, request.name(), quote) instanceof MarketMatch.Found found) {
      return found.market().symbol().quote().equals(quote)
          ? List.of(found.market().symbol().joined())
          : List.of();
    }
    String ticker = request.instrument() == null ? request.name() : request.instrument().ticker();
    return Stream.concat(
            Symbol.parse(request.name()).map(Symbol::joined).stream()
                .filter(name -> name.endsWith(quote) && name.length() > quote.length()),
            Symbol.parse(ticker).map(Symbol::joined).stream().map(base -> base + quote))
        .distinct()
        .toList();
  }

  /// Returns the last `days` days of a venue; fetches what is missing. The venue's clock determines
  /// where they end if a request to it is needed anyway.
  MarketChart chart(CandleProvider provider, ChartRequest request) {
    MarketChart stored = stored(provider.name(), request);
    if (stored != null) return stored;
    Symbol symbol = symbol(provider, request);
    Series series =
        ingest
            .series()
            .register(
                provider.name(),
                symbol,
                interval(ingest.providers(), provider.name(), request.days()));
    int days = request.days();
    FetchAttempt outcome = flights.run(series.id(), days, () -> fetchIfDue(provider, series, days));
    Window window = window(series, outcome.venueTime(), request.days());
    MarketChart chart = read(window, fault(outcome));
    RuntimeException fault = outcome.fault();
    if (fault == null) requireKept(provider, window);
    else if (chart.prices().isEmpty()) throw fault;
    return chart;
  }

  /// Returns the same chart without a request to a venue; null when not all of it is stored. A
  /// range that was found complete is not looked up again while its series does not change.
  @Nullable MarketChart stored(String provider, ChartRequest request) {
    Interval interval = interval(ingest.providers(), provider, request.days());
    return storedNames(provider, request).stream()
        .map(name -> completeChart(new Key(provider, name, interval), request))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private @Nullable MarketChart completeChart(Key key, ChartRequest request) {
    Instant now = ingest.clock().instant();
    CompleteRange known = completeRanges.get(key);
    if (known != null) {
      Window window = window(known.series(), now, request.days());
      if (known.covers(window, changes)) return read(window, null);
    }
    Series series =
        ingest.series().list(key.provider(), key.symbol(), key.interval()).stream()
            .findFirst()
            .orElse(null);
    if (series == null) return null;
    Window window = window(series, now, request.days());
    long stamp = changes.version(ChangeFeed.seriesTopic(series.id()));
    if (!openSpans(window).isEmpty()) return null;
    completeRanges.put(key, new CompleteRange(series, window.from(), window.to(), stamp));
    return read(window, null);
  }

  private Window window(Series series, Instant now, int days) {
    Instant to = series.grid().floor(now);
    Instant from = to.minus(Duration.ofDays(days));
    Instant bounded = from.isBefore(CandleStore.MIN_OPEN_TIME) ? CandleStore.MIN_OPEN_TIME : from;
    return new Window(series, series.grid().ceiling(bounded), to);
  }

  private List<Span> openSpans(Window window) {
    return ingest.coverage().find(window.series().id()).spansToFetch(window.from(), window.to());
  }

  private FetchAttempt fetchIfDue(CandleProvider provider, Series series, int days) {
    Instant now = ingest.clock().instant();
    FetchAttempt last = attempts.get(series.id());
    if (last != null && last.satisfies(now, days)) return last;
    FetchAttempt outcome = fetch(provider, series, days, now);
    attempts.put(series.id(), outcome);
    return outcome;
  }

  private FetchAttempt fetch(CandleProvider provider, Series series, int days, Instant now) {
    Instant venueTime = now;
    try {
      venueTime = provider.now();
      Window window = window(series, venueTime, days);
      SeriesFetch.Request request =
          new SeriesFetch.Request(series, window.from(), window.to(), null, () -> false);
      new SeriesFetch(ingest, provider, RetryPolicy.none(ingest.clock()), request).fetch();
      return new FetchAttempt(now, days, venueTime, null);
    } catch (ProviderException e) {
      if (e.kind() == Kind.UNKNOWN_SYMBOL || e.kind() == Kind.UNKNOWN_QUOTE) {
        if (series.candles() == 0) ingest.series().delete(series.id());
        throw e;
      }
      return new FetchAttempt(now, days, venueTime, e);
    }
  }

  /// Rejects a range that goes further back than the venue keeps, unless it is stored.
  private void requireKept(CandleProvider provider, Window window) {
    boolean gone =
        ingest.coverage().find(window.series().id()).spans().stream()
            .anyMatch(span ->
                Coverage.NOT_KEPT.equals(span.reason())
                    && span.from().isBefore(window.to())
                    && span.to().isAfter(window.from()));
    if (!gone) return;
    Grid grid = window.series().grid();
    Instant kept = provider.keptSince(grid).orElse(window.from());
    throw new ProviderException(
        provider.name(),
        Kind.RANGE_LIMIT,
        "keeps candles of %s since %s only; request at most %d days"
            .formatted(grid.interval(), kept, Duration.between(kept, window.to()).toDays()));
  }

  private static @Nullable String fault(FetchAttempt outcome) {
    return outcome.fault() == null ? null : outcome.fault().getMessage();
  }

  /// Returns the stored part of a window; the price of a candle applies from its end on.
  MarketChart read(Window window, @Nullable String fault) {
    Series series = window.series();
    String topic = ChangeFeed.seriesTopic(series.id());
    long stamp = changes.version(topic);
    CandleSeries candles = cache.series(series, window.from(), window.to());
    Grid grid = series.grid();
    long[] times = new long[candles.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = Grid.micros(grid.next(Grid.instant(candles.openMicros()[i])));
    }
    Instant last = times.length == 0 ? window.from() : Grid.instant(times[times.length - 1]);
    Instant now = ingest.clock().instant();
    boolean complete = fault == null && !last.isBefore(window.to());
    Instant until = complete ? grid.next(window.to()) : now.plus(RETRY_DELAY);
    return new MarketChart(
        new PriceSeries(times, candles.close()),
        series.provider(),
        series.symbol().base(),
        series.symbol().quote(),
        series.interval(),
        last,
        fault,
        new MarketChart.Validity(until, topic, stamp));
  }
}
