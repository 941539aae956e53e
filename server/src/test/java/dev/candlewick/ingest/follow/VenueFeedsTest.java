package dev.candlewick.ingest.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.bus.BusEvent;
import dev.candlewick.ingest.fetch.Settling;
import dev.candlewick.market.Candle;
import dev.candlewick.market.LastPrice;
import dev.candlewick.market.Print;
import dev.candlewick.provider.FeedTopic;
import dev.candlewick.store.Database;
import dev.candlewick.testing.Candles;
import dev.candlewick.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A feed beside its venue's REST API, with one of them down: what is requested, stored and
/// published.
class VenueFeedsTest {
  private static final Instant START = Instant.parse("2025-03-01T00:00:00Z");

  private final List<Candle> candles = new ArrayList<>();
  private final List<Print> prints = new ArrayList<>();
  private final Database database = TestDatabase.create();
  private final FollowedMarket followed;

  VenueFeedsTest() {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      Instant open = Truth.GRID.plus(START, i);
      candles.add(Candles.one(Truth.GRID, open, random));
      prints.add(Truth.print(500 + i, open, 3));
    }
    followed = new FollowedMarket(database, new Truth(candles, prints));
  }

  @AfterEach
  void close() {
    followed.close();
    database.close();
  }

  @Test
  void aCandleRevisedAfterItsDeliveryIsCorrectedOnceItHasSettled() {
    for (int i = 1; i < 5; i++) followed.close(candles.get(i));
    stored(5);
    Candle revised = Candles.withVolume(candles.get(2), new BigDecimal("4.25"));
    followed.market.add(revised);
    int before = followed.market.candleRequests.get();
    followed.until(() -> {
      followed.clock.advance(Duration.ofSeconds(30));
      followed.round();
      return followed.stored().get(2).equals(revised);
    });
    assertThat(followed.clock.instant()).isAfter(candles.get(2).closeTime().plus(Settling.TIME));
    assertThat(followed.ingest.candles().totals().corrected()).isEqualTo(1);
    assertThat(followed.market.candleRequests.get() - before).isGreaterThanOrEqualTo(1);
  }

  private void stored(int count) {
    followed.until(() -> followed.stored().size() == count);
    assertThat(followed.stored()).hasSize(count);
    followed.requireNoGap();
  }

  @Test
  void followedSeriesAndPrintFeedsAreSubscribed() {
    assertThat(followed.market.wanted())
        .containsExactlyInAnyOrder(
            new FeedTopic.Candles(Truth.SYMBOL, Truth.GRID.interval()),
            new FeedTopic.Prints(Truth.SYMBOL),
            new FeedTopic.Last(Truth.SYMBOL));
  }

  @Test
  void aWorkingFeedCausesOneRequestInTenMinutesForSettledCandles() {
    for (Candle candle : candles.subList(1, 50)) {
      followed.close(candle);
      followed.round();
      followed.clock.advance(Duration.ofSeconds(5));
      followed.until(() -> followed.stored().getLast().openTime().equals(candle.openTime()));
      followed.round();
    }
    stored(50);
    assertThat(followed.market.candleRequests.get()).isEqualTo(4);
    assertThat(followed.ingest.candles().totals().corrected()).isZero();
    assertThat(followed.report().candles()).isEqualTo(49);
  }

  @Test
  void aSilentFeedIsReplacedByRequestsAfterATimeout() {
    followed.close(candles.get(1));
    stored(2);
    followed.at(Truth.GRID.plus(START, 3).plusSeconds(9));
    followed.round();
    assertThat(followed.market.candleRequests.get()).isZero();
    followed.at(Truth.GRID.plus(START, 3).plusSeconds(10));
    followed.round();
    stored(3);
  }

  @Test
  void aFeedThatNeverReportsClosedCandlesIsNotWaitedFor() {
    update(candles.get(1), false);
    update(candles.get(2), false);
    followed.at(Truth.GRID.plus(START, 2).plusSeconds(2));
    followed.round();
    stored(2);
  }

  @Test
  void aFeedThatIsDownIsReplacedByRequests() {
    followed.market.feedDown = true;
    followed.at(Truth.GRID.plus(START, 2).plusSeconds(1));
    followed.round();
    assertThat(followed.market.candleRequests.get()).isZero();
    followed.at(Truth.GRID.plus(START, 2).plusSeconds(2));
    followed.round();
    stored(2);
  }

  @Test
  void candlesThatContinueTheSeriesAreStoredWhileRequestsFail() {
    followed.market.restDown = true;
    for (Candle candle : candles.subList(1, 60)) followed.close(candle);
    stored(60);
  }

  @Test
  void aCandleNeverOpensAGap() {
    followed.market.restDown = true;
    followed.close(candles.get(1));
    followed.close(candles.get(3));
    followed.close(candles.get(4));
    stored(2);
    followed.round();
    FollowedMarket.pause(300);
    assertThat(followed.stored()).hasSize(2);
    followed.market.restDown = false;
    followed.advanceUntil(() -> followed.stored().size() >= 5);
    followed.requireNoGap();
  }

  @Test
  void candlesBeyondTheQueueAreFetchedLater() {
    followed.market.restDown = true;
    for (Candle candle : candles.subList(2, 150)) followed.close(candle);
    followed.round();
    followed.market.restDown = false;
    followed.advanceUntil(() -> followed.stored().size() >= 150);
    followed.requireNoGap();
  }

  @Test
  void nothingIsMissingAfterAnOutageOfFeedAndRequests() {
    followed.close(candles.get(1));
    followed.market.feedDown = true;
    followed.market.restDown = true;
    followed.at(Truth.GRID.plus(START, 100));
    followed.round();
    followed.market.restDown = false;
    followed.market.reconnect();
    followed.print(prints.get(150));
    followed.close(candles.get(150));
    followed.advanceUntil(
        () -> followed.stored().size() > 150 && followed.storedPrints().size() == 151);
    followed.requireNoGap();
    assertThat(followed.report().recovered()).isEqualTo(149);
  }

  @Test
  void aCandleIsPublishedAsItChangesAndNeverBackwards() {
    Candle first = candles.get(1);
    Candle half = Candles.withVolume(first, first.volume().divide(BigDecimal.TWO));
    Candle next = candles.get(2);
    update(half, false);
    update(first, false);
    update(half, false);
    update(first, true);
    update(first, true);
    update(first, false);
    update(next, false);
    update(first, true);
    assertThat(followed.publishedCandles())
        .extracting(BusEvent.CandleUpdated::candle)
        .containsExactly(half, first, first, next);
    assertThat(followed.publishedCandles())
        .extracting(BusEvent.CandleUpdated::closed)
        .containsExactly(false, false, true, false);
  }

  private void update(Candle candle, boolean closed) {
    followed.market.deliver(
        feed -> feed.onCandle(Truth.SYMBOL, Truth.GRID.interval(), candle, closed));
  }

  private List<Candle> publishedClosed() {
    return followed.publishedCandles().stream()
        .filter(BusEvent.CandleUpdated::closed)
        .map(BusEvent.CandleUpdated::candle)
        .sorted(Comparator.comparing(Candle::openTime))
        .toList();
  }

  @Test
  void candlesTheFeedLeavesOutArePublishedOnceStored() {
    followed.close(candles.get(1));
    followed.market.feedDown = true;
    followed.at(Truth.GRID.plus(START, 100));
    followed.market.reconnect();
    followed.close(candles.get(100));
    followed.advanceUntil(() -> followed.stored().size() >= 101);
    followed.close(candles.get(105));
    followed.advanceUntil(() -> followed.stored().size() >= 110);
    followed.close(candles.get(109));
    followed.round();
    assertThat(publishedClosed())
        .usingElementComparator(Comparator.comparing(Candle::openTime))
        .isEqualTo(candles.subList(1, followed.stored().size()));
  }

  @Test
  void closedCandlesThatAFeedNeverReportsArePublished() {
    for (Candle candle : candles.subList(1, 4)) update(candle, false);
    followed.at(Truth.GRID.plus(START, 4).plusSeconds(2));
    followed.round();
    stored(4);
    assertThat(publishedClosed()).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void oldCandlesAreStoredButNotPublished() {
    Instant end = Truth.GRID.plus(START, 4_000);
    for (int i = 200; i < 4_000; i++) {
      followed.market.add(Candles.one(Truth.GRID, Truth.GRID.plus(START, i), new Random(i)));
    }
    followed.at(end.plusSeconds(2));
    followed.round();
    followed.until(() -> followed.stored().size() == 4_000);
    assertThat(publishedClosed()).hasSize(PublishedCandles.MAX_LATE);
    assertThat(publishedClosed().getLast().openTime()).isEqualTo(Truth.GRID.plus(START, 3_999));
  }

  @Test
  void anInvalidCandleIsNeitherPublishedNorStored() {
    Candle sound = candles.get(1);
    update(Candles.withVolume(sound, BigDecimal.ONE.negate()), true);
    assertThat(followed.publishedCandles()).isEmpty();
    followed.close(sound);
    stored(2);
  }

  @Test
  void lastPricesArePublished() {
    LastPrice last = new LastPrice(Truth.SYMBOL, BigDecimal.TEN, START, null);
    followed.market.deliver(feed -> feed.onLastPrice(last));
    assertThat(followed.events)
        .containsExactly(new BusEvent.LastPriceUpdated(ScriptedMarket.NAME, last));
  }

  @Test
  void missedPrintsAreRequestedStoredAndPublishedOnce() {
    followed.print(prints.get(1));
    followed.print(prints.get(9));
    followed.print(prints.get(9));
    followed.advanceUntil(() -> followed.storedPrints().size() == 10);
    assertThat(followed.publishedPrints()).doesNotHaveDuplicates().hasSize(9);
    assertThat(followed.report().recovered()).isEqualTo(7);
    assertThat(followed.report().duplicates()).isEqualTo(1);
    followed.market.deliver(feed -> feed.onPrintIdReached(Truth.SYMBOL, 512));
    followed.advanceUntil(() -> followed.storedPrints().size() == 13);
    assertThat(followed.report().lost()).isZero();
  }

  @Test
  void afterARestartTheLastStoredPrintDeterminesWhatIsMissing() {
    followed.print(prints.get(1));
    followed.until(() -> followed.storedPrints().size() == 2);
    followed.crash();
    followed.print(prints.get(20));
    followed.advanceUntil(() -> followed.storedPrints().size() == 21);
    followed.requireNoGap();
  }

  @Test
  void aBurstLosesNoClosedCandleAndNoPrint() {
    followed.market.restDown = true;
    followed.at(Truth.GRID.plus(START, 200));
    for (Candle candle : candles.subList(1, 61)) {
      for (int part = 1; part <= 80; part++) {
        BigDecimal some = candle.volume().multiply(BigDecimal.valueOf(part, 2));
        update(Candles.withVolume(candle, some), false);
      }
      update(candle, true);
    }
    prints.subList(1, 200).forEach(print -> followed.market.deliver(feed -> feed.onPrint(print)));
    stored(61);
    followed.until(() -> followed.storedPrints().size() == 200);
    assertThat(followed.publishedPrints()).hasSize(199).isSorted();
  }

  /// Returns a print that the database always rejects.
  private static Print empty(Print print) {
    return new Print(
        print.symbol(), print.price(), BigDecimal.ZERO, print.time(), null, print.tradeId());
  }

  @Test
  void aPrintThatCannotBeStoredAffectsNoOther() {
    followed.print(prints.get(1));
    followed.print(empty(prints.get(2)));
    prints.subList(3, 20).forEach(followed::print);
    followed.until(() -> followed.storedPrints().size() == 19);
    assertThat(followed.storedPrints()).doesNotContain(502L);
    assertThat(followed.report().lost()).isEqualTo(1);
  }

  @Test
  void nothingIsDroppedWhileNothingCanBeStored() {
    followed.print(empty(prints.get(1)));
    followed.until(() -> followed.log.stream().anyMatch(line -> line.contains(" wait: ")));
    assertThat(followed.report().lost()).isZero();
    followed.print(prints.get(2));
    followed.until(() -> followed.report().lost() == 1);
    assertThat(followed.storedPrints()).containsExactly(500L, 502L);
  }
}
