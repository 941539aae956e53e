package dev.candlewick.provider.simulated;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.Feed;
import dev.candlewick.provider.FeedListener;
import dev.candlewick.provider.FeedProvider;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.PriceProvider;
import dev.candlewick.provider.PrintProvider;
import dev.candlewick.provider.VenueBudget;
import dev.candlewick.provider.VenueHealth;
import dev.candlewick.provider.client.Timing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A simulated market: deterministic by seed and symbol, any interval, any range since 2010 up to
/// now, with outages and bursts. Longer candles are the exact roll-up of its minutes.
public final class SimulatedProvider
    implements CandleProvider, PriceProvider, PrintProvider, FeedProvider {
  /// The provider's name.
  public static final String NAME = "simulated";

  /// Its first minute, on a Monday.
  public static final Instant START = Instant.parse("2010-01-04T00:00:00Z");

  private static final int PAGE = 1000;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /// The time in which a page is computed.
  private static final Duration PAGE_TIME = Duration.ofMillis(20);

  private final long seed;
  private final InstantSource clock;
  private final Timing timing;

  public SimulatedProvider(long seed, InstantSource clock) {
    this(seed, Timing.of(clock));
  }

  /// A provider whose waiting a test can control.
  public SimulatedProvider(long seed, Timing clockwork) {
    this.seed = seed;
    this.clock = clockwork.clock();
    this.timing = clockwork;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String displayName() {
    return "Simulated";
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
  public CandlePage fetchCandles(CandleQuery query) {
    Instant now = clock.instant();
    SimulatedMarket market = new SimulatedMarket(seed, query.symbol());
    Grid grid = query.grid();
    CandleBatch.Builder batch = new CandleBatch.Builder(Math.min(query.limit(), PAGE));
    Instant open = grid.ceiling(max(query.from(), grid.ceiling(START)));
    while (open.isBefore(query.to()) && batch.size() < Math.min(query.limit(), PAGE)) {
      Instant next = grid.next(open);
      if (next.isAfter(now)) break;
      market.candle(open, next).ifPresent(candle -> batch.add(candle));
      open = next;
    }
    return new CandlePage(batch.build(), now);
  }

  private static Instant max(Instant one, Instant two) {
    return one.isAfter(two) ? one : two;
  }

  @Override
  public Optional<Instant> fetchFirstOpen(Symbol symbol, Interval interval) {
    return Optional.of(new Grid(interval, START).ceiling(START));
  }

  @Override
  public List<Listing> fetchListings() {
    return List.of(
        listed("BTC"), listed("ETH"), listed("SOL"), listed("BNB"), listed("XRP"), listed("DOGE"));
  }

  @Override
  public boolean listsAll() {
    return true;
  }

  private static Listing listed(String base) {
    Symbol symbol = new Symbol(base, "USDT");
    return Listing.of(symbol.joined(), symbol, true);
  }

  /// The close of the newest closed minute, in any quote, equal to that of its candles.
  @Override
  public Prices fetchPrices(Collection<Instrument> instruments, String quote) {
    Instant end = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    List<Price> prices =
        instruments.stream()
            .map(instrument ->
                new Price(instrument, close(new Symbol(instrument.ticker(), quote), end)))
            .toList();
    return new Prices(prices, List.of());
  }

  /// An outage has no minutes, so the search goes back to the minute before it.
  private BigDecimal close(Symbol symbol, Instant end) {
    SimulatedMarket market = new SimulatedMarket(seed, symbol);
    Instant to = end;
    while (true) {
      Optional<Candle> candle = market.candle(to.minus(MINUTE), to);
      if (candle.isPresent()) return candle.get().close();
      to = to.minus(MINUTE);
    }
  }

  @Override
  public List<Print> fetchPrints(Symbol symbol, int limit) {
    return printsOf(symbol).newest(clock.instant(), Math.clamp(limit, 1, PAGE));
  }

  private SimulatedPrints printsOf(Symbol symbol) {
    return new SimulatedPrints(symbol, new SimulatedMarket(seed, symbol));
  }

  @Override
  public boolean supports(FeedTopic topic) {
    return true;
  }

  @Override
  public Optional<Feed> openFeed(FeedListener listener) {
    return Optional.of(new SimulatedFeed(seed, timing, listener));
  }

  @Override
  public List<Print> fetchMissedPrints(Symbol symbol, Print after, long before) {
    return printsOf(symbol).between(after, before, clock.instant(), PAGE);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public VenueHealth health() {
    return new VenueHealth(
        NAME, VenueHealth.State.CLOSED, VenueBudget.unlimited(PAGE_TIME), null, null);
  }
}
