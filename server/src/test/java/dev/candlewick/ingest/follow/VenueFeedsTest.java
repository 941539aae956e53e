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
  private final FollowedMarket kept;

  VenueFeedsTest() {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      Instant open = Truth.GRID.plus(START, i);
      candles.add(Candles.one(Truth.GRID, open, random));
      prints.add(Truth.print(500 + i, open, 3));
    }
    kept = new FollowedMarket(database, new Truth(candles, prints));
  }

  @AfterEach
  void close() {
    kept.close();
    database.close();
  }

  @Test
  void aCandleRevisedAfterTheFeedToldItIsCorrectedOnceItHasSettled() {
    for (int i = 1; i < 5; i++) kept.close(candles.get(i));
    stored(5);
    Candle revised = Candles.withVolume(candles.get(2), new BigDecimal("4.25"));
    kept.market.happens(revised);
    int before = kept.market.candleRequests.get();
    kept.until(() -> {
      kept.clock.advance(Duration.ofSeconds(30));
      kept.round();
      return kept.stored().get(2).equals(revised);
    });
    assertThat(kept.clock.instant()).isAfter(candles.get(2).closeTime().plus(Settling.TIME));
    assertThat(kept.ingest.candles().totals().corrected()).isEqualTo(1);
    assertThat(kept.market.candleRequests.get() - before).isGreaterThanOrEqualTo(1);
  }

  private void stored(int count) {
    kept.until(() -> kept.stored().size() == count);
    assertThat(kept.stored()).hasSize(count);
    kept.requireNoHole();
  }

  @Test
  void whatIsFollowedAndKeptIsWanted() {
    assertThat(kept.market.wanted())
        .containsExactlyInAnyOrder(
            new FeedTopic.Candles(Truth.SYMBOL, Truth.GRID.interval()),
            new FeedTopic.Prints(Truth.SYMBOL),
            new FeedTopic.Last(Truth.SYMBOL));
  }

  @Test
  void aFeedThatWorksCausesNoRequestButOneInTenMinutesForWhatHasSettled() {
    for (Candle candle : candles.subList(1, 50)) {
      kept.close(candle);
      kept.round();
      kept.clock.advance(Duration.ofSeconds(5));
      kept.until(() -> kept.stored().getLast().openTime().equals(candle.openTime()));
      kept.round();
    }
    stored(50);
    assertThat(kept.market.candleRequests.get()).isEqualTo(4);
    assertThat(kept.ingest.candles().totals().corrected()).isZero();
    assertThat(kept.report().candles()).isEqualTo(49);
  }

  @Test
  void aFeedThatFallsSilentIsHelpedAfterAWhile() {
    kept.close(candles.get(1));
    stored(2);
    kept.at(Truth.GRID.plus(START, 3).plusSeconds(9));
    kept.round();
    assertThat(kept.market.candleRequests.get()).isZero();
    kept.at(Truth.GRID.plus(START, 3).plusSeconds(10));
    kept.round();
    stored(3);
  }

  @Test
  void aFeedThatNeverSaysWhatHasClosedIsNotWaitedFor() {
    move(candles.get(1), false);
    move(candles.get(2), false);
    kept.at(Truth.GRID.plus(START, 2).plusSeconds(2));
    kept.round();
    stored(2);
  }

  @Test
  void aFeedThatIsDownLeavesItToRequestsAsBefore() {
    kept.market.feedDown = true;
    kept.at(Truth.GRID.plus(START, 2).plusSeconds(1));
    kept.round();
    assertThat(kept.market.candleRequests.get()).isZero();
    kept.at(Truth.GRID.plus(START, 2).plusSeconds(2));
    kept.round();
    stored(2);
  }

  @Test
  void whileTheVenueCannotBeAskedWhatContinuesTheSeriesIsStoredAllTheSame() {
    kept.market.restDown = true;
    for (Candle candle : candles.subList(1, 60)) kept.close(candle);
    stored(60);
  }

  @Test
  void aCandleNeverOpensAHole() {
    kept.market.restDown = true;
    kept.close(candles.get(1));
    kept.close(candles.get(3));
    kept.close(candles.get(4));
    stored(2);
    kept.round();
    FollowedMarket.pause(300);
    assertThat(kept.stored()).hasSize(2);
    kept.market.restDown = false;
    kept.goOnUntil(() -> kept.stored().size() >= 5);
    kept.requireNoHole();
  }

  @Test
  void moreThanCanWaitIsFetchedWhenTheTimeComes() {
    kept.market.restDown = true;
    for (Candle candle : candles.subList(2, 150)) kept.close(candle);
    kept.round();
    kept.market.restDown = false;
    kept.goOnUntil(() -> kept.stored().size() >= 150);
    kept.requireNoHole();
  }

  @Test
  void whenBothAreGoneAndComeBackNothingIsMissing() {
    kept.close(candles.get(1));
    kept.market.feedDown = true;
    kept.market.restDown = true;
    kept.at(Truth.GRID.plus(START, 100));
    kept.round();
    kept.market.restDown = false;
    kept.market.begin();
    kept.print(prints.get(150));
    kept.close(candles.get(150));
    kept.goOnUntil(() -> kept.stored().size() > 150 && kept.storedPrints().size() == 151);
    kept.requireNoHole();
    assertThat(kept.report().recovered()).isEqualTo(149);
  }

  @Test
  void aCandleIsToldAsItMovesAndNeverBackwards() {
    Candle first = candles.get(1);
    Candle half = Candles.withVolume(first, first.volume().divide(BigDecimal.TWO));
    Candle next = candles.get(2);
    move(half, false);
    move(first, false);
    move(half, false);
    move(first, true);
    move(first, true);
    move(first, false);
    move(next, false);
    move(first, true);
    assertThat(kept.moved())
        .extracting(BusEvent.CandleUpdated::candle)
        .containsExactly(half, first, first, next);
    assertThat(kept.moved())
        .extracting(BusEvent.CandleUpdated::closed)
        .containsExactly(false, false, true, false);
  }

  private void move(Candle candle, boolean closed) {
    kept.market.tell(feed -> feed.onCandle(Truth.SYMBOL, Truth.GRID.interval(), candle, closed));
  }

  private List<Candle> toldToClose() {
    return kept.moved().stream()
        .filter(BusEvent.CandleUpdated::closed)
        .map(BusEvent.CandleUpdated::candle)
        .sorted(Comparator.comparing(Candle::openTime))
        .toList();
  }

  @Test
  void whatTheFeedHasLeftOutIsToldOnceItIsStored() {
    kept.close(candles.get(1));
    kept.market.feedDown = true;
    kept.at(Truth.GRID.plus(START, 100));
    kept.market.begin();
    kept.close(candles.get(100));
    kept.goOnUntil(() -> kept.stored().size() >= 101);
    kept.close(candles.get(105));
    kept.goOnUntil(() -> kept.stored().size() >= 110);
    kept.close(candles.get(109));
    kept.round();
    assertThat(toldToClose())
        .usingElementComparator(Comparator.comparing(Candle::openTime))
        .isEqualTo(candles.subList(1, kept.stored().size()));
  }

  @Test
  void closedCandlesThatAFeedNeverReportsArePublished() {
    for (Candle candle : candles.subList(1, 4)) move(candle, false);
    kept.at(Truth.GRID.plus(START, 4).plusSeconds(2));
    kept.round();
    stored(4);
    assertThat(toldToClose()).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void whatIsOldIsStoredButNotTold() {
    Instant end = Truth.GRID.plus(START, 4_000);
    for (int i = 200; i < 4_000; i++) {
      kept.market.happens(Candles.one(Truth.GRID, Truth.GRID.plus(START, i), new Random(i)));
    }
    kept.at(end.plusSeconds(2));
    kept.round();
    kept.until(() -> kept.stored().size() == 4_000);
    assertThat(toldToClose()).hasSize(PublishedCandles.MAX_LATE);
    assertThat(toldToClose().getLast().openTime()).isEqualTo(Truth.GRID.plus(START, 3_999));
  }

  @Test
  void aCandleThatCannotBeIsNeitherToldNorStored() {
    Candle sound = candles.get(1);
    move(Candles.withVolume(sound, BigDecimal.ONE.negate()), true);
    assertThat(kept.moved()).isEmpty();
    kept.close(sound);
    stored(2);
  }

  @Test
  void lastPricesAreTold() {
    LastPrice last = new LastPrice(Truth.SYMBOL, BigDecimal.TEN, START, null);
    kept.market.tell(feed -> feed.onLastPrice(last));
    assertThat(kept.heard)
        .containsExactly(new BusEvent.LastPriceUpdated(ScriptedMarket.NAME, last));
  }

  @Test
  void lostPrintsAreAskedForStoredAndToldOnce() {
    kept.print(prints.get(1));
    kept.print(prints.get(9));
    kept.print(prints.get(9));
    kept.goOnUntil(() -> kept.storedPrints().size() == 10);
    assertThat(kept.told()).doesNotHaveDuplicates().hasSize(9);
    assertThat(kept.report().recovered()).isEqualTo(7);
    assertThat(kept.report().duplicates()).isEqualTo(1);
    kept.market.tell(feed -> feed.onPrintIdReached(Truth.SYMBOL, 512));
    kept.goOnUntil(() -> kept.storedPrints().size() == 13);
    assertThat(kept.report().lost()).isZero();
  }

  @Test
  void afterARestartTheLastStoredPrintSaysWhatIsMissing() {
    kept.print(prints.get(1));
    kept.until(() -> kept.storedPrints().size() == 2);
    kept.crash();
    kept.print(prints.get(20));
    kept.goOnUntil(() -> kept.storedPrints().size() == 21);
    kept.requireNoHole();
  }

  @Test
  void aBurstLosesNoClosedCandleAndNoPrint() {
    kept.market.restDown = true;
    kept.at(Truth.GRID.plus(START, 200));
    for (Candle candle : candles.subList(1, 61)) {
      for (int part = 1; part <= 80; part++) {
        BigDecimal some = candle.volume().multiply(BigDecimal.valueOf(part, 2));
        move(Candles.withVolume(candle, some), false);
      }
      move(candle, true);
    }
    prints.subList(1, 200).forEach(print -> kept.market.tell(feed -> feed.onPrint(print)));
    stored(61);
    kept.until(() -> kept.storedPrints().size() == 200);
    assertThat(kept.told()).hasSize(199).isSorted();
  }

  /// Returns a print that the database always rejects.
  private static Print empty(Print print) {
    return new Print(
        print.symbol(), print.price(), BigDecimal.ZERO, print.time(), null, print.tradeId());
  }

  @Test
  void aPrintThatCannotBeStoredCostsNoOther() {
    kept.print(prints.get(1));
    kept.print(empty(prints.get(2)));
    prints.subList(3, 20).forEach(kept::print);
    kept.until(() -> kept.storedPrints().size() == 19);
    assertThat(kept.storedPrints()).doesNotContain(502L);
    assertThat(kept.report().lost()).isEqualTo(1);
  }

  @Test
  void nothingIsDroppedWhileNothingCanBeStored() {
    kept.print(empty(prints.get(1)));
    kept.until(() -> kept.said.stream().anyMatch(word -> word.contains(" wait: ")));
    assertThat(kept.report().lost()).isZero();
    kept.print(prints.get(2));
    kept.until(() -> kept.report().lost() == 1);
    assertThat(kept.storedPrints()).containsExactly(500L, 502L);
  }
}
