package dev.candlewick.provider.coinbase;

import static dev.candlewick.provider.client.VenueRig.BTC_USD;
import static dev.candlewick.provider.client.VenueRig.failure;
import static dev.candlewick.provider.client.VenueRig.opens;
import static dev.candlewick.provider.client.VenueRig.query;
import static dev.candlewick.provider.coinbase.CoinbaseRig.candles;
import static dev.candlewick.provider.coinbase.CoinbaseRig.minute;
import static dev.candlewick.provider.coinbase.CoinbaseRig.minutes;
import static dev.candlewick.provider.coinbase.CoinbaseRig.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.provider.CandleProvider.CandlePage;
import dev.candlewick.provider.CandleProvider.CandleQuery;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.client.ScriptedVenue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proves that a page of Coinbase's is returned as the venue wrote it, oldest first and within the
/// requested range, and that a page is full or contains all there is, however little is traded.
class CoinbaseCandlesTest {
  private static final Instant TODAY = Instant.parse("2025-03-05T00:00:00Z");

  private final CoinbaseRig coinbase = new CoinbaseRig();

  @AfterEach
  void close() {
    coinbase.close();
  }

  private CandleBatch page(int fromMinute, int count) {
    return coinbase.provider.fetchCandles(query(Interval.M1, minute(fromMinute), count)).candles();
  }

  @Test
  void candlesArriveAsWritten() {
    coinbase.then(time(minute(0)), candles(minute(-2)));
    Candle candle = page(-2, 1).candle(0);
    assertThat(candle)
        .isEqualTo(
            new Candle(
                minute(-2),
                new BigDecimal("87001.10"),
                new BigDecimal("87010"),
                new BigDecimal("86999.9"),
                new BigDecimal("87005.5"),
                new BigDecimal("1.25000000"),
                minute(-1).minusMillis(1),
                0,
                null,
                null,
                null));
  }

  @Test
  void bothBoundsAreInclusiveAtTheVenue() {
    coinbase.then(time(minute(0)), candles(minutes(-3, -1)));
    assertThat(opens(page(-3, 2))).containsExactly(minute(-3), minute(-2));
    assertThat(coinbase.rig.requestPaths())
        .containsExactly(
            "/products/BTC-USD/candles?granularity=60"
                + "&start=2025-03-05T11%3A57%3A00Z&end=2025-03-05T11%3A58%3A00Z");
  }

  @Test
  void aRequestCoversAtMostThreeHundredIntervals() {
    coinbase.then(time(minute(0)), candles(minutes(-400, -100)));
    assertThat(page(-400, 400).size()).isEqualTo(300);
    assertThat(coinbase.rig.requestPaths())
        .containsExactly(
            "/products/BTC-USD/candles?granularity=60"
                + "&start=2025-03-05T05%3A20%3A00Z&end=2025-03-05T10%3A19%3A00Z");
  }

  @Test
  void candlesOutsideTheRangeAreDropped() {
    coinbase.then(time(minute(0)), candles(minutes(-6, 0)));
    assertThat(opens(page(-5, 2))).containsExactly(minute(-5), minute(-4));
  }

  @Test
  void theRunningCandleIsLeftOut() {
    coinbase.then(time(minute(0)), candles(minutes(-2, 1)));
    assertThat(opens(page(-2, 5))).containsExactly(minute(-2), minute(-1));
  }

  @ParameterizedTest
  @CsvSource({"-7200", "-90", "90", "7200"})
  void onlyTheVenuesClockCounts(long ahead) {
    coinbase.rig.clock.advance(Duration.ofSeconds(7200 + ahead));
    coinbase.then(time(minute(0)), candles(minutes(-2, 3)));
    assertThat(opens(page(-2, 5))).containsExactly(minute(-2), minute(-1));
  }

  @Test
  void aLimitCutsThePageToTheOldest() {
    coinbase.then(time(minute(0)), candles(minutes(-9, 0)));
    CandleQuery two = new CandleQuery(BTC_USD, Grid.of(Interval.M1), minute(-9), minute(0), 2);
    assertThat(opens(coinbase.provider.fetchCandles(two).candles()))
        .containsExactly(minute(-9), minute(-8));
  }

  @Test
  void aPageIsFilledFromSeveralAnswersWithoutDoubles() {
    coinbase.then(
        time(minute(0)),
        candles(minute(-700), minute(-500)),
        candles(minute(-500), minute(-400), minute(-300), minute(-101)),
        candles(minute(-100), minute(-1), minute(0)));
    assertThat(opens(page(-700, 700)))
        .containsExactly(
            minute(-700),
            minute(-500),
            minute(-400),
            minute(-300),
            minute(-101),
            minute(-100),
            minute(-1));
    assertThat(coinbase.rig.requestPaths()).hasSize(3);
  }

  @Test
  void emptyYearsCostAHandfulOfQuestions() {
    Instant day = TODAY.minus(Duration.ofDays(100));
    coinbase.then(
        time(minute(0)),
        "[]",
        "[]",
        "[]",
        candles(day, day.plus(Duration.ofDays(1))),
        candles(day.plus(Duration.ofMinutes(7))));
    CandleQuery first =
        new CandleQuery(
            BTC_USD, Grid.of(Interval.M1), TODAY.minus(Duration.ofDays(900)), minute(0), 1);
    assertThat(opens(coinbase.provider.fetchCandles(first).candles()))
        .containsExactly(day.plus(Duration.ofMinutes(7)));
    assertThat(coinbase.rig.requestPaths()).hasSize(5);
    assertThat(coinbase.rig.requestPaths().getLast())
        .contains("granularity=60&start=2024-11-25T00");
  }

  @Test
  void aQuietDayThatWasTradedInIsWalkedThrough() {
    coinbase.then(time(minute(0)), "[]", candles(TODAY), "[]", candles(TODAY), candles(minute(-1)));
    assertThat(opens(page(-720, 720))).containsExactly(minute(-1));
  }

  @Test
  void aMarketThatIsTradedNoMoreEndsSoon() {
    coinbase.then(time(minute(0)), "[]", "[]");
    assertThat(page(-100_000, 100_000).isEmpty()).isTrue();
    assertThat(coinbase.rig.requestPaths()).hasSize(2);
  }

  @Test
  void nothingAtAllIsAnEmptyPage() {
    coinbase.then(time(minute(0)), "[]", "[]");
    assertThat(page(-10, 10).isEmpty()).isTrue();
    assertThat(page(-10, 0).isEmpty()).isTrue();
    assertThat(page(10, 5).isEmpty()).isTrue();
    assertThat(coinbase.rig.requestPaths()).hasSize(1);
  }

  @Test
  void theFirstCandleIsFoundByDaysAndThenByTheInterval() {
    Instant day = Instant.parse("2016-05-18T00:00:00Z");
    coinbase.then(
        time(minute(0)),
        "[]",
        "[]",
        candles(day, day.plus(Duration.ofDays(1))),
        candles(day.plus(Duration.ofHours(2)), day.plus(Duration.ofHours(3))));
    assertThat(coinbase.provider.fetchFirstOpen(BTC_USD, Interval.H1))
        .contains(day.plus(Duration.ofHours(2)));
    assertThat(coinbase.rig.requestPaths()).hasSize(4);
  }

  @Test
  void aMarketWithoutCandlesHasNoFirst() {
    String[] empty = new String[20];
    Arrays.fill(empty, "[]");
    coinbase.then(time(minute(0))).then(empty);
    assertThat(coinbase.provider.fetchFirstOpen(BTC_USD, Interval.D1)).isEmpty();
    assertThat(coinbase.rig.requestPaths()).hasSizeLessThan(15);
  }

  @Test
  void anInvalidCandleIsNamedAndTheOthersAreReturned() {
    String wrong = candles(minutes(-2, 0)).replaceFirst("86999.9", "87006");
    coinbase.then(time(minute(0)), wrong);
    CandlePage page = coinbase.provider.fetchCandles(query(Interval.M1, minute(-2), 2));
    assertThat(opens(page.candles())).containsExactly(minute(-2));
    assertThat(page.bad().getFirst().open()).isEqualTo(minute(-1));
    assertThat(page.bad().getFirst().reason())
        .startsWith("candle 1 of the page, opened " + minute(-1))
        .contains("low must be at most");
  }

  @Test
  void candlesInAnyOrderAreSortedAndDoublesAreFolded() {
    String row = "[%d,1,2,1,2,%s]";
    String first = row.formatted(minute(-3).getEpochSecond(), "1");
    String second = row.formatted(minute(-2).getEpochSecond(), "1");
    String third = row.formatted(minute(-1).getEpochSecond(), "1");
    String again = row.formatted(minute(-2).getEpochSecond(), "1.0");
    coinbase.then(time(minute(0)), "[" + String.join(",", first, third, second, again) + "]");
    CandlePage page = coinbase.provider.fetchCandles(query(Interval.M1, minute(-3), 3));
    assertThat(opens(page.candles())).containsExactly(minute(-3), minute(-2), minute(-1));
    assertThat(page.bad()).isEmpty();
  }

  @Test
  void twoCandlesOfOneOpenTimeThatDifferAreNamed() {
    String row = "[%d,1,2,1,2,%s]";
    String first = row.formatted(minute(-2).getEpochSecond(), "1");
    String second = row.formatted(minute(-1).getEpochSecond(), "1");
    String other = row.formatted(minute(-1).getEpochSecond(), "7");
    coinbase.then(time(minute(0)), "[" + String.join(",", other, second, first) + "]");
    CandlePage page = coinbase.provider.fetchCandles(query(Interval.M1, minute(-2), 2));
    assertThat(opens(page.candles())).containsExactly(minute(-2));
    assertThat(page.bad().getFirst().open()).isEqualTo(minute(-1));
    assertThat(page.bad().getFirst().reason()).contains("occurs twice with different values");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"candles\":[]}|the candles: not a list",
        "[[1741176000,1,2,1,2]]|not six fields",
        "[[1741176000,1,2,1,2,1e999]]|not a decimal",
        "[[1741176000,1,2,1,2,null]]|not a decimal",
        "[[-5,1,2,1,2,1]]|not a time",
        "[[1741176000,1,2,1,2,1]|truncated",
        "[] []|truncated",
      })
  void anAnswerOfAnotherShapeIsMalformed(String body, String message) {
    coinbase.then(time(minute(0)), body, body, body, body, body);
    ProviderException refused = failure(() -> page(-2, 2));
    assertThat(refused.kind()).isEqualTo(Kind.MALFORMED);
    assertThat(refused).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "404, NotFound, UNKNOWN_SYMBOL",
    "400, granularity too small for the requested time range. Count of aggregations requested"
        + " exceeds 300, RANGE_LIMIT",
    "400, Unsupported granularity, REJECTED",
    "429, Public rate limit exceeded, RATE_LIMITED",
    "403, Forbidden, BLOCKED",
  })
  void aRefusalIsFinal(int status, String message, Kind kind) {
    coinbase.then(time(minute(0)));
    coinbase.rig.venue.then(ScriptedVenue.status(status, CoinbaseRig.error(message)), 1);
    coinbase.then(candles(minutes(-2, 0)));
    assertThat(failure(() -> page(-2, 2)).kind()).isEqualTo(kind);
    assertThat(coinbase.rig.requestPaths()).hasSize(1);
  }

  @Test
  void aTemporaryErrorOfTheVenueIsRetried() {
    coinbase.then(time(minute(0)));
    coinbase.rig.venue.then(
        ScriptedVenue.status(500, CoinbaseRig.error("Internal server error")), 2);
    coinbase.then(candles(minutes(-2, 0)));
    assertThat(page(-2, 2).size()).isEqualTo(2);
  }

  @Test
  void anIntervalItLacksIsRefused() {
    coinbase.then(time(minute(0)));
    Instant from = Instant.parse("2025-03-05T00:00:00Z");
    assertThat(failure(() -> coinbase.provider.fetchCandles(query(Interval.H4, from, 1))).kind())
        .isEqualTo(Kind.REJECTED);
    assertThat(coinbase.provider.intervals())
        .containsExactlyInAnyOrderElementsOf(
            List.of(Interval.M1, Interval.M5, Interval.M15, Interval.H1, Interval.H6, Interval.D1));
    assertThat(coinbase.provider.health().weightLimit()).isEqualTo(600);
  }
}
