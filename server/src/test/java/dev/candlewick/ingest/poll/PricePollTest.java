package dev.candlewick.ingest.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.bus.BusEvent;
import dev.candlewick.bus.LocalBus;
import dev.candlewick.identity.Actor;
import dev.candlewick.market.Listings;
import dev.candlewick.market.Tick;
import dev.candlewick.provider.PriceProvider;
import dev.candlewick.provider.PriceProvider.Impossible;
import dev.candlewick.provider.client.ScriptedVenue;
import dev.candlewick.provider.client.VenueRig;
import dev.candlewick.provider.coingecko.CoinGeckoProvider;
import dev.candlewick.provider.simulated.SimulatedProvider;
import dev.candlewick.settings.PollSettings;
import dev.candlewick.settings.VenueSettings;
import dev.candlewick.store.Database;
import dev.candlewick.store.ledger.LedgerStore;
import dev.candlewick.store.listing.InstrumentStore;
import dev.candlewick.store.price.TickStore;
import dev.candlewick.testing.Catalogs;
import dev.candlewick.testing.TestDatabase;
import dev.candlewick.testing.Waiting;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The poll against a scripted venue and a real database, with a clock that the test controls: one
/// request a round, no failure ends it, and its state describes what happened.
class PricePollTest {
  private static final Actor CHIEF = new Actor(1, "chief", "none", null);
  private static final Instant START = Instant.parse("2025-12-15T16:41:28.345Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final List<String> ASSETS = List.of("bitcoin", "ethereum", "solana");
  private static final String BODY =
      """
      {"bitcoin":{"usd":89450},"ethereum":{"usd":3000.5},"solana":{"usd":1.234e-5}}\
      """;
  private static final Listings WELL_KNOWN = Listings.empty();

  private final VenueRig rig = new VenueRig(START);
  private final List<List<Tick>> published = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private final Database database = TestDatabase.create();
  private final TickStore ticks = new TickStore(database);
  private final InstrumentStore instruments = new InstrumentStore(database);
  private PricePoll poll;

  @BeforeEach
  void build() {
    CoinGeckoProvider coingecko =
        new CoinGeckoProvider(
            new VenueSettings.CoinGecko(rig.venue.uri(), null, 10_000),
            Duration.ofSeconds(5),
            rig.ledger,
            rig.clockwork());
    instruments.registerAll(Listings.wellKnownInstruments());
    instruments.activateOnce(ASSETS.stream().map(WELL_KNOWN::instrumentById).toList());
    poll = poll(coingecko, rig.clock, new PollSettings.Retention(null, null, MINUTE));
  }

  private PricePoll poll(
      PriceProvider provider, InstantSource clock, PollSettings.Retention retention) {
    LocalBus bus = new LocalBus(System.err::println);
    bus.subscribe(event -> published.add(((BusEvent.Ticks) event).ticks()));
    return new PricePoll(
        new PriceRound(provider, Catalogs.of(database, clock), instruments, ticks, bus, clock),
        ticks,
        new PollSettings(ASSETS, MINUTE, provider.name(), retention),
        clock,
        log::add);
  }

  @AfterEach
  void close() {
    rig.close();
    database.close();
  }

  private void turns(int count) {
    for (int i = 0; i < count; i++) poll.runOnce();
  }

  private long stored() {
    return ticks.count(new TickStore.Filter(null, null, null));
  }

  @Test
  void aRoundIsOneRequestOneSnapshotEachAndOnePublication() {
    rig.venue.then(BODY, BODY.replace("89450", "89320.50"));
    turns(5);
    assertThat(rig.venue.requestPaths())
        .containsExactly(
            "/simple/price?ids=bitcoin%2Cethereum%2Csolana&vs_currencies=usd&precision=full");
    rig.clock.advance(MINUTE);
    turns(5);
    assertThat(rig.venue.requests()).isEqualTo(2);
    assertThat(published).hasSize(2).allMatch(list -> list.size() == 3);
    assertThat(ticks.page(new TickStore.Filter(null, null, null), 10, 0).rows())
        .hasSize(6)
        .extracting(row -> row.ticker() + " " + row.price().toPlainString() + " " + row.polledAt())
        .contains(
            "BTC 89320.50 2025-12-15T16:42:28Z",
            "BTC 89450 2025-12-15T16:41:28Z",
            "SOL 0.00001234 2025-12-15T16:41:28Z");
    assertThat(poll.state().successes()).isEqualTo(2);
    assertThat(poll.timeSinceSuccess()).contains(Duration.ZERO);
  }

  @Test
  void missedRoundsAreNotMadeUp() {
    rig.venue.then(BODY, BODY, BODY);
    turns(3);
    rig.clock.advance(Duration.ofMinutes(10));
    turns(10);
    assertThat(rig.venue.requests()).isEqualTo(2);
  }

  @Test
  void aVenueThatIsDownIsRequestedLessOftenAndRecovers() {
    rig.venue.then(ScriptedVenue.status(500, "secret words"), 12);
    for (int i = 0; i < 5; i++) {
      turns(3);
      rig.clock.advance(MINUTE);
    }
    PollState down = poll.state();
    assertThat(down.failuresInARow()).isBetween(2, 4);
    assertThat(down.fault()).startsWith("coingecko").doesNotContain("secret");
    assertThat(stored()).isZero();
    rig.venue.then(ScriptedVenue.status(200, BODY), 50);
    for (int i = 0; i < 60; i++) {
      rig.clock.advance(MINUTE);
      turns(2);
    }
    assertThat(poll.state().fault()).isNull();
    assertThat(poll.state().failuresInARow()).isZero();
    assertThat(stored()).isPositive();
    assertThat(published).hasSize((int) poll.state().successes());
  }

  @Test
  void aPauseThatTheVenueRequestsIsObserved() {
    rig.venue.then(
        ScriptedVenue.withHeader("Retry-After", "300", ScriptedVenue.status(429, "{}")), 1);
    rig.venue.then(BODY);
    for (int i = 0; i < 5; i++) {
      turns(2);
      rig.clock.advance(MINUTE);
    }
    assertThat(rig.venue.requests()).isEqualTo(1);
    rig.clock.advance(MINUTE);
    turns(2);
    assertThat(rig.venue.requests()).isEqualTo(2);
    assertThat(poll.state().fault()).isNull();
  }

  @Test
  void pricesMissingFromAResponseAreNamed() {
    rig.venue.then("{\"bitcoin\":{\"usd\":1},\"solana\":{\"usd\":null}}");
    turns(1);
    assertThat(poll.state().withoutPrice()).containsExactly("ETH", "SOL");
    assertThat(poll.state().fault()).isNull();
    assertThat(stored()).isEqualTo(1);
  }

  @Test
  void aPriceThatCannotBeIsNamedOnceAndAllOthersAreStoredAndPublished() {
    String wrong = BODY.replace("3000.5", "-3000.5");
    rig.venue.then(wrong, wrong, BODY);
    turns(1);
    assertThat(poll.state().fault()).isNull();
    assertThat(poll.state().impossible())
        .containsExactly(new Impossible(WELL_KNOWN.instrumentById("ethereum"), "is below 0"));
    assertThat(poll.state().withoutPrice()).isEmpty();
    assertThat(stored()).isEqualTo(2);
    assertThat(published.getFirst())
        .extracting(tick -> tick.instrument().ticker())
        .containsExactly("BTC", "SOL");
    rig.clock.advance(MINUTE);
    turns(3);
    assertThat(log)
        .containsExactly("the price of ETH (ethereum) at coingecko is below 0; it is left out");
    rig.clock.advance(MINUTE);
    turns(3);
    assertThat(poll.state().impossible()).isEmpty();
    assertThat(stored()).isEqualTo(7);
  }

  @Test
  void anAnswerOfImpossiblePricesAloneIsAFaultThatNamesThem() {
    rig.venue.then("{\"bitcoin\":{\"usd\":-1}}");
    turns(1);
    assertThat(poll.state().fault()).contains("BTC is below 0");
    assertThat(stored()).isZero();
  }

  @Test
  void anAnswerWithNothingIsAFault() {
    turns(1);
    assertThat(poll.state().fault()).contains("none of the requested prices");
  }

  @Test
  void inactiveInstrumentsAreNotRequestedAndNoneCauseNoRequest() {
    switchOff("solana");
    rig.venue.then(BODY);
    turns(1);
    assertThat(rig.venue.requestPaths().getFirst()).doesNotContain("solana").contains("ethereum");
    switchOff("bitcoin");
    switchOff("ethereum");
    rig.clock.advance(MINUTE);
    turns(1);
    assertThat(rig.venue.requests()).isEqualTo(1);
    assertThat(poll.state().fault()).isNull();
  }

  /// An instrument that is held is polled, active or not; one that was deactivated is not.
  @Test
  void aHeldInstrumentIsRequestedUnlessItWasDeactivated() {
    hold("litecoin");
    rig.venue.then(BODY).then(BODY).then(BODY);
    turns(1);
    assertThat(rig.venue.requestPaths().getLast()).contains("litecoin").contains("solana");
    switchOff("litecoin");
    rig.clock.advance(MINUTE);
    turns(1);
    assertThat(rig.venue.requestPaths().getLast()).doesNotContain("litecoin").contains("solana");
    instruments.setActive(
        CHIEF, instruments.findByCoinGeckoId("litecoin").orElseThrow().id(), true);
    rig.clock.advance(MINUTE);
    turns(1);
    assertThat(rig.venue.requestPaths().getLast()).contains("litecoin");
  }

  @Test
  void anInstrumentHeldBeforeAVenueListsItIsRequestedOnceListed() {
    database.run(
        "forget litecoin",
        handle ->
            handle.execute(
                "update instrument set coingecko_id = null where coingecko_id = 'litecoin'"));
    long bare = instruments.findOrCreate("LTC").id();
    hold(bare);
    hold(instruments.findOrCreate("NOBODYKNOWS").id());
    rig.venue.then(BODY);
    turns(1);
    assertThat(rig.venue.requestPaths().getLast()).contains("litecoin");
    assertThat(instruments.findByCoinGeckoId("litecoin").orElseThrow().id()).isEqualTo(bare);
    assertThat(instruments.findHeldTickers()).containsExactly("NOBODYKNOWS");
  }

  private void hold(String id) {
    hold(instruments.findByCoinGeckoId(id).orElseThrow().id());
  }

  private void hold(long instrument) {
    LedgerStore.Asset asset = new LedgerStore.Asset(instrument, "held");
    LedgerStore.Lot lot = new LedgerStore.Lot(BigDecimal.ONE, BigDecimal.TEN);
    new LedgerStore(database).open(new Actor(0, "anonymous", "none", null), asset, lot, START);
  }

  private void switchOff(String id) {
    instruments.setActive(CHIEF, instruments.findByCoinGeckoId(id).orElseThrow().id(), false);
  }

  @Test
  void aDatabaseOutageDoesNotEndThePoll() {
    rig.venue.then(BODY);
    database.close();
    turns(2);
    assertThat(poll.state().fault()).isNotNull().doesNotContain("select");
    assertThat(poll.state().failuresInARow()).isEqualTo(1);
  }

  @Test
  void oldPricesAreThinnedAndDeletedOnceAnHour() {
    PriceProvider simulated = new SimulatedProvider(1, rig.clock);
    poll =
        poll(
            simulated,
            rig.clock,
            new PollSettings.Retention(
                Duration.ofHours(5), Duration.ofHours(2), Duration.ofHours(1)));
    for (int i = 0; i < 60 * 9; i++) {
      turns(5);
      rig.clock.advance(MINUTE);
    }
    assertThat(stored()).isBetween(3L * (120 + 2), 3L * (4 * 60 + 4));
    assertThat(ticks.findOldest().orElseThrow()).isAfter(START.plus(Duration.ofHours(3)));
  }

  @Test
  void oneProcessPollsAndAnotherTakesOver() throws InterruptedException {
    PollSettings.Retention keep = new PollSettings.Retention(null, null, MINUTE);
    InstantSource now = InstantSource.system();
    PricePoll first = poll(new SimulatedProvider(1, now), now, keep);
    PricePoll second = poll(new SimulatedProvider(1, now), now, keep);
    first.start();
    await(first, PollState.Role.POLLING);
    second.start();
    await(second, PollState.Role.STANDBY);
    first.close();
    await(second, PollState.Role.POLLING);
    second.close();
    assertThat(second.state().role()).isEqualTo(PollState.Role.STOPPED);
  }

  private static void await(PricePoll poll, PollState.Role role) {
    Waiting.until(() -> poll.state().role(), role::equals);
  }
}
