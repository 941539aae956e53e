package dev.candlewick.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.ProviderException.Kind;
import dev.candlewick.provider.client.ScriptedVenue;
import dev.candlewick.provider.client.Timing;
import dev.candlewick.provider.client.VenueClient;
import dev.candlewick.provider.client.VenueError;
import dev.candlewick.provider.client.VenueProfile;
import dev.candlewick.provider.client.VenueRequest;
import dev.candlewick.store.Database;
import dev.candlewick.store.listing.VenueStore;
import dev.candlewick.testing.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Proves that a venue's ban applies whatever the difference between the database's clock and the
/// server's.
class VenueBansTest {
  private static final VenueRequest REQUEST = VenueRequest.of("/anything", 1);
  private static Database database;

  private ScriptedVenue venue;

  @BeforeAll
  static void open() {
    database = TestDatabase.create();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void begin() throws IOException {
    venue = new ScriptedVenue();
    database.run("forget", handle -> handle.execute("delete from venue"));
  }

  @AfterEach
  void end() {
    venue.close();
  }

  /// Returns a client whose clock is ahead of the database's, or behind it.
  private VenueClient client(Duration ahead, VenueError.Reader errors) {
    InstantSource clock = () -> Instant.now().plus(ahead);
    Timing clockwork =
        new Timing(
            clock,
            System::nanoTime,
            wait -> {
              throw new AssertionError("waits " + wait);
            },
            () -> 0.5);
    VenueProfile profile =
        VenueProfile.of("skewed", List.of(venue.uri()), Duration.ofSeconds(20), 1_000_000, null);
    return new VenueClient(profile, new SharedLedger(new VenueStore(database)), clockwork, errors);
  }

  private static ProviderException failure(VenueClient client) {
    return catchThrowableOfType(
        ProviderException.class, () -> client.get(REQUEST, body -> body.length));
  }

  private void staysAway(Duration ahead, VenueClient first, Duration length) {
    ProviderException banned = failure(first);
    assertThat(banned.kind()).isEqualTo(Kind.BANNED);
    VenueClient another = client(ahead.negated(), body -> null);
    for (int i = 0; i < 20; i++) {
      assertThat(failure(first).kind()).isEqualTo(Kind.BANNED);
      assertThat(failure(another).kind()).isEqualTo(Kind.BANNED);
    }
    assertThat(venue.requests()).isEqualTo(1);
    Duration left = Duration.between(Instant.now().plus(ahead), failure(first).retryAt());
    assertThat(left).isBetween(length.minusSeconds(20), length.plusSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(longs = {-60, -40, 0, 40, 60})
  void aBanOfSecondsHolds(long secondsAhead) {
    Duration ahead = Duration.ofSeconds(secondsAhead);
    venue.then(ScriptedVenue.withHeader("Retry-After", "30", ScriptedVenue.status(418, "")), 1);
    staysAway(ahead, client(ahead, body -> null), Duration.ofSeconds(30));
  }

  /// The venue states an instant of its own clock, which is correct here.
  @ParameterizedTest
  @ValueSource(longs = {0, 40, 60})
  void aBanUntilAnInstantHolds(long secondsAhead) {
    Duration ahead = Duration.ofSeconds(secondsAhead);
    Instant until = Instant.now().plusSeconds(30);
    venue.then(ScriptedVenue.status(418, "{}"), 1);
    VenueError named = new VenueError(Kind.BANNED, "banned", until);
    staysAway(ahead, client(ahead, body -> named), Duration.ofSeconds(30));
  }
}
