package dev.candlewick.provider.binance;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.BudgetLedger;
import dev.candlewick.provider.CandleProvider.CandleQuery;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.client.InMemoryBudgetLedger;
import dev.candlewick.provider.client.Timing;
import dev.candlewick.testing.BinanceReplay;
import dev.candlewick.testing.SteppingClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A replayed venue with ten hourly candles, a provider that requests them, and a clock for both:
/// waiting takes no time.
final class BinanceRig implements AutoCloseable {
  static final Symbol BTC = new Symbol("BTC", "USDT");
  static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
  static final Duration HOUR = Duration.ofHours(1);

  final SteppingClock clock = new SteppingClock(FIRST.plus(HOUR.multipliedBy(20)));
  final InMemoryBudgetLedger ledger = new InMemoryBudgetLedger(clock);
  final BinanceReplay replay;
  final BinanceProvider provider;

  BinanceRig() {
    this(Map.of("BTCUSDT-1h", rows(10)));
  }

  BinanceRig(Map<String, List<String>> rows) {
    replay = BinanceReplay.of(rows).clock(clock);
    provider = provider(Duration.ofSeconds(5), replay.uri());
  }

  BinanceProvider provider(Duration timeout, URI... hosts) {
    return provider(ledger, timeout, hosts);
  }

  BinanceProvider provider(BudgetLedger shared, Duration timeout, URI... hosts) {
    return new BinanceProvider(
        List.of(hosts),
        timeout,
        shared,
        new Timing(clock, clock::nanos, clock::advance, () -> 0.5));
  }

  /// Fetches the venue's time first, so that the next request is for candles.
  BinanceRig knowingTheTime() {
    provider.fetchCandles(query(0, 1));
    return this;
  }

  static CandleQuery query(int fromHour, int toHour) {
    return query(BTC, Interval.H1, hour(fromHour), hour(toHour));
  }

  static CandleQuery query(Symbol symbol, Interval interval, Instant from, Instant to) {
    return new CandleQuery(symbol, Grid.of(interval), from, to, 1000);
  }

  CandleBatch candles(int fromHour, int toHour) {
    return provider.fetchCandles(query(fromHour, toHour)).candles();
  }

  ProviderException failure() {
    return failure(provider, query(0, 10));
  }

  static ProviderException failure(BinanceProvider provider, CandleQuery query) {
    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> provider.fetchCandles(query));
    if (failure == null) throw new AssertionError("the request succeeded");
    return failure;
  }

  static Instant hour(int hour) {
    return FIRST.plus(HOUR.multipliedBy(hour));
  }

  static List<String> rows(int count) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) rows.add(row(hour(i).toEpochMilli()));
    return rows;
  }

  static String row(long open) {
    return """
    [%d,"42283.58000000","42554.57000000","42261.02000000","42475.23000000",\
    "1271.68108000",%d,"53957248.97378900",47134,"682.57581000","28957416.81964500","0"]\
    """
        .formatted(open, open + HOUR.toMillis() - 1);
  }

  static List<Instant> opens(CandleBatch batch) {
    List<Instant> opens = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) opens.add(batch.openTime(i));
    return opens;
  }

  @Override
  public void close() {
    replay.close();
  }
}
