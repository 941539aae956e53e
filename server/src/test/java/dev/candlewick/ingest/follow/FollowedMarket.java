package dev.candlewick.ingest.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.bus.BusEvent;
import dev.candlewick.bus.LocalBus;
import dev.candlewick.ingest.Ingest;
import dev.candlewick.ingest.Providers;
import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Print;
import dev.candlewick.market.Series;
import dev.candlewick.series.Coverage.Span;
import dev.candlewick.series.Coverage.State;
import dev.candlewick.store.Database;
import dev.candlewick.store.candle.BackfillStore;
import dev.candlewick.store.candle.CandleStore;
import dev.candlewick.store.candle.CoverageStore;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.store.price.PrintFeedStore;
import dev.candlewick.store.price.PrintStore;
import dev.candlewick.testing.SteppingClock;
import dev.candlewick.testing.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// A scripted market that is followed into a real database, with a clock that the test controls. It
/// starts with the first candle and the first print stored.
final class FollowedMarket implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  final SteppingClock clock;
  final ScriptedMarket market;
  final Ingest ingest;
  final PrintStore prints;
  final List<BusEvent> events = new CopyOnWriteArrayList<>();
  final List<String> log = new CopyOnWriteArrayList<>();
  private final Truth truth;
  private final PrintFeedStore printFeeds;
  private final Series series;
  private VenueFeeds feeds;
  private Follower follower;

  FollowedMarket(Database database, Truth truth) {
    this.truth = truth;
    Instant start = Truth.GRID.next(truth.candles().getFirst().openTime());
    this.clock = new SteppingClock(start);
    this.market = new ScriptedMarket(clock, truth.candles(), truth.prints());
    this.ingest =
        new Ingest(
            new Providers(List.of(market)),
            new SeriesStore(database),
            new CandleStore(database),
            new CoverageStore(database),
            new BackfillStore(database),
            clock,
            wait -> {});
    this.prints = new PrintStore(database);
    this.printFeeds = new PrintFeedStore(database);
    printFeeds.add(new PrintFeedStore.PrintFeed(ScriptedMarket.NAME, Truth.SYMBOL));
    this.series =
        ingest.series().register(ScriptedMarket.NAME, Truth.SYMBOL, Truth.GRID.interval());
    ingest.series().setFollow(series.id(), true);
    Candle first = truth.candles().getFirst();
    Span span = new Span(first.openTime(), start, State.COVERED, null);
    ingest.candles().savePage(series, CandleBatch.of(List.of(first)), List.of(span), null);
    if (!truth.prints().isEmpty()) {
      prints.saveAll(ScriptedMarket.NAME, truth.prints().subList(0, 1));
    }
    start();
  }

  private void start() {
    build();
    feeds.open();
    follower.runRound();
  }

  private void build() {
    LocalBus bus = new LocalBus(System.err::println);
    bus.subscribe(events::add);
    feeds = new VenueFeeds(ingest, prints, printFeeds, bus, log::add);
    follower = new Follower(ingest, feeds, message -> {});
  }

  /// Starts again as the server does: by itself, as soon as no other process follows.
  Follower follow() {
    build();
    follower.start();
    return follower;
  }

  /// Stops in the middle of its work and starts again.
  void crash() {
    stop();
    again();
  }

  void stop() {
    feeds.close();
  }

  /// Starts again after a stop.
  void again() {
    events.clear();
    start();
  }

  /// Runs what the follower does each second.
  void round() {
    follower.runRound();
  }

  void at(Instant time) {
    Duration step = Duration.between(clock.instant(), time);
    if (step.isPositive()) clock.advance(step);
  }

  /// Delivers a candle through the feed when it has closed.
  void close(Candle candle) {
    at(Truth.GRID.next(candle.openTime()));
    market.deliver(feed -> feed.onCandle(Truth.SYMBOL, Truth.GRID.interval(), candle, true));
  }

  void print(Print print) {
    at(print.time());
    market.deliver(feed -> feed.onPrint(print));
  }

  FeedReport report() {
    return feeds.report(ScriptedMarket.NAME);
  }

  List<Candle> stored() {
    CandleBatch batch =
        ingest.candles().batch(series, CandleStore.MIN_OPEN_TIME, CandleStore.OPEN_TIME_END);
    return IntStream.range(0, batch.size()).mapToObj(batch::candle).toList();
  }

  List<Long> storedPrints() {
    return prints.page(new PrintStore.Filter(null, null, null), 1_000_000, 0).rows().stream()
        .map(row -> row.print().number().orElseThrow())
        .sorted()
        .toList();
  }

  /// Verifies that everything older than the newest is stored, and that the coverage agrees.
  void requireNoGap() {
    List<Candle> stored = stored();
    assertThat(opens(stored)).isEqualTo(opens(truth.candles().subList(0, stored.size())));
    List<Long> numbers = storedPrints();
    assertThat(numbers).isEqualTo(numbers(truth.prints().subList(0, numbers.size())));
    Instant at = stored.getFirst().openTime();
    Instant end = Truth.GRID.next(stored.getLast().openTime());
    for (Span span : ingest.coverage().find(series.id()).spans()) {
      if (!span.from().isBefore(end)) break;
      assertThat(span.from()).isEqualTo(at);
      assertThat(span.state()).isIn(State.COVERED, State.CONFIRMED_EMPTY);
      at = span.to();
    }
    assertThat(at).isEqualTo(end);
  }

  private static List<Instant> opens(List<Candle> candles) {
    return candles.stream().map(Candle::openTime).toList();
  }

  static List<Long> numbers(List<Print> prints) {
    return prints.stream().map(print -> print.number().orElseThrow()).toList();
  }

  /// Returns the numbers of the published prints, in order.
  List<Long> publishedPrints() {
    return events.stream()
        .filter(BusEvent.PrintReceived.class::isInstance)
        .map(event -> ((BusEvent.PrintReceived) event).print().number().orElseThrow())
        .toList();
  }

  /// Returns the published candles, in order.
  List<BusEvent.CandleUpdated> publishedCandles() {
    return events.stream()
        .filter(BusEvent.CandleUpdated.class::isInstance)
        .map(BusEvent.CandleUpdated.class::cast)
        .toList();
  }

  boolean complete() {
    return stored().size() == truth.candles().size()
        && storedPrints().size() == truth.prints().size();
  }

  /// Waits until the condition is true.
  void until(BooleanSupplier condition) {
    Waiting.untilTrue(TIMEOUT, "a state of the followed market", condition);
  }

  static void pause(long millis) {
    Waiting.delay(Duration.ofMillis(millis));
  }

  /// Does the same while the clock advances and the follower runs.
  void advanceUntil(BooleanSupplier condition) {
    until(() -> {
      clock.advance(Duration.ofSeconds(1));
      follower.runRound();
      return condition.getAsBoolean();
    });
  }

  @Override
  public void close() {
    feeds.close();
  }
}
