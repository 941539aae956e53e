package dev.candlewick.ingest.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Print;
import dev.candlewick.provider.FeedListener;
import dev.candlewick.store.Database;
import dev.candlewick.testing.Candles;
import dev.candlewick.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves the invariant of the feeds: whatever is dropped, repeated, late, disconnected or
/// restarted, the stored data in the end is that of an undisturbed run, each print is published
/// once between two restarts, and the stored data never has a gap.
class DisturbedFeedTest {
  private static final int MINUTES = 300;

  private final Truth truth = Truth.some(MINUTES);
  private final Set<Long> allPublished = new HashSet<>();

  /// An event that the feed delivers at its time.
  private record Delivery(Instant time, Consumer<FeedListener> event) {}

  private List<Delivery> script() {
    List<Delivery> script = new ArrayList<>();
    for (Candle candle : truth.candles().subList(1, truth.candles().size())) {
      Instant open = candle.openTime();
      BigDecimal some = candle.volume().divide(BigDecimal.TWO);
      script.add(candle(open.plusSeconds(30), Candles.withVolume(candle, some), false));
      script.add(candle(open.plusSeconds(60), candle, true));
    }
    for (Print print : truth.prints()) {
      script.add(new Delivery(print.time(), listener -> listener.onPrint(print)));
    }
    script.sort(Comparator.comparing(Delivery::time));
    return script;
  }

  private static Delivery candle(Instant time, Candle candle, boolean closed) {
    return new Delivery(
        time, listener -> listener.onCandle(Truth.SYMBOL, Interval.M1, candle, closed));
  }

  /// Drops, repeats and delays events.
  private static List<Delivery> disturbed(List<Delivery> script, Random random) {
    List<Delivery> played = new ArrayList<>(script);
    for (int i = 0; i < played.size(); i++) {
      int chance = random.nextInt(100);
      int later = Math.min(played.size() - 1, i + 1 + random.nextInt(8));
      if (chance < 4) played.remove(i);
      else if (chance < 8) played.add(later, played.get(i));
      else if (chance < 12) played.add(later, played.remove(i));
    }
    return played;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theOutcomeIsThatOfAnUndisturbedRun(long seed) {
    Random random = new Random(seed);
    try (Database database = TestDatabase.create();
        FollowedMarket followed = new FollowedMarket(database, truth)) {
      for (Delivery delivery : disturbed(script(), random)) {
        followed.at(delivery.time());
        injectFault(followed, random);
        followed.market.deliver(delivery.event());
        if (random.nextInt(5) == 0) followed.round();
      }
      followed.market.restDown = false;
      followed.market.reconnect();
      long last = truth.prints().getLast().number().orElseThrow();
      followed.market.deliver(listener -> listener.onPrintIdReached(Truth.SYMBOL, last));
      followed.advanceUntil(followed::complete);
      followed.requireNoGap();
      assertThat(followed.stored())
          .usingElementComparator(DisturbedFeedTest::values)
          .isEqualTo(truth.candles());
      followed.stop();
      recordPublished(followed);
      assertThat(new TreeSet<>(allPublished)).containsAll(FollowedMarket.numbers(rest()));
      assertThat(followed.report().lost()).isZero();
    }
  }

  private List<Print> rest() {
    return truth.prints().subList(1, truth.prints().size());
  }

  private static int values(Candle one, Candle other) {
    boolean same =
        one.openTime().equals(other.openTime())
            && one.close().compareTo(other.close()) == 0
            && one.volume().compareTo(other.volume()) == 0;
    return same ? 0 : 1;
  }

  private void injectFault(FollowedMarket followed, Random random) {
    switch (random.nextInt(500)) {
      case 0 -> followed.market.feedDown = true;
      case 1 -> followed.market.restDown = true;
      case 2, 3, 4, 5 -> followed.market.restDown = false;
      case 6 -> {
        FollowedMarket.pause(random.nextInt(400));
        followed.stop();
        recordPublished(followed);
        followed.again();
        followed.requireNoGap();
      }
      default -> {
        if (followed.market.feedDown && random.nextInt(30) == 0) followed.market.reconnect();
      }
    }
  }

  private void recordPublished(FollowedMarket followed) {
    List<Long> published = followed.publishedPrints();
    assertThat(published).doesNotHaveDuplicates();
    allPublished.addAll(published);
  }
}
