package dev.candlewick.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.candlewick.ingest.poll.BlockedRequest;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Interval;
import dev.candlewick.market.PricePoint;
import dev.candlewick.provider.ChartProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.VenueBudget;
import dev.candlewick.provider.VenueHealth;
import dev.candlewick.store.Database;
import dev.candlewick.store.price.ChartStore;
import dev.candlewick.testing.SteppingClock;
import dev.candlewick.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Proves what is requested from a venue with points, what is not, and what an old result states
/// about itself; over a real PostgreSQL.
class PointChartsTest {
  private static final Instant START = Instant.parse("2026-05-04T10:20:00Z");
  private static final Instrument BITCOIN = new Instrument("bitcoin", "BTC", "Bitcoin");

  private final SteppingClock clock = new SteppingClock(START);
  private Database database;
  private PointCharts charts;
  private Venue venue;

  @BeforeEach
  void open() {
    database = TestDatabase.create();
    charts = new PointCharts(new ChartStore(database), database.changeFeed(), clock);
    venue = new Venue();
  }

  @AfterEach
  void close() {
    database.close();
  }

  /// A venue with a point at every full step and a running one, by CoinGecko's rules.
  private final class Venue implements ChartProvider {
    private final List<Integer> requestedDays = new ArrayList<>();
    private @Nullable Kind fault;
    private volatile Runnable beforeAnswer = () -> {};

    @Override
    public Chart fetchChart(Instrument instrument, String currency, int days) {
      requestedDays.add(days);
      beforeAnswer.run();
      if (fault != null) throw new ProviderException("venue", fault, "out of order");
      Interval step = granularity(days);
      Instant now = clock.instant();
      List<PricePoint> points = new ArrayList<>();
      Instant at = now.minus(Duration.ofDays(days));
      long length = step.length().toSeconds();
      for (long s = Math.ceilDiv(at.getEpochSecond(), length) * length;
          s < now.getEpochSecond();
          s += length) {
        points.add(point(Instant.ofEpochSecond(s), "1" + s));
      }
      return new Chart(step, points, point(now, "7.123456789012345678901"), now);
    }

    private static PricePoint point(Instant time, String price) {
      return new PricePoint(time, new BigDecimal(price));
    }

    @Override
    public Interval granularity(int days) {
      if (days <= 1) return Interval.M5;
      return days <= 90 ? Interval.H1 : Interval.D1;
    }

    @Override
    public Duration freshness(Interval granularity) {
      return Duration.ofMinutes(30);
    }

    @Override
    public List<String> fetchCurrencies() {
      return List.of("usd");
    }

    @Override
    public List<Instrument> fetchInstruments() {
      return List.of(BITCOIN);
    }

    @Override
    public String name() {
      return "venue";
    }

    @Override
    public VenueHealth health() {
      return new VenueHealth(
          "venue", VenueHealth.State.CLOSED, VenueBudget.unlimited(Duration.ZERO), null, null);
    }
  }

  private MarketChart chart(int days) {
    return charts.chart(venue, new ChartRequest("BTC", BITCOIN, "USD", days, null, null));
  }

  @Test
  void aFreshAnswerIsServedFromTheStoreForShorterRangesToo() {
    MarketChart month = chart(30);
    assertThat(month.prices().size()).isEqualTo(30 * 24 + 1);
    MarketChart again = chart(30);
    MarketChart week = chart(7);
    assertThat(venue.requestedDays).containsExactly(30);
    assertThat(again.prices().timeMicros()).isEqualTo(month.prices().timeMicros());
    assertThat(week.prices().size()).isBetween(7 * 24 + 1, 7 * 24 + 2);
    assertThat(week.stale()).isFalse();
  }

  @Test
  void aLongerRangeOrAnotherDensityIsRequested() {
    chart(7);
    chart(30);
    chart(1);
    chart(120);
    assertThat(venue.requestedDays).containsExactly(7, 30, 1, 120);
  }

  @Test
  void afterItsFreshnessOnlyTheMissingDaysAreRequested() {
    chart(60);
    clock.advance(Duration.ofHours(30));
    MarketChart later = chart(60);
    assertThat(venue.requestedDays).containsExactly(60, 2);
    assertThat(later.prices().size()).isBetween(60 * 24 + 1, 60 * 24 + 2);
    long[] times = later.prices().timeMicros();
    for (int i = 1; i < times.length - 1; i++) {
      assertThat(times[i] - times[i - 1]).isEqualTo(3_600_000_000L);
    }
  }

  @Test
  void theRunningPointIsReplacedAndNeverStaysBehind() {
    chart(2);
    clock.advance(Duration.ofMinutes(31));
    MarketChart later = chart(2);
    long offGrid =
        Arrays.stream(later.prices().timeMicros())
            .filter(time -> time % 3_600_000_000L != 0)
            .count();
    assertThat(offGrid).isEqualTo(1);
  }

  @Test
  void aVenueThatFailsLeavesTheOldChartMarkedAsStale() {
    chart(30);
    clock.advance(Duration.ofHours(5));
    venue.fault = Kind.UNAVAILABLE;
    MarketChart old = chart(30);
    assertThat(old.stale()).isTrue();
    assertThat(old.fault()).contains("out of order");
    assertThat(old.asOf()).isEqualTo(START);
    assertThat(old.prices().size()).isGreaterThan(700);
    assertThat(old.validity().until()).isBefore(clock.instant().plusSeconds(10));
  }

  @Test
  void aRefusalIsNeverHiddenBehindAnOldAnswer() {
    chart(30);
    clock.advance(Duration.ofHours(5));
    for (Kind kind : List.of(Kind.RANGE_LIMIT, Kind.UNKNOWN_QUOTE, Kind.UNKNOWN_SYMBOL)) {
      venue.fault = kind;
      ProviderException thrown = catchThrowableOfType(ProviderException.class, () -> chart(30));
      assertThat(thrown.kind()).isEqualTo(kind);
    }
  }

  @Test
  void withNothingStoredTheFaultIsTheAnswer() {
    venue.fault = Kind.TIMEOUT;
    assertThat(catchThrowableOfType(ProviderException.class, () -> chart(30)).kind())
        .isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void aLongerRangeRequestedDuringAShorterOneStaysWhole() throws InterruptedException {
    BlockedRequest held = new BlockedRequest();
    venue.beforeAnswer = held::hold;
    Thread first = held.startBlocked(() -> chart(2));
    Thread second = held.startWaiting(() -> chart(30));
    held.release(first, second);
    assertThat(chart(30).prices().timeMicros()).hasSizeGreaterThanOrEqualTo(30 * 24);
    assertThat(venue.requestedDays).containsExactly(2, 30);
  }

  @Test
  void aFaultOfOneRangeIsNoFaultOfAnother() throws InterruptedException {
    BlockedRequest held = new BlockedRequest();
    venue.fault = Kind.RANGE_LIMIT;
    venue.beforeAnswer =
        () -> {
          held.hold();
          venue.fault = venue.requestedDays.getLast() == 400 ? Kind.RANGE_LIMIT : null;
        };
    Thread first =
        held.startBlocked(() ->
            assertThat(catchThrowableOfType(ProviderException.class, () -> chart(400)).kind())
                .isEqualTo(Kind.RANGE_LIMIT));
    Thread second = held.startWaiting(() -> assertThat(chart(100).prices().isEmpty()).isFalse());
    held.release(first, second);
  }

  @Test
  void aChartStoredByOneProcessIsReadByAnother() {
    chart(30);
    PointCharts other = new PointCharts(new ChartStore(database), database.changeFeed(), clock);
    MarketChart read = other.chart(venue, new ChartRequest("BTC", BITCOIN, "USD", 30, null, null));
    assertThat(venue.requestedDays).hasSize(1);
    assertThat(read.prices().price()[read.prices().size() - 1])
        .isEqualTo(Double.parseDouble("7.123456789012345678901"));
  }
}
