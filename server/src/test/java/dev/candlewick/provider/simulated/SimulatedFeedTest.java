package dev.candlewick.provider.simulated;

import static dev.candlewick.testing.RecordingListener.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider.CandleQuery;
import dev.candlewick.provider.Feed;
import dev.candlewick.provider.FeedHealth.State;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.provider.client.Timing;
import dev.candlewick.testing.RecordingListener;
import dev.candlewick.testing.SteppingClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Proves that the feed of the simulated venue publishes what its requests return, to the last
/// digit.
class SimulatedFeedTest {
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:30.250Z");
  private static final Symbol BTC = new Symbol("BTC", "USDT");
  private static final FeedTopic.Prints PRINTS = new FeedTopic.Prints(BTC);

  private final SteppingClock clock = new SteppingClock(NOW);
  private final SimulatedProvider venue =
      new SimulatedProvider(7, new Timing(clock, clock::nanos, clock::advance, () -> 0.5));

  /// Runs the feed as fast as possible until so much time has passed.
  private RecordingListener listen(Duration time, FeedTopic... topics) {
    RecordingListener listener = new RecordingListener();
    Feed feed = venue.openFeed(listener).orElseThrow();
    feed.setTopics(Set.of(topics));
    Instant end = NOW.plus(time);
    await("the end", () -> !clock.instant().isBefore(end));
    assertThat(feed.health().state()).isEqualTo(State.LIVE);
    feed.close();
    return listener;
  }

  private List<Candle> rest(Interval interval) {
    Grid grid = new Grid(interval, SimulatedProvider.START);
    CandleQuery query = new CandleQuery(BTC, grid, grid.floor(NOW), clock.instant(), 1000);
    var page = venue.fetchCandles(query).candles();
    List<Candle> candles = new ArrayList<>();
    for (int row = 0; row < page.size(); row++) candles.add(page.candle(row));
    return candles;
  }

  @Test
  void closedCandlesAreThoseOfTheRestInterface() {
    RecordingListener listener =
        listen(
            Duration.ofMinutes(31),
            new FeedTopic.Candles(BTC, Interval.M1),
            new FeedTopic.Candles(BTC, Interval.M5));
    for (Interval interval : List.of(Interval.M1, Interval.M5)) {
      List<Candle> received =
          listener.candles().stream()
              .filter(t -> t.interval() == interval && t.closed())
              .map(RecordingListener.ReceivedCandle::candle)
              .toList();
      assertThat(received).hasSizeGreaterThan(5).isSubsetOf(rest(interval));
    }
    assertThat(listener.subscribed()).hasSize(1);
  }

  @Test
  void aRunningCandleGrowsIntoTheClosedOne() {
    RecordingListener listener =
        listen(Duration.ofMinutes(3), new FeedTopic.Candles(BTC, Interval.M1));
    Instant open = Instant.parse("2026-11-01T00:01:00Z");
    List<RecordingListener.ReceivedCandle> received =
        listener.candles().stream().filter(t -> t.candle().openTime().equals(open)).toList();
    assertThat(received).hasSize(60);
    assertThat(received.getLast().closed()).isTrue();
    for (int i = 1; i < received.size(); i++) {
      Candle before = received.get(i - 1).candle();
      Candle now = received.get(i).candle();
      assertThat(now.volume()).isGreaterThan(before.volume());
      assertThat(now.high()).isGreaterThanOrEqualTo(before.high());
      assertThat(now.low()).isLessThanOrEqualTo(before.low());
      assertThat(now.open()).isEqualTo(before.open());
    }
  }

  @Test
  void printsRiseByOneAndMakeTheCandle() {
    RecordingListener listener = listen(Duration.ofMinutes(3), PRINTS);
    List<Long> numbers = listener.prints().stream().map(p -> p.number().orElseThrow()).toList();
    assertThat(numbers)
        .isEqualTo(
            LongStream.range(numbers.getFirst(), numbers.getFirst() + numbers.size())
                .boxed()
                .toList());
    Candle minute = rest(Interval.M1).get(1);
    List<Print> prints =
        listener.prints().stream()
            .filter(p -> !p.time().isBefore(minute.openTime()))
            .filter(p -> !p.time().isAfter(minute.closeTime()))
            .toList();
    assertThat(prints).hasSize(240);
    assertThat(prints.getFirst().price()).isEqualTo(minute.open());
    assertThat(prints.getLast().price()).isEqualTo(minute.close());
    assertThat(prints.stream().map(Print::price).max(BigDecimal::compareTo))
        .contains(minute.high());
    assertThat(prints.stream().map(Print::price).min(BigDecimal::compareTo)).contains(minute.low());
    assertThat(prints.stream().map(Print::qty).reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(minute.volume());
    assertThat(
            prints.stream()
                .filter(p -> p.taker() == Print.Side.BUY)
                .map(Print::qty)
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(minute.takerBaseVolume());
    assertThat(prints).isNotEmpty().allMatch(p -> p.qty().signum() > 0);
  }

  @Test
  void printsAreTheSameWheneverTheyAreRequested() {
    RecordingListener listener = listen(Duration.ofMinutes(6), PRINTS);
    List<Print> received = listener.prints();
    List<Print> requested = venue.fetchPrints(BTC, 1000);
    assertThat(requested).hasSize(1000).doesNotHaveDuplicates();
    assertThat(requested.stream().filter(received::contains).count()).isGreaterThan(900);
    Print first = received.getFirst();
    long last = first.number().orElseThrow() + 1200;
    List<Print> page = venue.fetchMissedPrints(BTC, first, last);
    assertThat(page).isEqualTo(received.subList(1, 1001));
    assertThat(venue.fetchMissedPrints(BTC, page.getLast(), last))
        .isEqualTo(received.subList(1001, 1200));
    assertThat(venue.fetchMissedPrints(BTC, received.get(1199), last)).isEmpty();
  }

  /// One outage in 400 blocks of six hours: a year contains some.
  @Test
  void numbersRiseByOneAcrossAnOutage() {
    SimulatedMarket market = new SimulatedMarket(7, BTC);
    SimulatedPrints prints = new SimulatedPrints(BTC, market);
    Instant minute = Instant.parse("2024-01-01T00:00:00Z");
    while (market.candle(minute, minute.plusSeconds(60)).isPresent()) {
      minute = minute.plusSeconds(60);
    }
    Print before = prints.second(minute.minusSeconds(1)).getLast();
    assertThat(prints.second(minute)).isEmpty();
    Instant end = minute;
    while (market.candle(end, end.plusSeconds(60)).isEmpty()) end = end.plusSeconds(60);
    Print after = prints.second(end).getFirst();
    assertThat(after.number().orElseThrow()).isEqualTo(before.number().orElseThrow() + 1);
  }

  @Test
  void theLastPriceIsTheLastPrint() {
    RecordingListener listener = listen(Duration.ofSeconds(90), PRINTS, new FeedTopic.Last(BTC));
    LastPrice last = listener.lasts().getFirst();
    Print print =
        listener.prints().stream()
            .filter(p -> p.time().isBefore(last.time()))
            .reduce((one, two) -> two)
            .orElseThrow();
    assertThat(last.price()).isEqualTo(print.price());
    assertThat(last.day()).isNotNull();
  }

  @Test
  void aFeedThatWasPausedSubscribesAgain() {
    RecordingListener listener = new RecordingListener();
    try (Feed feed = venue.openFeed(listener).orElseThrow()) {
      assertThat(feed.health().state()).isEqualTo(State.IDLE);
      feed.setTopics(Set.of(PRINTS));
      await("a subscription", () -> listener.subscribed().size() == 1);
      clock.advance(Duration.ofHours(1));
      await("another subscription", () -> listener.subscribed().size() >= 2);
    }
  }

  /// A topic without a symbol cannot be computed.
  @Test
  @SuppressWarnings("NullAway")
  void aTopicThatCannotBeComputedIsReportedAndAffectsNoOther() {
    RecordingListener listener = new RecordingListener();
    try (Feed feed = venue.openFeed(listener).orElseThrow()) {
      feed.setTopics(Set.of(PRINTS, new FeedTopic.Last(null)));
      await("the fault", () -> String.valueOf(feed.health().fault()).contains("internal error"));
      int before = listener.prints().size();
      await("more prints", () -> listener.prints().size() > before + 20);
      assertThat(feed.health().state()).isEqualTo(State.CONNECTING);
      feed.setTopics(Set.of(PRINTS));
      await("all again", () -> feed.health().state() == State.LIVE);
    }
  }
}
