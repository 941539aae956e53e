package dev.candlewick.provider.client;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider.CandleQuery;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.testing.SteppingClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// A scripted venue, a ledger and a clock that share the same time: waiting takes none.
public final class VenueRig implements AutoCloseable {
  public static final Symbol BTC_USD = new Symbol("BTC", "USD");
  public static final Instrument BTC = coin("bitcoin", "BTC");
  public static final Instrument ETH = coin("ethereum", "ETH");

  public final SteppingClock clock;
  public final ScriptedVenue venue;
  public final InMemoryBudgetLedger ledger;

  /// A rig at this time of the local clock.
  public VenueRig(Instant now) {
    clock = new SteppingClock(now);
    ledger = new InMemoryBudgetLedger(clock);
    try {
      venue = new ScriptedVenue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Timing clockwork() {
    return new Timing(clock, clock::nanos, clock::advance, () -> 0.5);
  }

  public static Instrument coin(String id, String ticker) {
    return new Instrument(id, ticker, id);
  }

  public static CandleQuery query(Interval interval, Instant from, int candles) {
    Grid grid = Grid.of(interval);
    return new CandleQuery(BTC_USD, grid, from, grid.plus(from, candles), 1000);
  }

  public static ProviderException failure(ThrowingCallable request) {
    ProviderException failure = catchThrowableOfType(ProviderException.class, request);
    if (failure == null) throw new AssertionError("the request succeeded");
    return failure;
  }

  public static List<Instant> opens(CandleBatch batch) {
    List<Instant> opens = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) opens.add(batch.openTime(i));
    return opens;
  }

  /// Returns all requests except those for the time.
  public List<String> requestPaths() {
    return venue.requestPaths().stream()
        .filter(path -> !path.toLowerCase(Locale.ROOT).endsWith("/time"))
        .toList();
  }

  public static Duration minutes(long count) {
    return Duration.ofMinutes(count);
  }

  @Override
  public void close() {
    venue.close();
  }
}
