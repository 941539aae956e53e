package dev.candlewick.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.bus.LocalBus;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.Listings;
import dev.candlewick.provider.simulated.SimulatedProvider;
import dev.candlewick.settings.PollSettings;
import dev.candlewick.store.Database;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.price.TickStore;
import dev.candlewick.testing.Catalogs;
import dev.candlewick.testing.TestDatabase;
import dev.candlewick.testing.Waiting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Proves that one process of a database polls, also when the other loses its lock.
class PollHandoverTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Database.Login login = TestDatabase.login();
  private final Database database = Database.open(login, 8, message -> {});
  private PricePoll first;
  private PricePoll second;

  @BeforeEach
  void startBoth() {
    new InstrumentStore(database).registerAll(Listings.wellKnownInstruments());
    first = poll();
    second = poll();
    first.start();
    Waiting.until(() -> first.state().role(), role -> role == PollState.Role.POLLING);
    second.start();
    Waiting.until(() -> second.state().role(), role -> role == PollState.Role.STANDBY);
  }

  @AfterEach
  void close() {
    first.close();
    second.close();
    database.close();
  }

  private PricePoll poll() {
    InstantSource clock = InstantSource.system();
    SimulatedProvider venue = new SimulatedProvider(1, clock);
    InstrumentStore instruments = new InstrumentStore(database);
    TickStore ticks = new TickStore(database);
    LocalBus bus = new LocalBus(message -> {});
    List<Instrument> assets = List.of(Listings.wellKnownInstruments().getFirst());
    return new PricePoll(
        new PriceRound(venue, Catalogs.of(database, clock), instruments, ticks, bus, clock),
        ticks,
        new PollSettings(
            assets.stream().map(Instrument::id).toList(),
            HOUR,
            venue.name(),
            new PollSettings.Retention(null, null, HOUR)),
        clock,
        message -> {});
  }

  private Set<PollState.Role> roles() {
    return EnumSet.of(first.state().role(), second.state().role());
  }

  private int lockOwner() {
    return database.read(
        "find the owner of the lock",
        handle ->
            handle
                .createQuery(
                    "select coalesce(min(pid), 0) from pg_locks where locktype = 'advisory'"
                        + " and database = (select oid from pg_database"
                        + " where datname = current_database())")
                .mapTo(Integer.class)
                .one());
  }

  /// The database has released the lock of the lost session, so the other process may have it.
  @Test
  void aProcessThatLosesItsLockStopsPollingUntilItHasItAgain() {
    int lost = lockOwner();
    assertThat(lost).isPositive();
    TestDatabase.endSessions(login, "pid = " + lost);
    Waiting.until(this::lockOwner, owner -> owner != 0 && owner != lost);
    Set<PollState.Role> one = Waiting.until(this::roles, roles -> roles.size() == 2);
    assertThat(one).containsExactlyInAnyOrder(PollState.Role.POLLING, PollState.Role.STANDBY);
  }
}
