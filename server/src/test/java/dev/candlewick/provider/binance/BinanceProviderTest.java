package dev.candlewick.provider.binance;

import static dev.candlewick.provider.binance.BinanceRig.BTC;
import static dev.candlewick.provider.binance.BinanceRig.hour;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Candle;
import dev.candlewick.market.CandleBatch;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.provider.CandleProvider.CandlePage;
import dev.candlewick.provider.CandleProvider.CandleQuery;
import dev.candlewick.provider.CandleProvider.Listing;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Proves that a page of Binance's is returned as the venue wrote it, within the requested bounds,
/// and without a candle that is still open.
class BinanceProviderTest {
  private BinanceRig rig = new BinanceRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void candlesArriveAsWritten() {
    Candle candle = rig.candles(0, 1).candle(0);
    assertThat(candle)
        .isEqualTo(
            new Candle(
                hour(0),
                new BigDecimal("42283.58000000"),
                new BigDecimal("42554.57000000"),
                new BigDecimal("42261.02000000"),
                new BigDecimal("42475.23000000"),
                new BigDecimal("1271.68108000"),
                hour(1).minusMillis(1),
                47134,
                new BigDecimal("53957248.97378900"),
                new BigDecimal("682.57581000"),
                new BigDecimal("28957416.81964500")));
  }

  @Test
  void theEndOfARangeIsExclusive() {
    assertThat(BinanceRig.opens(rig.candles(2, 5))).containsExactly(hour(2), hour(3), hour(4));
    assertThat(rig.replay.requests().getLast().pathAndQuery())
        .contains("endTime=" + (hour(5).toEpochMilli() - 1));
  }

  @Test
  void aLimitCutsThePageToTheOldest() {
    var query = BinanceRig.query(0, 10);
    var limited = new CandleQuery(BTC, query.grid(), query.from(), query.to(), 3);
    assertThat(BinanceRig.opens(rig.provider.fetchCandles(limited).candles()))
        .containsExactly(hour(0), hour(1), hour(2));
  }

  @Test
  void aRangeWithoutCandlesIsAnEmptyPage() {
    CandlePage page = rig.provider.fetchCandles(BinanceRig.query(-50, -40));
    assertThat(page.candles().isEmpty()).isTrue();
    assertThat(page.venueTime()).isEqualTo(hour(20));
  }

  @Test
  void theRunningCandleIsLeftOutByTheVenuesClockAndReturnedOnceClosed() {
    rig.replay.time(hour(9).plusSeconds(3599));
    assertThat(BinanceRig.opens(rig.candles(7, 10))).containsExactly(hour(7), hour(8));

    rig.replay.time(hour(10));
    rig.clock.advance(Duration.ofMinutes(11));
    assertThat(BinanceRig.opens(rig.candles(7, 10))).containsExactly(hour(7), hour(8), hour(9));
  }

  @Test
  void theVenuesClockAdvancesBetweenMeasurements() {
    rig.replay.time(hour(9).plusSeconds(3599));
    rig.candles(7, 10);
    rig.clock.advance(Duration.ofSeconds(1));
    assertThat(BinanceRig.opens(rig.candles(7, 10))).hasSize(3);
    assertThat(rig.replay.count("/api/v3/time")).isEqualTo(1);
  }

  @Test
  void anEarlyCloseTimeIsReturnedUnchanged() {
    String early =
        """
        [1518048000000,"7599.00000000","7844.00000000","7572.09000000","7784.02000000",\
        "1521.53731800",1518049694788,"11770168.04386595",12417,"844.25881300",\
        "6532638.63751892","0"]\
        """;
    CandleBatch page = page("BTCUSDT-1h", early, Instant.ofEpochMilli(1518048000000L));
    assertThat(page.candle(0).closeTime()).isEqualTo(Instant.ofEpochMilli(1518049694788L));
  }

  @Test
  void stampsInMicrosecondsAreTheSameTimes() {
    String micros = BinanceRig.row(hour(0).toEpochMilli());
    micros =
        micros
            .replace(hour(0).toEpochMilli() + ",", hour(0).toEpochMilli() + "000,")
            .replace("" + (hour(1).toEpochMilli() - 1), (hour(1).toEpochMilli() - 1) + "999");
    CandleBatch page = page("BTCUSDT-1h", micros, hour(0));
    assertThat(page.openTime(0)).isEqualTo(hour(0));
    assertThat(page.candle(0).closeTime()).isEqualTo(hour(1).minusNanos(1000));
  }

  @Test
  void smallNumbersKeepEveryDigit() {
    String row =
        """
        [1704067200000,"0.000000000000000001","12345678901234567890.123456789012345678",\
        "0.000000000000000001","1.64e-05","0.00000000",1704070799999,"0",0,"0","0","0"]\
        """;
    Candle candle = page("BTCUSDT-1h", row, hour(0)).candle(0);
    assertThat(candle.high()).isEqualTo(new BigDecimal("12345678901234567890.123456789012345678"));
    assertThat(candle.low()).isEqualTo(new BigDecimal("0.000000000000000001"));
    assertThat(candle.close()).isEqualTo(new BigDecimal("0.0000164"));
  }

  @Test
  void theFirstCandleIsFound() {
    assertThat(rig.provider.fetchFirstOpen(BTC, Interval.H1)).contains(hour(0));
    assertThat(rig.provider.fetchFirstOpen(BTC, Interval.M1)).isEmpty();
  }

  @Test
  void theListingNamesSymbolsAndCorrectsTheBudget() {
    assertThat(rig.provider.fetchListings()).containsExactly(Listing.of("BTCUSDT", BTC, true));
    assertThat(rig.provider.health().weightLimit()).isEqualTo(6000);
  }

  @Test
  void aThousandCandlesAreOnePage() {
    rig.close();
    rig =
        new BinanceRig(
            Map.of(
                "ETHUSDT-1h",
                IntStream.range(0, 1500)
                    .mapToObj(i -> BinanceRig.row(hour(i - 2000).toEpochMilli()))
                    .toList()));
    CandleBatch page =
        rig.provider
            .fetchCandles(
                BinanceRig.query(new Symbol("ETH", "USDT"), Interval.H1, hour(-2000), hour(0)))
            .candles();
    assertThat(page.size()).isEqualTo(1000);
    assertThat(page.openTime(999)).isEqualTo(hour(-1001));
  }

  private CandleBatch page(String series, String row, Instant from) {
    rig.close();
    rig = new BinanceRig(Map.of(series, List.of(row)));
    return rig.provider
        .fetchCandles(BinanceRig.query(BTC, Interval.H1, from, from.plus(BinanceRig.HOUR)))
        .candles();
  }
}
