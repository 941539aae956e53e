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
  private final Set<Long> everTold = new HashSet<>();

  /// An event that the feed delivers at its time.
  private record Told(Instant time, Consumer<FeedListener> event) {}

  private List<Told> script() {
    List<Told> script = new ArrayList<>();
    for (Candle candle : truth.candles().subList(1, truth.candles().size())) {
      Instant open = candle.openTime();
      BigDecimal some = candle.volume().divide(BigDecimal.TWO);
      script.add(candle(open.plusSeconds(30), Candles.withVolume(candle, some), false));
      script.add(candle(open.plusSeconds(60), candle, true));
    }
    for (Print print : truth.prints()) {
      script.add(new Told(print.time(), listener -> listener.onPrint(print)));
    }
    script.sort(Comparator.comparing(Told::time));
    return script;
  }

  private static Told candle(Instant time, Candle candle, boolean closed) {
    return new Told(time, listener -> listener.onCandle(Truth.SYMBOL, Interval.M1, candle, closed));
  }

  /// Drops, repeats and delays events.
  private static List<Told> disturbed(List<Told> script, Random random) {
    List<Told> played = new ArrayList<>(script);
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
  void whateverHappensTheOutcomeIsThatOfAnUndisturbedRun(long seed) {
    Random random = new Random(seed);
    try (Database database = TestDatabase.create();
        FollowedMarket kept = new FollowedMarket(database, truth)) {
      for (Told told : disturbed(script(), random)) {
        kept.at(told.time());
        trouble(kept, random);
        kept.market.tell(told.event());
        if (random.nextInt(5) == 0) kept.round();
      }
      kept.market.restDown = false;
      kept.market.begin();
      long last = truth.prints().getLast().number().orElseThrow();
      kept.market.tell(listener -> listener.onPrintIdReached(Truth.SYMBOL, last));
      kept.goOnUntil(kept::complete);
      kept.requireNoHole();
      assertThat(kept.stored())
          .usingElementComparator(DisturbedFeedTest::values)
          .isEqualTo(truth.candles());
      kept.stop();
      lifeEnds(kept);
      assertThat(new TreeSet<>(everTold)).containsAll(FollowedMarket.numbers(rest()));
      assertThat(kept.report().lost()).isZero();
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

  private void trouble(FollowedMarket kept, Random random) {
    switch (random.nextInt(500)) {
      case 0 -> kept.market.feedDown = true;
      case 1 -> kept.market.restDown = true;
      case 2, 3, 4, 5 -> kept.market.restDown = false;
      case 6 -> {
        FollowedMarket.pause(random.nextInt(400));
        kept.stop();
        lifeEnds(kept);
        kept.again();
        kept.requireNoHole();
      }
      default -> {
        if (kept.market.feedDown && random.nextInt(30) == 0) kept.market.begin();
      }
    }
  }

  private void lifeEnds(FollowedMarket kept) {
    List<Long> told = kept.told();
    assertThat(told).doesNotHaveDuplicates();
    everTold.addAll(told);
  }
}
