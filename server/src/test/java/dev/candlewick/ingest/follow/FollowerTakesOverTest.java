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

  private void deliver(FollowedMarket followed, int from, int to) {
    for (int i = from; i < to; i++) {
      followed.print(prints.get(i));
      followed.close(candles.get(i));
    }
  }

  @Test
  void oneProcessFollowsAndTheOtherTakesOver() {
    Truth truth = new Truth(candles, prints);
    try (Database database = TestDatabase.create();
        FollowedMarket followed = new FollowedMarket(database, truth)) {
      followed.stop();
      Follower first = followed.follow();
      followed.until(() -> followed.report().health().topics() == 3);
      Follower second = followed.follow();
      deliver(followed, 1, 10);
      FollowedMarket.pause(1500);
      assertThat(followed.report().health().topics()).as("it is on standby").isZero();
      first.close();
      followed.until(() -> followed.report().health().topics() == 3);
      deliver(followed, 20, 30);
      followed.until(() -> advanced(followed) && followed.stored().size() == 30);
      followed.until(() -> advanced(followed) && followed.storedPrints().size() == 30);
      followed.requireNoGap();
      second.close();
      assertThat(followed.market.wanted()).isEmpty();
    }
  }

  private static boolean advanced(FollowedMarket followed) {
    followed.clock.advance(Duration.ofMillis(20));
    return true;
  }

  @Test
  void nothingIsLostWhenTheDatabaseDies(@TempDir Path home) throws Exception {
    Truth truth = new Truth(candles, prints);
    try (EmbeddedPostgres server = EmbeddedPostgres.open(home, message -> {});
        Database database = migrated(server);
        FollowedMarket followed = new FollowedMarket(database, truth)) {
      followed.stop();
      Follower follower = followed.follow();
      followed.until(() -> !followed.market.wanted().isEmpty());
      deliver(followed, 1, 10);
      int opened = followed.market.openedFeeds.get();
      kill(home);
      deliver(followed, 10, 30);
      followed.until(whenAvailable(followed, () -> followed.market.openedFeeds.get() > opened));
      followed.until(whenAvailable(followed, () -> !followed.market.wanted().isEmpty()));
      deliver(followed, 35, 60);
      followed.until(whenAvailable(followed, followed::complete));
      followed.requireNoGap();
      follower.close();
    }
  }

  private static Database migrated(EmbeddedPostgres server) {
    Database.Login login =
        new Database.Login(server.jdbcUrl("candlewick"), server.user(), server.password());
    Database.migrate(login, login);
    return Database.open(login, 8, System.err::println);
  }

  private static BooleanSupplier whenAvailable(FollowedMarket followed, BooleanSupplier condition) {
    return () -> {
      try {
        return advanced(followed) && condition.getAsBoolean();
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
