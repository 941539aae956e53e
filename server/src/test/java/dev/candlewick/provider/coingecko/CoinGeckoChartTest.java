package dev.candlewick.provider.coingecko;

import static dev.candlewick.provider.client.VenueRig.coin;
import static dev.candlewick.provider.coingecko.GeckoRig.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Interval;
import dev.candlewick.market.PricePoint;
import dev.candlewick.provider.ChartProvider.Chart;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that a chart contains what CoinGecko wrote: every digit, no invented price, and the
/// running price separate from the points.
class CoinGeckoChartTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;
  private static final long MIDNIGHT = Instant.parse("2025-03-03T00:00:00Z").toEpochMilli();

  private final GeckoRig rig = new GeckoRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private static String row(long millis, String price) {
    return "[" + millis + "," + price + "]";
  }

  private static PricePoint point(long millis, String price) {
    return new PricePoint(Instant.ofEpochMilli(millis), new BigDecimal(price));
  }

  private Chart daily(String... rows) {
    return rig.chart(365, String.join(",", rows));
  }

  private ProviderException refusedDaily(String... rows) {
    return rig.failure(_ -> daily(rows));
  }

  @Test
  void theQuestionNamesCoinCurrencyAndDaysAndNoInterval() {
    rig.chart(30, "");
    assertThat(rig.venue.requestPaths())
        .containsExactly("/api/v3/coins/bitcoin/market_chart?vs_currency=usd&days=30");
  }

  @ParameterizedTest
  @CsvSource({
    "yearn.finance, yearn.finance",
    "1move token, 1move%20token",
    "a/../b, a%2F..%2Fb",
    "é币?days=1#x, %C3%A9%E5%B8%81%3Fdays%3D1%23x"
  })
  void anIdIsOneSegmentOfThePath(String id, String segment) {
    rig.then("{\"prices\":[]}");
    rig.provider.fetchChart(coin(id, "X"), "USD", 1);
    assertThat(rig.venue.requestPaths())
        .containsExactly("/api/v3/coins/" + segment + "/market_chart?vs_currency=usd&days=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", ".."})
  void anIdThatLeavesItsPathSegmentIsUnknown(String id) {
    assertThat(rig.failure(provider -> provider.fetchChart(coin(id, "X"), "usd", 1)).kind())
        .isEqualTo(Kind.UNKNOWN_SYMBOL);
    assertThat(rig.venue.requests()).isZero();
  }

  @Test
  void zeroDaysAreRejectedWithoutARequest() {
    assertThat(rig.failure(provider -> provider.fetchChart(GeckoRig.BITCOIN, "usd", 0)).kind())
        .isEqualTo(Kind.REJECTED);
    assertThat(rig.venue.requests()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, 5m, PT30S", "2, 1h, PT30M", "90, 1h, PT30M", "91, 1d, PT12H", "365, 1d, PT12H"})
  void theDaysDetermineTheGranularityAndTheFreshness(int days, String code, Duration freshness) {
    Interval granularity = Interval.parse(code).orElseThrow();
    assertThat(rig.provider.granularity(days)).isEqualTo(granularity);
    assertThat(rig.provider.freshness(granularity)).isEqualTo(freshness);
    assertThat(rig.chart(days, "").granularity()).isEqualTo(granularity);
  }

  @Test
  void theLastPointOffTheGridIsThePriceOfNow() {
    long now = MIDNIGHT + DAY + 45_296_789;
    Chart chart = daily(row(MIDNIGHT, "90000.5"), row(MIDNIGHT + DAY, "91000"), row(now, "9.25"));
    assertThat(chart.points())
        .containsExactly(point(MIDNIGHT, "90000.5"), point(MIDNIGHT + DAY, "91000"));
    assertThat(chart.running()).isEqualTo(point(now, "9.25"));
  }

  @Test
  void aLastPointAtMidnightIsOneThatStays() {
    Chart chart = daily(row(MIDNIGHT, "1.5"), row(MIDNIGHT + DAY, "2.5"));
    assertThat(chart.points()).hasSize(2);
    assertThat(chart.running()).isNull();
  }

  @Test
  void amongPointsOfFiveMinutesTheLastIsAlwaysThePriceOfNow() {
    Chart chart = rig.chart(1, row(MIDNIGHT - 291_234, "1.5") + "," + row(MIDNIGHT, "2.5"));
    assertThat(chart.points()).containsExactly(point(MIDNIGHT - 291_234, "1.5"));
    assertThat(chart.running()).isEqualTo(point(MIDNIGHT, "2.5"));
  }

  @Test
  void hourlyPointsOffTheHourStayButForTheLast() {
    long now = MIDNIGHT + HOUR + 600_000;
    String settled = row(MIDNIGHT + 26_114, "1") + "," + row(MIDNIGHT + HOUR + 3_871, "2");
    Chart chart = rig.chart(30, settled + "," + row(now, "3"));
    assertThat(chart.points())
        .containsExactly(point(MIDNIGHT + 26_114, "1"), point(MIDNIGHT + HOUR + 3_871, "2"));
    assertThat(chart.running()).isEqualTo(point(now, "3"));
  }

  @Test
  void withoutALastPriceNothingRuns() {
    Chart chart = rig.chart(1, row(MIDNIGHT + 1, "1.5") + "," + row(MIDNIGHT + 2, "null"));
    assertThat(chart.points()).containsExactly(point(MIDNIGHT + 1, "1.5"));
    assertThat(chart.running()).isNull();
  }

  @Test
  void anEmptyChartIsAnAnswer() {
    Chart chart = daily();
    assertThat(chart.points()).isEmpty();
    assertThat(chart.running()).isNull();
    assertThat(chart.asOf()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "1.64e-05, 0.0000164",
    "1.6446899669484214e-05, 0.000016446899669484214",
    "2E+3, 2000",
    "1.50, 1.50",
    "90869.12691365478, 90869.12691365478",
    "42, 42",
    "1e-40, 0.0000000000000000000000000000000000000001",
    "1234567890123456789012345678901234567890, 1234567890123456789012345678901234567890"
  })
  void aPriceKeepsTheDigitsItWasWrittenWith(String written, String price) {
    BigDecimal read = daily(row(MIDNIGHT, written)).points().getFirst().price();
    assertThat(read.toPlainString()).isEqualTo(price);
    assertThat(read).isEqualTo(new BigDecimal(price));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e999999999",
        "1e-999999999",
        "1e41",
        "1e-41",
        "12345678901234567890123456789012345678901",
        "1e99999999999",
        "-1"
      })
  void anInvalidPriceIsRejectedWithItsRowAndRequestedOnce(String written) {
    ProviderException refused = refusedDaily(row(MIDNIGHT, "1"), row(MIDNIGHT + DAY, written));
    assertThat(refused.kind()).isEqualTo(Kind.MALFORMED);
    assertThat(refused).hasMessageContaining("row 1 of the prices");
    assertThat(rig.venue.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "0", "0.0", "0e-5"})
  void aPriceTheVenueHasNotIsLeftOut(String written) {
    long later = MIDNIGHT + 2 * DAY;
    Chart chart = daily(row(MIDNIGHT, "1.5"), row(MIDNIGHT + DAY, written), row(later, "2.5"));
    assertThat(chart.points()).containsExactly(point(MIDNIGHT, "1.5"), point(later, "2.5"));
  }

  @Test
  void rowsOutOfOrderAreSorted() {
    long noon = MIDNIGHT + DAY / 2;
    Chart chart = daily(row(MIDNIGHT + DAY, "2"), row(noon, "9"), row(MIDNIGHT, "1"));
    assertThat(chart.points())
        .containsExactly(point(MIDNIGHT, "1"), point(noon, "9"), point(MIDNIGHT + DAY, "2"));
    assertThat(chart.running()).isNull();
  }

  @Test
  void equalRowsOfOneTimeAreOnePoint() {
    Chart chart =
        daily(
            row(MIDNIGHT, "1.5"),
            row(MIDNIGHT, "null"),
            row(MIDNIGHT + DAY, "2"),
            row(MIDNIGHT, "1.50"));
    assertThat(chart.points()).containsExactly(point(MIDNIGHT, "1.5"), point(MIDNIGHT + DAY, "2"));
  }

  @Test
  void differentRowsOfOneTimeAreRejectedWithTheirRowAndRequestedOnce() {
    ProviderException refused =
        refusedDaily(row(MIDNIGHT, "1.5"), row(MIDNIGHT + DAY, "3"), row(MIDNIGHT, "2.5"));
    assertThat(refused.kind()).isEqualTo(Kind.MALFORMED);
    assertThat(refused)
        .hasMessageContaining("row 2 of the prices: 2025-03-03T00:00:00Z has the price 2.5")
        .hasMessageContaining("another row of that time has 1.5");
    assertThat(rig.venue.requests()).isEqualTo(1);
  }

  @Test
  void stampsInMicrosecondsAreTheSameTimes() {
    Chart chart = daily(row(MIDNIGHT * 1000, "1"), row(MIDNIGHT + DAY, "2"));
    assertThat(chart.points()).containsExactly(point(MIDNIGHT, "1"), point(MIDNIGHT + DAY, "2"));
  }

  @Test
  void ourClockChangesNoPoint() {
    String[] rows = {row(MIDNIGHT, "1"), row(MIDNIGHT + 5_000, "2")};
    Chart early = daily(rows);
    rig.clock.advance(Duration.ofDays(900));
    Chart late = daily(rows);
    assertThat(late.points()).isEqualTo(early.points());
    assertThat(late.running()).isEqualTo(early.running());
    assertThat(early.asOf()).isEqualTo(NOW);
    assertThat(late.asOf()).isEqualTo(NOW.plus(Duration.ofDays(900)));
  }

  @Test
  void anAnswerIsNeverOlderThanItsNewestPoint() {
    long ahead = NOW.toEpochMilli() + 90_000;
    assertThat(rig.chart(1, row(ahead, "1")).asOf()).isEqualTo(Instant.ofEpochMilli(ahead));
  }
}
