package dev.candlewick.provider.kraken;

import static dev.candlewick.provider.client.VenueRig.BTC_USD;
import static dev.candlewick.provider.client.VenueRig.failure;
import static dev.candlewick.provider.client.VenueRig.opens;
import static dev.candlewick.provider.client.VenueRig.query;
import static dev.candlewick.provider.kraken.KrakenRig.candles;
import static dev.candlewick.provider.kraken.KrakenRig.minute;
import static dev.candlewick.provider.kraken.KrakenRig.row;
import static dev.candlewick.provider.kraken.KrakenRig.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Grid;
import dev.candlewick.market.Interval;
import dev.candlewick.provider.CandleProvider.CandlePage;
import dev.candlewick.provider.CandleProvider.CandleQuery;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proves that a page of Kraken's is returned as the venue wrote it, within the requested range and
/// without the running candle, and that nothing is requested that Kraken does not keep.
class KrakenCandlesTest {
  private final KrakenRig kraken = new KrakenRig();

  @AfterEach
  void close() {
    kraken.close();
  }

  private CandleBatch page(int fromMinute, int count) {
    return kraken.provider.fetchCandles(query(Interval.M1, minute(fromMinute), count)).candles();
  }

  @Test
  void candlesArriveAsWritten() {
    kraken.then(time(minute(0)), candles(row(-2), row(-1), row(0)));
    assertThat(page(-2, 1).candle(0))
        .isEqualTo(
            new Candle(
                minute(-2),
                new BigDecimal("87001.1"),
                new BigDecimal("87010.0"),
                new BigDecimal("86999.90"),
                new BigDecimal("87005.5"),
                new BigDecimal("1.25000000"),
                minute(-1).minusMillis(1),
                42,
                null,
                null,
                null));
  }

  @Test
  void theCandleBeforeTheFirstIsNamedBecauseSinceIsExclusive() {
    kraken.then(time(minute(0)), candles(row(-3), row(-2), row(-1)));
    page(-3, 2);
    assertThat(kraken.rig.requestPaths())
        .containsExactly(
            "/0/public/OHLC?pair=XBTUSD&interval=1&since=" + minute(-4).getEpochSecond());
  }

  @Test
  void candlesOutsideTheRequestedRangeAreCutOff() {
    kraken.then(time(minute(0)), candles(row(-6), row(-5), row(-4), row(-3), row(-2), row(-1)));
    assertThat(opens(page(-5, 2))).containsExactly(minute(-5), minute(-4));
  }

  @Test
  void aLimitCutsThePageToTheOldest() {
    kraken.then(time(minute(0)), candles(row(-5), row(-4), row(-3), row(-2), row(-1)));
    CandleQuery three = new CandleQuery(BTC_USD, Grid.of(Interval.M1), minute(-5), minute(0), 3);
    assertThat(opens(kraken.provider.fetchCandles(three).candles()))
        .containsExactly(minute(-5), minute(-4), minute(-3));
  }

  @Test
  void theRunningCandleIsLeftOutThoughItIsOverByTheVenuesClock() {
    kraken.then(time(minute(1)), candles(row(-2), row(-1), row(0)));
    assertThat(opens(page(-2, 5))).containsExactly(minute(-2), minute(-1));
  }

  @Test
  void aCommittedCandleIsLeftOutWhileItRunsByTheVenuesClock() {
    long last = minute(0).getEpochSecond();
    kraken.then(time(minute(1).minusSeconds(1)), candles(last, row(-2), row(-1), row(0), row(1)));
    assertThat(opens(page(-2, 5))).containsExactly(minute(-2), minute(-1));
  }

  @ParameterizedTest
  @CsvSource({"-7200", "-90", "90", "7200"})
  void onlyTheVenuesClockCounts(long ahead) {
    kraken.rig.clock.advance(Duration.ofSeconds(7200 + ahead));
    kraken.then(time(minute(0)), candles(row(-2), row(-1), row(0)));
    assertThat(opens(page(-2, 5))).containsExactly(minute(-2), minute(-1));
    assertThat(kraken.provider.keptSince(Grid.of(Interval.M1))).contains(minute(-720));
  }

  @Test
  void aMinuteWithoutTradesIsReturned() {
    String quiet =
        "[%d,\"87005.5\",\"87005.5\",\"87005.5\",\"87005.5\",\"0.0\",\"0.00000000\",0]"
            .formatted(minute(-1).getEpochSecond());
    kraken.then(time(minute(0)), candles(row(-2), quiet, row(0)));
    Candle candle = page(-2, 2).candle(1);
    assertThat(candle.trades()).isZero();
    assertThat(candle.volume()).isEqualTo(new BigDecimal("0.00000000"));
  }

  @Test
  void sevenHundredAndTwentyCandlesAreAvailable() {
    kraken.then(time(minute(0).plusSeconds(59)));
    assertThat(kraken.provider.keptSince(Grid.of(Interval.M1))).contains(minute(-720));
    assertThat(kraken.provider.keptSince(Grid.of(Interval.H4)))
        .contains(Instant.parse("2024-11-05T12:00:00Z"));
  }

  @Test
  void aRangeTheVenueNoLongerStoresIsNotRequested() {
    kraken.then(time(minute(0)));
    ProviderException refused = failure(() -> page(-721, 10));
    assertThat(refused.kind()).isEqualTo(Kind.RANGE_LIMIT);
    assertThat(refused)
        .hasMessage("kraken: keeps only the last 720 candles of 1m, now since " + minute(-720));
    assertThat(kraken.rig.requestPaths()).isEmpty();
  }

  @Test
  void theOldestAvailableCandleCanBeRequested() {
    kraken.then(time(minute(0)), candles(row(-720), row(-719), row(-718)));
    assertThat(opens(page(-720, 1))).containsExactly(minute(-720));
  }

  @Test
  void anEmptyAnswerIsAnEmptyPage() {
    kraken.then(time(minute(0)), candles(0));
    assertThat(page(-2, 2).isEmpty()).isTrue();
    assertThat(page(-2, 0).isEmpty()).isTrue();
  }

  @Test
  void theWeekIsNotOffered() {
    kraken.then(time(minute(0)));
    assertThat(kraken.provider.intervals()).hasSize(7).doesNotContain(Interval.W1);
    Instant monday = Instant.parse("2025-02-24T00:00:00Z");
    assertThat(failure(() -> kraken.provider.fetchCandles(query(Interval.W1, monday, 1))).kind())
        .isEqualTo(Kind.REJECTED);
  }

  @Test
  void theFirstCandleIsTheOldestAvailableOne() {
    kraken.then(candles(row(-9), row(-8), row(0)), candles(0));
    assertThat(kraken.provider.fetchFirstOpen(BTC_USD, Interval.M1)).contains(minute(-9));
    assertThat(kraken.provider.fetchFirstOpen(BTC_USD, Interval.H4)).isEmpty();
    assertThat(kraken.rig.requestPaths())
        .containsExactly(
            "/0/public/OHLC?pair=XBTUSD&interval=1", "/0/public/OHLC?pair=XBTUSD&interval=240");
  }

  @Test
  void anInvalidCandleIsNamedAndTheOthersAreReturned() {
    String wrong = row(-1).replace("86999.90", "87006.0");
    kraken.then(time(minute(0)), candles(row(-2), wrong, row(0)));
    CandlePage page = kraken.provider.fetchCandles(query(Interval.M1, minute(-2), 2));
    assertThat(opens(page.candles())).containsExactly(minute(-2));
    assertThat(page.bad().getFirst().open()).isEqualTo(minute(-1));
    assertThat(page.bad().getFirst().reason())
        .startsWith("candle 1 of the page, opened " + minute(-1))
        .contains("low must be at most");
  }

  @Test
  void aWrongCandleOutsideTheRangeDoesNoHarm() {
    String wrong = row(-1).replace("86999.90", "87006.0");
    kraken.then(time(minute(0)), candles(row(-2), wrong, row(0)));
    assertThat(opens(page(-2, 1))).containsExactly(minute(-2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\":[]}|the result is missing",
        "{\"error\":[],\"result\":{\"last\":1}}|the rows are missing",
        "{\"error\":[],\"result\":{\"A\":[],\"B\":[],\"last\":1}}|more than one symbol",
        "{\"error\":[],\"result\":{\"A\":[]}}|the last candle's time",
        "{\"error\":[],\"result\":{\"A\":[[1,2]],\"last\":1}}|not eight fields",
        "{\"error\":[],\"result\":{\"A\":[[1,\"x\",\"1\",\"1\",\"1\",\"1\",\"1\",1]],"
            + "\"last\":1}}|not a decimal",
        "{\"error\":[],\"result\":{\"A\":[[1,\"1\",\"1\",\"1\",\"1\",\"1\",\"1\",1.5]],"
            + "\"last\":1}}|not a whole number",
      })
  void anAnswerOfAnotherShapeIsMalformed(String body, String message) {
    kraken.then(time(minute(0)), body, body, body, body, body);
    ProviderException refused = failure(() -> page(-2, 2));
    assertThat(refused.kind()).isEqualTo(Kind.MALFORMED);
    assertThat(refused).hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "EQuery:Unknown asset pair, UNKNOWN_SYMBOL",
    "EGeneral:Too many requests, RATE_LIMITED",
    "EAPI:Rate limit exceeded, RATE_LIMITED",
    "EGeneral:Invalid arguments, REJECTED",
    "EFuture:Something new, REJECTED",
  })
  void aRefusalInAGoodStatusIsARefusalAndFinal(String error, Kind kind) {
    kraken.then(time(minute(0)), KrakenRig.error(error), candles(row(-2), row(-1), row(0)));
    assertThat(failure(() -> page(-2, 2)).kind()).isEqualTo(kind);
    assertThat(kraken.rig.requestPaths()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"EService:Unavailable", "EService:Busy"})
  void aTemporaryErrorOfTheVenueIsRetried(String error) {
    kraken.then(time(minute(0)), KrakenRig.error(error), candles(row(-2), row(-1), row(0)));
    assertThat(page(-2, 2).size()).isEqualTo(2);
    assertThat(kraken.rig.requestPaths()).hasSize(2);
  }

  @Test
  void aThrottleNamesItsEnd() {
    Instant end = minute(5);
    kraken.then(time(minute(0)), KrakenRig.error("EService:Throttled: " + end.getEpochSecond()));
    ProviderException held = failure(() -> page(-2, 2));
    assertThat(held.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(held.retryAt()).isEqualTo(end);
  }

  @Test
  void aWarningIsNoError() {
    String warned =
        candles(row(-2), row(-1), row(0)).replace("\"error\":[]", "\"error\":[\"WAPI:Slow\"]");
    kraken.then(time(minute(0)), warned);
    assertThat(page(-2, 2).size()).isEqualTo(2);
  }

  @Test
  void errorsAreFoundWhereverTheyStand() {
    String late =
        "{\"result\":{\"a\":[1]},\"error\":[\"WAPI:Slow\",\"EQuery:Unknown asset pair\"]}";
    kraken.then(time(minute(0)), late);
    assertThat(failure(() -> page(-2, 2)).kind()).isEqualTo(Kind.UNKNOWN_SYMBOL);
  }

  @Test
  void aBudgetOfOneRequestASecondIsNotExceeded() {
    assertThat(kraken.provider.health().weightLimit()).isEqualTo(60);
    assertThat(List.of(kraken.provider.name(), kraken.provider.pageSize()))
        .isEqualTo(List.of("kraken", 720));
  }
}
