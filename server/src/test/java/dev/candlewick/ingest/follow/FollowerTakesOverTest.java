package dev.candlewick.ingest.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.market.Candle;
import dev.candlewick.market.Print;
import dev.candlewick.store.Database;
import dev.candlewick.store.StoreException;
import dev.candlewick.store.embedded.EmbeddedPostgres;
import dev.candlewick.testing.Candles;
import dev.candlewick.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proves that one process of a database has the feeds open, and that after its death, or the
/// database's, the next one takes over without a gap.
class FollowerTakesOverTest {
  private static final Instant START = Instant.parse("2025-03-01T00:00:00Z");

  private final List<Candle> candles = new ArrayList<>();
  private final List<Print> prints = new ArrayList<>();

  FollowerTakesOverTest() {
    Random random = new Random(8);
    for (int i = 0; i < 60; i++) {
      Instant open = Truth.GRID.plus(START, i);
      candles.add(Candles.one(Truth.GRID, open, random));
      prints.add(Truth.print(900 + i, open, 3));
    }
  }

  private void tell(FollowedMarket kept, int from, int to) {
    for (int i = from; i < to; i++) {
      kept.print(prints.get(i));
      kept.close(candles.get(i));
    }
  }

  @Test
  void oneFollowsAndTheOtherTakesOver() {
    Truth truth = new Truth(candles, prints);
    try (Database database = TestDatabase.create();
        FollowedMarket kept = new FollowedMarket(database, truth)) {
      kept.stop();
      Follower first = kept.follow();
      kept.until(() -> kept.report().health().topics() == 3);
      Follower second = kept.follow();
      tell(kept, 1, 10);
      FollowedMarket.pause(1500);
      assertThat(kept.report().health().topics()).as("it is on standby").isZero();
      first.close();
      kept.until(() -> kept.report().health().topics() == 3);
      tell(kept, 20, 30);
      kept.until(() -> advanced(kept) && kept.stored().size() == 30);
      kept.until(() -> advanced(kept) && kept.storedPrints().size() == 30);
      kept.requireNoHole();
      second.close();
      assertThat(kept.market.wanted()).isEmpty();
    }
  }

  private static boolean advanced(FollowedMarket kept) {
    kept.clock.advance(Duration.ofMillis(20));
    return true;
  }

  @Test
  void aDatabaseThatDiesTakesNothingWithIt(@TempDir Path home) throws Exception {
    Truth truth = new Truth(candles, prints);
    try (EmbeddedPostgres server = EmbeddedPostgres.open(home, message -> {});
        Database database = migrated(server);
        FollowedMarket kept = new FollowedMarket(database, truth)) {
      kept.stop();
      Follower follower = kept.follow();
      kept.until(() -> !kept.market.wanted().isEmpty());
      tell(kept, 1, 10);
      int opened = kept.market.openedFeeds.get();
      kill(home);
      tell(kept, 10, 30);
      kept.until(answers(kept, () -> kept.market.openedFeeds.get() > opened));
      kept.until(answers(kept, () -> !kept.market.wanted().isEmpty()));
      tell(kept, 35, 60);
      kept.until(answers(kept, kept::complete));
      kept.requireNoHole();
      follower.close();
    }
  }

  private static Database migrated(EmbeddedPostgres server) {
    Database.Login login =
        new Database.Login(server.jdbcUrl("candlewick"), server.user(), server.password());
    Database.migrate(login, login);
    return Database.open(login, 8, System.err::println);
  }

  private static BooleanSupplier answers(FollowedMarket kept, BooleanSupplier so) {
    return () -> {
      try {
        return advanced(kept) && so.getAsBoolean();
      } catch (StoreException e) {
        return false;
      }
    };
  }

  private static void kill(Path home) throws IOException {
    String pid = Files.readAllLines(home.resolve("data/postmaster.pid")).getFirst();
    assertThat(ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow().destroyForcibly())
        .isTrue();
  }
}
