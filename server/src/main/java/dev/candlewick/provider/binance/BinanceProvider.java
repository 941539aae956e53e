package dev.candlewick.provider.binance;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.BudgetLedger;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.Clockwork;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.VenueClient;
import dev.candlewick.provider.VenueHealth;
import dev.candlewick.provider.VenueProfile;
import dev.candlewick.provider.VenueRequest;
import dev.candlewick.provider.VenueRequest.Parameter;
import dev.candlewick.provider.VenueTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Binance's spot market (binance-spot-api-docs, `rest-api.md`).
public final class BinanceProvider implements CandleProvider {
  /// The venue's name.
  public static final String NAME = "binance";

  private static final int PAGE = 1000;
  private static final int WEIGHT_PER_MINUTE = 6000;
  private static final int KLINES_WEIGHT = 2;
  private static final int TIME_WEIGHT = 1;
  private static final int LISTING_WEIGHT = 20;

  private final VenueClient client;
  private final VenueTime time;

  /// Binance at these hosts; the second is taken where the first refuses to serve us.
  public BinanceProvider(
      List<URI> hosts, Duration timeout, BudgetLedger ledger, Clockwork clockwork) {
    VenueProfile profile =
        VenueProfile.of(NAME, hosts, timeout, WEIGHT_PER_MINUTE, "X-MBX-USED-WEIGHT-1M");
    this.client = new VenueClient(profile, ledger, clockwork, BinanceErrors::read);
    this.time = new VenueTime(clockwork.nanos(), this::askTime);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Interval> intervals() {
    return EnumSet.allOf(Interval.class);
  }

  @Override
  public int pageSize() {
    return PAGE;
  }

  /// Both bounds are inclusive at the venue, so that the last millisecond before `to` is asked for.
  @Override
  public CandlePage candles(CandleQuery query) {
    Instant venueTime = time.now();
    List<Parameter> parameters = new ArrayList<>(series(query.symbol(), query.grid().interval()));
    int limit = Math.min(query.limit(), PAGE);
    long start = ceilingMillis(query.from());
    long end = ceilingMillis(query.to()) - 1;
    if (limit < 1 || end < start) return new CandlePage(CandleBatch.empty(), venueTime);
    parameters.add(new Parameter("startTime", Long.toString(start)));
    parameters.add(new Parameter("endTime", Long.toString(end)));
    parameters.add(new Parameter("limit", Integer.toString(limit)));
    VenueRequest request = new VenueRequest("/api/v3/klines", parameters, KLINES_WEIGHT);
    CandleBatch page = client.get(request, body -> KlinesParser.parse(body, limit));
    check(page, query, limit);
    return new CandlePage(closed(page, query.grid(), venueTime), venueTime);
  }

  private static long ceilingMillis(Instant time) {
    return -Math.floorDiv(-Grid.micros(time), 1000L);
  }

  /// A page that cannot be true is refused whole. That is no fault of the line, so it is neither
  /// asked for again here nor held against the venue's other series; whoever fetches narrows it
  /// down.
  private static void check(CandleBatch page, CandleQuery query, int limit) {
    page.fault(query.grid())
        .ifPresent(fault -> {
          throw malformed(
              "candle %d of the page, opened %s: %s"
                  .formatted(fault.row(), fault.openTime(), fault.message()));
        });
    if (page.size() > limit)
      throw malformed(page.size() + " candles where " + limit + " were asked");
    if (page.isEmpty()) return;
    Instant first = page.openTime(0);
    Instant last = page.openTime(page.size() - 1);
    if (first.isBefore(query.from()) || !last.isBefore(query.to())) {
      throw malformed(
          "candles from %s to %s where %s to %s were asked"
              .formatted(first, last, query.from(), query.to()));
    }
  }

  /// Without the candles that are still open by the venue's own clock.
  private static CandleBatch closed(CandleBatch page, Grid grid, Instant venueTime) {
    int end = page.size();
    while (end > 0 && grid.next(page.openTime(end - 1)).isAfter(venueTime)) end--;
    return end == page.size() ? page : page.slice(0, end);
  }

  @Override
  public Optional<Instant> firstOpen(Symbol symbol, Interval interval) {
    List<Parameter> parameters = new ArrayList<>(series(symbol, interval));
    parameters.add(new Parameter("startTime", "0"));
    parameters.add(new Parameter("limit", "1"));
    VenueRequest request = new VenueRequest("/api/v3/klines", parameters, KLINES_WEIGHT);
    CandleBatch page = client.get(request, body -> KlinesParser.parse(body, 1));
    return page.isEmpty() ? Optional.empty() : Optional.of(page.openTime(0));
  }

  private static List<Parameter> series(Symbol symbol, Interval interval) {
    return List.of(
        new Parameter("symbol", symbol.joined()), new Parameter("interval", interval.code()));
  }

  @Override
  public List<Listing> listing() {
    ExchangeInfo info =
        client.get(
            new VenueRequest(
                "/api/v3/exchangeInfo",
                List.of(new Parameter("showPermissionSets", "false")),
                LISTING_WEIGHT),
            ExchangeInfo::parse);
    client.allow(info.weightPerMinute());
    return info.listings();
  }

  @Override
  public VenueHealth health() {
    return client.health();
  }

  private Instant askTime() {
    return client.get(VenueRequest.of("/api/v3/time", TIME_WEIGHT), ExchangeInfo::parseTime);
  }

  static ProviderException malformed(String message) {
    return new ProviderException(NAME, ProviderException.Kind.MALFORMED, message);
  }

  static ProviderException malformed(String message, Exception cause) {
    return new ProviderException(NAME, ProviderException.Kind.MALFORMED, message, null, cause);
  }
}
