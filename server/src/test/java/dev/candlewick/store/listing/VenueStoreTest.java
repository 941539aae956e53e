package dev.candlewick.store.listing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.store.Database;
import dev.candlewick.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Proves that several processes share one budget and one hold of a venue.
class VenueStoreTest {
  private static final Database.Login LOGIN = TestDatabase.login();
  private static final Database DATABASE = Database.open(LOGIN, 8, message -> {});
  private static final Database OTHER_PROCESS = Database.open(LOGIN, 8, message -> {});

  private final VenueStore store = new VenueStore(DATABASE);
  private final VenueStore other = new VenueStore(OTHER_PROCESS);
  private String venue;

  @AfterAll
  static void close() {
    OTHER_PROCESS.close();
    DATABASE.close();
  }

  /// Gives each test a venue of its own and most of a minute of the database's clock.
  @BeforeEach
  void awaitStartOfMinute() {
    venue = "venue" + System.nanoTime();
    DATABASE.run(
        "wait for the next minute",
        handle ->
            handle.execute(
                "select pg_sleep(case when extract(second from clock_timestamp()) > 40"
                    + " then 60 - extract(second from clock_timestamp()) else 0 end)"));
  }

  /// Ten rounds: a reservation that reads without a lock lets two through in almost each of them.
  @Test
  void simultaneousReservationsNeverExceedTheLimit() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int round = 0; round < 10; round++) {
        String contested = venue + "-" + round;
        CyclicBarrier start = new CyclicBarrier(8);
        List<Future<Boolean>> reservations = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          VenueStore process = i % 2 == 0 ? store : other;
          reservations.add(
              threads.submit(() -> {
                start.await();
                return process.reserve(contested, 10, 30) == null;
              }));
        }
        int granted = 0;
        for (Future<Boolean> one : reservations) granted += one.get() ? 1 : 0;
        assertThat(granted).isEqualTo(3);
        assertThat(store.budget(contested).used()).isEqualTo(30);
      }
    }
  }

  @Test
  void aRequestThatExceedsTheRestWaitsForTheNextMinute() {
    assertThat(store.reserve(venue, 20, 30)).isNull();
    Duration wait = other.reserve(venue, 11, 30);
    assertThat(wait).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(1));
    assertThat(other.reserve(venue, 10, 30)).isNull();
    assertThat(store.budget(venue).used()).isEqualTo(30);
    assertThat(store.budget(venue).minuteLeft())
        .isPositive()
        .isLessThanOrEqualTo(Duration.ofMinutes(1));
  }

  /// Else a request that is heavier than the limit could never be sent.
  @Test
  void theFirstRequestOfAMinuteMayExceedTheLimit() {
    assertThat(store.reserve(venue, 40, 30)).isNull();
    assertThat(store.reserve(venue, 1, 30)).isNotNull();
  }

  @Test
  void theVenuesOwnFigureRaisesTheUsedWeightAndNeverLowersIt() {
    store.raiseUsed(venue, 25);
    assertThat(other.budget(venue).used()).isEqualTo(25);
    other.raiseUsed(venue, 10);
    assertThat(store.budget(venue).used()).isEqualTo(25);
    assertThat(store.reserve(venue, 6, 30)).isNotNull();
  }

  @Test
  void aHoldAppliesToEveryProcessAndIsNeverShortened() {
    store.hold(venue, Duration.ofMinutes(10), "long");
    other.hold(venue, Duration.ofMinutes(1), "short");
    VenueStore.Budget budget = other.budget(venue);
    assertThat(budget.reason()).isEqualTo("long");
    assertThat(budget.heldFor()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    assertThat(other.reserve(venue, 1, 30)).isGreaterThan(Duration.ofMinutes(9));
    other.hold(venue, Duration.ofMinutes(20), "longer");
    assertThat(store.budget(venue).reason()).isEqualTo("longer");
    assertThat(store.budget(venue).used()).isZero();
  }

  @Test
  void anUnknownVenueHasUsedNothing() {
    assertThat(store.budget(venue).used()).isZero();
    assertThat(store.budget(venue).heldFor()).isNull();
  }
}
